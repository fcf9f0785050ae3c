import type { Problem } from '../problem.ts';
import type { Condition, Level, Selector } from './check.ts';
import { LEVELS } from './levels.ts';
import {
  beginsWithSelector,
  parseCondition,
  parseExpression,
  parseSelector,
  type ExpressionParts,
} from './parseExpression.ts';
import { printCondition, printSelector } from './print.ts';
import { checkProblem } from './problems.ts';
import { HABIT_PROBLEMS } from './problems/habitProblems.ts';

export type RowField = 'on' | Level;

/** Its span counts from the start of the field's text; a problem of the whole `row` has the span [0, 0]. */
export type RowProblem = Problem & { field: RowField | 'row' };

export interface ParsedCheckRow {
  /** Present when the row says what is measured, even when one of its conditions has problems. */
  selector?: Selector;
  /** The field that states the selector. */
  selectorField?: RowField;
  /** The conditions that have no problems. */
  levels: Partial<Record<Level, Condition>>;
  problems: RowProblem[];
  parts: Partial<Record<RowField, ExpressionParts>>;
}

/**
 * Reads a row of `checks` or `guards`. A string states a target. In a map, `on` states the selector and the levels the
 * conditions; without `on` the first level states both, and later ones may repeat the same selector.
 */
export function parseCheckRow(row: Partial<Record<RowField, string>> | string): ParsedCheckRow {
  const fields = typeof row === 'string' ? { target: row } : row;
  const parsed: ParsedCheckRow = { levels: {}, problems: [], parts: {} };
  // A selector that was not understood must not make every level look as if it had none.
  let selectorExpected = true;
  const stated = LEVELS.filter((level) => fields[level] !== undefined);
  if (fields.on !== undefined && stated.length === 0 && refuseWholeCheck(parsed, fields.on)) return parsed;
  if (fields.on !== undefined) {
    const { selector, problems, parts } = parseSelector(fields.on);
    keep(parsed, 'on', problems, parts);
    if (selector !== undefined) keepSelector(parsed, 'on', selector);
    selectorExpected = false;
  }
  if (stated.length === 0) parsed.problems.push({ ...checkProblem('check-no-levels', [0, 0]), field: 'row' });
  for (const level of stated) {
    readLevel(parsed, level, fields[level] ?? '', selectorExpected);
    selectorExpected = false;
  }
  return parsed;
}

/** `on: p95 latency < 1s` and no level is one slip: the whole check stands where only its selector belongs. */
function refuseWholeCheck(parsed: ParsedCheckRow, text: string): boolean {
  const { expression } = parseExpression(text);
  if (expression === undefined) return false;
  const start = text.length - text.trimStart().length;
  const written = text.trim();
  const [selector, condition] = [printSelector(expression.selector), printCondition(expression.condition)];
  const span = [start, start + written.length] as const;
  addProblem(parsed, 'on', checkProblem('check-whole-in-on', span, written, selector, condition));
  return true;
}

function readLevel(parsed: ParsedCheckRow, level: Level, text: string, selectorExpected: boolean): void {
  if (beginsWithSelector(text) || (selectorExpected && text.trim() === '')) {
    readFullLevel(parsed, level, text, selectorExpected);
    return;
  }
  const { condition, problems, parts } = parseCondition(text);
  if (condition === undefined && selectorExpected && readWithoutSelectorFirst(parsed, level, text, problems)) return;
  keep(parsed, level, problems, parts);
  if (condition === undefined) return;
  parsed.levels[level] = condition;
  if (selectorExpected) {
    const written = text.trim();
    const start = text.indexOf(written);
    addProblem(parsed, level, checkProblem('check-selector-missing', [start, start + written.length], written));
  }
}

/** These begin no condition, so what stands here is a whole check in another order. */
const BEGINS_NO_CONDITION = /^\s*(?:\d|\.\d|not\b|!(?!=))/i;

/** `500ms > p95 latency`, `not error_rate > 5%`: a whole check whose selector does not stand first. */
function readWithoutSelectorFirst(
  parsed: ParsedCheckRow,
  level: Level,
  text: string,
  problemsAsCondition: readonly Problem[],
): boolean {
  const { problems, parts } = parseExpression(text);
  const [first] = problems;
  if (first === undefined) return false;
  const isHabit = Object.hasOwn(HABIT_PROBLEMS, first.code);
  const [only, ...others] = problemsAsCondition;
  const onlyCode = others.length === 0 ? only?.code : undefined;
  if (onlyCode === 'check-unit-spelling' || onlyCode === 'check-unknown-unit') return false;
  // A range with one fault says more about itself than about what is missing before it.
  const saysEnough = onlyCode !== undefined && onlyCode !== 'check-missing-operator';
  if (!isHabit && (saysEnough || !BEGINS_NO_CONDITION.test(text))) return false;
  // Whatever follows a beginning that was not understood is no second mistake.
  keep(parsed, level, [first], parts);
  return true;
}

function readFullLevel(parsed: ParsedCheckRow, level: Level, text: string, selectorExpected: boolean): void {
  const { expression, problems, parts } = parseExpression(text);
  keep(parsed, level, problems, parts);
  if (expression !== undefined) parsed.levels[level] = expression.condition;
  const selector = expression?.selector ?? selectorAlone(text, parts);
  if (selector === undefined) return;
  if (selectorExpected) keepSelector(parsed, level, selector);
  if (parsed.selector === undefined) return;
  const [first, second] = [printSelector(parsed.selector), printSelector(selector)];
  if (first === second) return;
  addProblem(parsed, level, checkProblem('check-selector-differs', parts.selector ?? [0, text.length], second, first));
}

/** What is measured is known even while its condition is still being typed. */
function selectorAlone(text: string, parts: ExpressionParts): Selector | undefined {
  return parts.selector === undefined ? undefined : parseSelector(text.slice(...parts.selector)).selector;
}

function keep(parsed: ParsedCheckRow, field: RowField, problems: readonly Problem[], parts: ExpressionParts): void {
  parsed.parts[field] = parts;
  for (const problem of problems) addProblem(parsed, field, problem);
}

function keepSelector(parsed: ParsedCheckRow, field: RowField, selector: Selector): void {
  parsed.selector = selector;
  parsed.selectorField = field;
}

function addProblem(parsed: ParsedCheckRow, field: RowField, problem: Problem): void {
  parsed.problems.push({ ...problem, field });
}
