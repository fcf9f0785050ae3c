import type { Problem } from '../../problem.ts';
import type { Span } from '../../text/span.ts';
import { checkProblem } from '../problems.ts';
import { isUnit } from '../../units.ts';
import { operatorMeant, unitMeant } from '../spellings.ts';
import { tokenize, type Token } from '../tokens.ts';
import { TAGS, type Habit } from './habit.ts';
import { SPEAKING_HABITS } from './speaking.ts';
import { WRITING_HABITS } from './writing.ts';

/** What people write in one line; the habits look at the text many times over. */
const LONGEST_TEXT = 160;

/**
 * The one problem of a text that says something plain in another way, with the characters to put instead. `reads` says
 * whether a text has no problem: only a remedy that does is offered.
 */
export function problemOfHabit(text: string, reads: (text: string) => boolean): Problem | undefined {
  if (text.length > LONGEST_TEXT || text.includes(TAGS)) return undefined;
  const groups = tokenize(text).filter(({ kind }) => kind === 'tags');
  const [tags] = groups;
  if (groups.length > 1 || (tags?.kind === 'tags' && tags.tags.problems.length > 0)) return undefined;
  let current = tags === undefined ? text : text.slice(0, tags.span[0]) + TAGS + text.slice(tags.span[1]);
  let code: Habit['code'] | undefined;
  // Signs first, or a phrase in front of `≤` would not be seen.
  current = spellPlainly(current);
  for (const habit of [...WRITING_HABITS, ...SPEAKING_HABITS]) {
    const next = habit.rewrite(current);
    if (next !== current) code ??= habit.code;
    current = next;
  }
  if (code === undefined) return undefined;
  const repaired = current
    .replace(/(?<![<>=!])=(?![<>=])/g, (sign, at: number) => (isInBraces(current, at) ? sign : '=='))
    .replace(TAGS, () => tags?.text ?? '')
    .trim();
  if (!reads(repaired)) return undefined;
  const { span, right } = difference(text, repaired);
  return checkProblem(code, span, text.slice(...span), right);
}

/** Spellings that have problems of their own when they are the only fault. */
function spellPlainly(text: string): string {
  return text
    .replace(/[<>!≤≥≠≦≧⩽⩾]=*|=[<>=]+/gu, (sign) => operatorMeant(sign) ?? sign)
    .replace(/\bP(?=\d)/g, 'p')
    .replace(/\d{1,3}(?:,\d{3})+(?![\d,])/g, (number) => number.replaceAll(',', ''))
    .replace(/(\d),(?=\d)/g, '$1.')
    .replace(/(\d)[\t ]*([\p{L}/]+(?: per \p{L}+)?)(?![\p{L}\p{N}(])/gu, (all, digit: string, unit: string) => {
      const meant = isUnit(unit) ? undefined : unitMeant(unit);
      return meant?.certain === true ? digit + meant.unit : all;
    });
}

function isInBraces(text: string, at: number): boolean {
  return text.lastIndexOf('{', at) > text.lastIndexOf('}', at);
}

/** The stretch of tokens that differs. Never empty: where something is only missing, its neighbour belongs to it. */
function difference(text: string, repaired: string): { span: Span; right: string } {
  const [old, fresh] = [tokenize(text), tokenize(repaired)];
  let start = 0;
  while (start < old.length && old[start]?.text === fresh[start]?.text) start++;
  let behind = 0;
  const longest = Math.min(old.length, fresh.length) - start;
  while (behind < longest && old.at(-1 - behind)?.text === fresh.at(-1 - behind)?.text) behind++;
  if (start + behind >= old.length && start > 0) start--;
  // A number and what is glued to it are one thing to a reader: `1m30s` and not `1m30`.
  while (behind > 0 && (isGlued(old, old.length - behind) || isGlued(fresh, fresh.length - behind))) behind--;
  while (start > 0 && (isGlued(old, start) || isGlued(fresh, start))) start--;
  // Nor may the text that is put there run into the word before it.
  if (start > 0 && isAdjacent(old, start) && !isAdjacent(fresh, start)) start--;
  // Tags belong to the metric before them, so it is shown with them.
  if (start > 0 && fresh[start]?.kind === 'tags' && isAdjacent(fresh, start)) start--;
  return {
    span: spanOf(old.slice(start, old.length - behind)),
    right: repaired.slice(...spanOf(fresh.slice(start, fresh.length - behind))),
  };
}

function isAdjacent(tokens: readonly Token[], index: number): boolean {
  return tokens[index - 1]?.span[1] === tokens[index]?.span[0];
}

function isGlued(tokens: readonly Token[], index: number): boolean {
  const [before, next] = [tokens[index - 1], tokens[index]];
  if (before === undefined || next === undefined || !isAdjacent(tokens, index)) return false;
  return before.kind !== 'operator' && next.kind !== 'operator' && next.kind !== 'tags';
}

function spanOf(tokens: readonly Token[]): Span {
  return [tokens[0]?.span[0] ?? 0, tokens.at(-1)?.span[1] ?? 0];
}
