import { quoted } from '../../text/wording.ts';
import type { Checklist } from '../checklist.ts';
import type { SignOffPlace } from './places.ts';
import { isNoYes, isPlaceholderWord } from './words.ts';
import { isEmptyPlace } from './writtenSignature.ts';

/** What people wrote into a line to sign: a signature, or why it is none. */
export type ByHand = { kind: 'signed'; name: string } | { kind: 'open'; says?: string };

/**
 * A line is signed by hand only where each of its places says something that somebody must have written for it. What
 * stands there otherwise, a placeholder or a no, is told, so that nobody takes it for a signature.
 */
export function byHandIn(text: string, { items }: Pick<Checklist, 'items'>, place: SignOffPlace): ByHand {
  const { name, date, decision, besides = [] } = place;
  const spans = [name, date, decision, ...besides].filter((span) => span !== undefined).sort((a, b) => a[0] - b[0]);
  const places = spans.map((span) => ({ says: sourceOf(text, span), isDate: span === date }));
  const isSaid = places.map(({ says, isDate }) => (isDate ? saysDate(says) : isSaidByHand(says)));
  const isOpenItem = items.some(({ id, checked }) => id === place.item && !checked);
  if (isSaid.every(Boolean) && !isOpenItem) return { kind: 'signed', name: text.slice(...place.name).trim() };
  const written = places.filter(({ says }) => !isEmptyPlace(says));
  if (written.length === 0) return { kind: 'open' };
  const words = written.map(({ says }) => quoted(says));
  const facts = [
    `says ${listed(written.length < places.length ? [...words, 'nothing else'] : words)}`,
    ...(isOpenItem ? ['is not ticked'] : []),
  ];
  return { kind: 'open', says: facts.join(', and ') };
}

function sourceOf(text: string, span: readonly [number, number]): string {
  return text.slice(...span).trim();
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}

const OPEN_BOXES = '☐□▢◻◽⬜🔲🔳❏❑';
const TICKED_BOXES = '☑✅✔✓🗹☒';
const BOX = new RegExp(`\\[[ xX✓✔]?\\]|[${OPEN_BOXES}]|[${TICKED_BOXES}]`, 'gu');
const OPEN_BOX = new RegExp(`^(?:\\[ ?\\]|[${OPEN_BOXES}])$`, 'u');
/** Signs of a no, or of something that is not over. */
const NO_SIGN = /[❌✗✘✖❎⛔🚫👎🔴🟡🟠⏳⌛🕐🚧⏸🛑❓❔⚠]/u;
const IN_BRACKETS = /^(?:\[[^[\]]*\]|<[^<>]*>|\{+[^{}]*\}+|«[^»]*»)$/;
const SIGN_OF_YES = /\p{Extended_Pictographic}|[✓✔☑🗹☒]/u;

/** Whether a name or a decision is one that somebody gave. */
function isSaidByHand(written: string): boolean {
  const says = plain(written);
  const boxes = [...says.matchAll(BOX)];
  const [first] = boxes;
  if (first === undefined) return isSaid(says);
  // Of several boxes the ticked ones count, each with what stands behind it.
  const before = says.slice(0, first.index).trim();
  const ticked = boxes
    .filter(({ 0: box }) => !OPEN_BOX.test(box))
    .map(({ 0: box, index }) => {
      const next = boxes.find((other) => other.index > index)?.index ?? says.length;
      return says.slice(index + box.length, next).trim();
    });
  const isNo = (words: string): boolean => NO_SIGN.test(words) || isNoYes(withoutEdges(words));
  return ticked.length > 0 && ![before, ...ticked].some(isNo);
}

function isSaid(says: string): boolean {
  if (NO_SIGN.test(says) || IN_BRACKETS.test(says)) return false;
  const words = withoutEdges(says);
  if (words === '') return SIGN_OF_YES.test(says);
  return !isNoYes(words) && !isPlaceholderWord(words) && !/^x{2,}$/i.test(words) && !/_{2,}|\.{3,}$/.test(words);
}

/** A day has a figure, and none that is still to be written. */
function saysDate(written: string): boolean {
  const says = plain(written);
  if (IN_BRACKETS.test(says) || isNoYes(withoutEdges(says))) return false;
  return (
    /[\p{N}一二三四五六七八九十]/u.test(says) &&
    !/[_?…]|(?<!\p{L})(?:\d*[xX]{2,}|\d*[yYjJaA]{2,4}|[dDtTgG]{2}|[mM]{2})(?!\p{L})/u.test(says)
  );
}

/** Without emphasis, links and comments. */
function plain(written: string): string {
  return written
    .replace(/<!--.*?-->/gs, '')
    .replace(/&nbsp;/g, ' ')
    .replace(/\[([^[\]]*)\]\([^()]*\)/g, '$1')
    .replace(/[*~`\\]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Without brackets, signs and punctuation around it. */
function withoutEdges(says: string): string {
  return says.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
}
