import type { Problem } from '../problem.ts';
import type { Condition, Expression, Selector } from './check.ts';
import { problemOfHabit } from './habits/repair.ts';
import { checkProblem, type CHECK_PROBLEMS } from './problems.ts';
import { readCondition } from './readCondition.ts';
import { readSelector } from './readSelector.ts';
import { beginsCondition, isSelectorWord, Reader, type ExpressionParts } from './reader.ts';

export type { ExpressionParts } from './reader.ts';
export type { TagPart } from './readTags.ts';

interface Parsed {
  /** Spans count from the start of the parsed text. Whether names and units exist and fit is told by `dimensions.ts`. */
  problems: Problem[];
  parts: ExpressionParts;
}

export interface ParsedExpression extends Parsed {
  /** Present exactly when there are no problems. */
  expression?: Expression;
}

export interface ParsedSelector extends Parsed {
  /** Present exactly when there are no problems. */
  selector?: Selector;
}

export interface ParsedCondition extends Parsed {
  /** Present exactly when there are no problems. */
  condition?: Condition;
}

/** Reads a whole check or guard such as `p95 latency{stage=peak} < 500ms for 10s`. Never throws. */
export function parseExpression(text: string): ParsedExpression {
  return withHabits(text, readAllExpression);
}

function readAllExpression(text: string): ParsedExpression {
  const reader = new Reader(text);
  if (refuseEmpty(reader, 'p95 latency < 500ms')) return found(reader);
  const selector = readSelector(reader);
  const span = reader.parts.selector;
  if (selector !== undefined && reader.problems.length === 0 && span !== undefined && reader.peek() === undefined) {
    reader.problems.push(checkProblem('check-missing-condition', span, reader.slice(span)));
  }
  const condition = readCondition(reader);
  reader.finish();
  if (selector === undefined || condition === undefined || !isSound(reader)) return found(reader);
  return { expression: { selector, condition }, ...found(reader) };
}

/** Reads what is measured, such as `p95 latency{stage=peak}`. Never throws. */
export function parseSelector(text: string): ParsedSelector {
  return withHabits(text, readAllSelector);
}

function readAllSelector(text: string): ParsedSelector {
  const reader = new Reader(text);
  if (refuseEmpty(reader, 'p95 latency')) return found(reader);
  const selector = readSelector(reader);
  if (selector !== undefined && beginsCondition(reader.peek())) {
    reader.problems.push(checkProblem('check-selector-only', reader.rest, reader.slice(reader.rest)));
    reader.giveUp();
  }
  // After a selector that was not understood, the rest is a condition that is one mistake too many to name.
  if (selector === undefined) reader.giveUp();
  reader.finish();
  return selector === undefined || !isSound(reader) ? found(reader) : { selector, ...found(reader) };
}

/** Reads a condition such as `< 500ms`, `<= baseline + 10%` or `50-60%`. Never throws. */
export function parseCondition(text: string): ParsedCondition {
  return withHabits(text, readAllCondition);
}

function readAllCondition(text: string): ParsedCondition {
  const reader = new Reader(text);
  if (refuseEmpty(reader, '< 500ms')) return found(reader);
  refuseSelector(reader);
  const condition = readCondition(reader);
  reader.finish();
  return condition === undefined || !isSound(reader) ? found(reader) : { condition, ...found(reader) };
}

/** Alone, these already name the text to write. */
const PLAIN_PROBLEMS: ReadonlySet<string> = new Set<keyof typeof CHECK_PROBLEMS>([
  'check-operator-spelling',
  'check-unit-spelling',
  'check-statistic-order',
  'check-statistic-case',
  'check-statistic-glued',
  'check-unknown-statistic',
  'check-metric-words',
  'check-number-separator',
  'check-number-exponent',
  'check-dash',
]);

/** A text that only says the right thing in another way has one problem, with the text that was meant. */
function withHabits<Outcome extends Parsed>(text: string, read: (text: string) => Outcome): Outcome {
  const outcome = read(text);
  const [first] = outcome.problems;
  if (first === undefined || (outcome.problems.length === 1 && PLAIN_PROBLEMS.has(first.code))) return outcome;
  const habit = problemOfHabit(text, (repaired) => read(repaired).problems.length === 0);
  return habit === undefined ? outcome : { ...outcome, problems: [habit] };
}

/** Whether the text says what is measured, right or wrong, and not only how it is judged. */
export function beginsWithSelector(text: string): boolean {
  const first = new Reader(text).peek();
  return first?.kind === 'tags' || (isSelectorWord(first) && !/^baseline/i.test(first.text));
}

function refuseEmpty(reader: Reader, example: string): boolean {
  if (reader.peek() !== undefined) return false;
  reader.problems.push(checkProblem('check-empty', [0, reader.text.length], example));
  return true;
}

function refuseSelector(reader: Reader): void {
  const first = reader.peek();
  if (first === undefined || !beginsWithSelector(reader.text)) return;
  reader.skipToCondition();
  const span = [first.span[0], reader.end] as const;
  reader.problems.push(checkProblem('check-condition-only', span, reader.slice(span)));
}

/** A text with problems has no meaning, even where the reader could guess one. */
function isSound(reader: Reader): boolean {
  return reader.problems.length === 0;
}

function found({ problems, parts }: Reader): Parsed {
  return { problems, parts };
}
