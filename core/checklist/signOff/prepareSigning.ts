import { UserError } from '../../errors.ts';
import type { TextEdit } from '../../problem.ts';
import { LineIndex } from '../../text/lineIndex.ts';
import { closest } from '../../text/closest.ts';
import { didYouMean, oneOf, quoted } from '../../text/wording.ts';
import { obstaclesIn } from '../evidence/gate.ts';
import { whyNothingIsRequired } from '../required.ts';
import type { Sidecar, SignOff } from '../sidecar/sidecar.ts';
import { newestOf } from './newest.ts';
import { noPlaceToSign } from './roles.ts';
import { signOffPlaces } from './places.ts';
import { signedLines } from './scope.ts';
import { signatureOf, type ChecklistNow, type Signing } from './signature.ts';
import { standingOf } from './standing.ts';
import { signatureEdits } from './writtenSignature.ts';

export interface Signable extends ChecklistNow {
  /** As the person names it. */
  file: string;
  sidecar: Sidecar;
}

/** What a signature changes. */
export interface PreparedSigning {
  signOff: SignOff;
  edits: TextEdit[];
  /** The earlier signature of the same role. */
  replaced: SignOff | undefined;
}

/** A go that was wanted without "despite". */
export class ObstaclesError extends UserError {
  constructor(
    readonly role: string,
    readonly obstacles: readonly string[],
  ) {
    const count = obstacles.length === 1 ? '1 obstacle' : `${obstacles.length} obstacles`;
    super(`${role} cannot sign go while there ${obstacles.length === 1 ? 'is' : 'are'} ${count}.`);
  }
}

/** All that keeps a checklist from being signed with a plain go, a sentence each. */
export function obstaclesToSigning({ file, text, checklist, evidence }: Signable): string[] {
  const isSignedFor = signedLines(checklist);
  const lines = new LineIndex(text);
  // What a wrong comment was to bind is held against nothing.
  const wrong = checklist.problems.flatMap(({ severity, span, message }) => {
    const line = lines.position(span[0]).line + 1;
    return severity === 'error' && isSignedFor(line) ? [`${file}:${line}: ${message}`] : [];
  });
  const nothing = whyNothingIsRequired(file, checklist);
  return [
    ...(nothing === undefined ? [] : [nothing]),
    ...wrong,
    ...obstaclesIn(file, checklist, evidence).map(({ message }) => message),
  ];
}

export interface SigningWish extends Omit<Signing, 'obstacles'> {
  /** Whether a go is given in spite of all obstacles; they stay with it. */
  despite: boolean;
  /** Whether it takes the place of a signature that is not void. */
  replace: boolean;
}

/**
 * The record and the edits of a signature. Throws a `UserError` where it cannot be given: an `ObstaclesError` for a go with
 * something in its way that is not to be given in spite of it.
 */
export function prepareSigning(now: Signable, { despite, replace, ...signing }: SigningWish): PreparedSigning {
  const { file, text, checklist, sidecar } = now;
  const { role, name, decision } = signing;
  const signed = sidecar.signOffs.map((one) => one.role);
  const places = signOffPlaces(checklist, signed);
  const place = places.find((one) => one.role === role);
  if (place === undefined) throw unknownRole(file, role, places);
  refuseName(name);
  const earlier = newestOf(role, sidecar.signOffs);
  if (earlier && !replace && standingOf(earlier, now).state !== 'void') throw alreadySigned(file, earlier);
  const obstacles = obstaclesToSigning(now);
  if (decision === 'go' && obstacles.length > 0 && !despite) throw new ObstaclesError(role, obstacles);
  const signOff = signatureOf({ ...signing, obstacles }, now);
  const written = signatureEdits(text, place, signOff, { replaced: earlier, items: checklist.items });
  if ('taken' in written) {
    const { what, says, line } = written.taken;
    throw new UserError(
      `${file}:${line}: where the ${what} of ${role} belongs, it says ${quoted(says)} already. Take that out, and sign again.`,
    );
  }
  return { signOff, edits: written.edits, replaced: earlier };
}

/** With a signature in place of the one it replaces. Throws a `UserError` when somebody else signed in the meantime. */
export function withSignOff(sidecar: Sidecar, file: string, { signOff, replaced }: PreparedSigning): Sidecar {
  const earlier = newestOf(signOff.role, sidecar.signOffs);
  if (earlier && JSON.stringify(earlier) !== JSON.stringify(replaced)) throw alreadySigned(file, earlier);
  return { ...sidecar, signOffs: [...sidecar.signOffs.filter(({ role }) => role !== signOff.role), signOff] };
}

function alreadySigned(file: string, { role, name, signedAt, decision }: SignOff): UserError {
  return new UserError(
    `${role} has signed ${file} already: ${name}, ${signedAt.slice(0, 10)}, ${decision}. To put another signature in its place, say so with --replace.`,
  );
}

function unknownRole(file: string, role: string, places: readonly { role: string }[]): UserError {
  const known = places.map((place) => place.role);
  if (known.length === 0) return new UserError(noPlaceToSign(file));
  const suggestion = didYouMean(closest(role, known));
  return new UserError(`${file} has no role ${quoted(role)}.${suggestion} It has ${oneOf(known)}.`);
}

/** What would be more than a name in a line of Markdown. */
function refuseName(name: string): void {
  if (name.trim() === '') throw new UserError('A signature needs a name. Say whose with --name NAME.');
  if (/[\n\r|<>`]|\p{Cc}/u.test(name) || name.length > 200)
    throw new UserError(`${quoted(name)} cannot be written as a name: without line ends, |, < and backticks, please.`);
}
