import { findBlanks } from '../readBlanks.ts';
import { asksForRole, labelsIn, namesNoRole, placeOfLabel, type LabelInLine } from './words.ts';

/** From and to, within the line. */
export type Piece = readonly [number, number];

/** A line to sign, with its places. */
export interface LineToSign {
  /** What stands before the name: a role, or a word such as "Signed". */
  label: string;
  name: Piece;
  date?: Piece;
  signature?: Piece;
  /** Whether its name is a blank. Elsewhere than below a sign-off other lines may be anything. */
  isOpen: boolean;
}

/** Reads a line with a label, a place for a name and one for a date or a signature, empty or filled in. */
export function lineToSign(line: string, isSignOff: boolean): LineToSign | undefined {
  if (!MAY_BE_ONE.test(line)) return undefined;
  // What stands before the name is the role, even if it reads like a later label.
  const begin = SEPARATOR.exec(line)?.[0].length ?? line.search(/[:：]/u) + 1;
  const labels = labelsIn(line, isSignOff).filter(({ from }) => from >= begin);
  const [blank] = findBlanks(line);
  // "Lead: Ada Date: ____"
  const isFilledBefore = labels.some(
    ({ from, to }) => to <= (blank?.from ?? 0) && SAYS_SOMETHING.test(line.slice(0, from)),
  );
  const open = blank === undefined || isFilledBefore ? undefined : openLine(line, isSignOff);
  return open ?? filledLine(line, labels);
}

/** Most lines of a long text are told apart by that alone. */
const MAY_BE_ONE = /[:：_]|\d{4}-\d\d/u;
const SAYS_SOMETHING = /[:：]\s*[^\s:：]/u;

/** What parts a role from the name, so that both are told apart when the name is written. */
const OPEN_SEPARATOR = /(?:[:：=]|\s[-–—]|(?<!\p{L})(?:by|von|par|por|da))[^\p{L}\p{N}]*$/iu;
const SEPARATOR = /^(?:\S+ ){0,3}?(?:\S+\s+[-–—=]|(?:by|von|par|por|da))\s+(?=\S)/iu;

function openLine(line: string, isSignOff: boolean): LineToSign | undefined {
  const places = findBlanks(line).map(({ from, to, label }) => ({
    ...{ piece: [from, to] as const, label: roleOf(label) },
    kind: placeOfLabel(label, isSignOff),
  }));
  const [first, ...others] = places;
  if (first === undefined || first.label === '' || !OPEN_SEPARATOR.test(line.slice(0, first.piece[0])))
    return undefined;
  const isName = ({ label, kind }: (typeof places)[number]): boolean => kind !== 'date' && namesNoRole(label);
  if (asksForRole(first.label) && others.some((one) => one.kind === undefined && isName(one))) return undefined;
  const date = others.find(({ kind }) => kind === 'date')?.piece;
  const signature = others.find(({ kind }) => kind === 'signature')?.piece;
  if (first.kind === 'date' && namesNoRole(first.label)) {
    const name = others.find(isName);
    return name && { label: name.label, name: name.piece, date: first.piece, isOpen: true };
  }
  if ((date ?? signature) === undefined) return undefined;
  return {
    label: first.label,
    name: first.piece,
    ...(date && { date }),
    ...(signature && { signature }),
    isOpen: true,
  };
}

function filledLine(line: string, labels: readonly LabelInLine[]): LineToSign | undefined {
  const [next] = labels;
  if (next === undefined) return undefined;
  const head = line.slice(0, next.from);
  const colon = Math.max(head.lastIndexOf(':'), head.lastIndexOf('：'));
  const parted = colon >= 0 ? colon + 1 : (SEPARATOR.exec(head)?.[0].length ?? 0);
  const label = roleOf(head.slice(0, parted));
  if (!/[\p{L}\p{N}]/u.test(label)) return undefined;
  const first = trimmed(line, parted, next.from);
  const places = labels.map(({ kind, from, to }, at) => ({
    ...{ kind, label: roleOf(line.slice(from, to)) },
    piece: trimmed(line, to, labels[at + 1]?.from ?? line.length),
  }));
  const [date, signature, name] = (['date', 'signature', 'name'] as const).map((kind) =>
    places.find((one) => one.kind === kind),
  );
  const person = name ?? signature;
  if (placeOfLabel(label, true) === 'date' && namesNoRole(label))
    return person && { label: person.label, name: person.piece, date: first, isOpen: false };
  const rest = { ...(date && { date: date.piece }), ...(signature && { signature: signature.piece }), isOpen: false };
  if (!('date' in rest || 'signature' in rest)) return undefined;
  // "Role: Tech Lead Name: Ada Date: …"
  if (name && asksForRole(label)) {
    const role = line.slice(...first);
    const isOpen = places.every(({ piece }) => /^_{2,}$/.test(line.slice(...piece)));
    return /[\p{L}\p{N}]/u.test(role) ? { label: role, name: name.piece, ...rest, isOpen } : undefined;
  }
  // "Tech Lead: Name: Ada Date: …"
  const [second] = places;
  if (first[0] === first[1] && second && second.kind !== 'date')
    return { label, name: second.piece, ...(date && { date: date.piece }), isOpen: false };
  return { label, name: first, ...rest };
}

/** Without what parts it from the name, and without a word that only says that a name follows. */
function roleOf(label: string): string {
  const [, role, last] = /^(.+)[:：]\s*(.+?)$/u.exec(withoutEnd(label)) ?? [];
  return role !== undefined && last !== undefined && namesNoRole(last) ? withoutEnd(role) : withoutEnd(label);
}

// Editors escape what they take for emphasis: `\*\*\_\_\_\_`.
const withoutEnd = (label: string): string => label.replace(/(?:[\s:：=*\\]|\s[-–—])+$/u, '').trim();

function trimmed(line: string, from: number, to: number): Piece {
  const value = line.slice(from, to);
  const without = value.replace(/[\s,;|，；、(（]+$/u, '');
  const text = !/[(（]/u.test(without) ? without.replace(/[\s)）]+$/u, '') : without;
  if (text.trim() === '') return [from, from];
  return [from + (text.length - text.trimStart().length), from + text.length];
}
