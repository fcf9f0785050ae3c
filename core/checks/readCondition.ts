import type { Span } from '../text/span.ts';
import { closest } from '../text/closest.ts';
import type { Unit } from '../units.ts';
import { isUnit } from '../units.ts';
import type { ComparisonOperator, Condition, Limit } from './check.ts';
import { checkProblem } from './problems.ts';
import { readBaseline } from './readBaseline.ts';
import { isNumberNext, readNumber, readUnit } from './readNumber.ts';
import { readWindow } from './readWindow.ts';
import { isJoint, type Reader } from './reader.ts';
import { isOperatorWord, OPERATORS, operatorMeant, windowMeant } from './spellings.ts';
import type { Token } from './tokens.ts';

/** Reads `operator value [window]` or `low-high unit`. Undefined when it was not understood; then a problem says why. */
export function readCondition(reader: Reader): Condition | undefined {
  const first = reader.peek();
  if (first === undefined) return undefined;
  const start = first.span[0];
  const condition = readComparisonOrRange(reader, first);
  if (reader.end > start) reader.parts.condition = [start, reader.end];
  return condition;
}

function readComparisonOrRange(reader: Reader, first: Token): Condition | undefined {
  if (first.kind === 'operator' || (first.kind === 'word' && isOperatorWord(first.text))) return readComparison(reader);
  if (isNumberNext(reader)) return readRange(reader, first);
  if (isJoint(first)) return undefined;
  if (first.kind === 'word') {
    const span = reader.rest;
    const right = windowMeant(first.text) === undefined ? `< ${first.text}` : `< 500ms ${reader.slice(span)}`;
    reader.problems.push(checkProblem('check-missing-operator', span, reader.slice(span), right));
  } else {
    reader.problems.push(checkProblem('check-unexpected-text', reader.rest, reader.slice(reader.rest)));
  }
  reader.giveUp();
  return undefined;
}

function readComparison(reader: Reader): Condition | undefined {
  const operator = readOperator(reader);
  const limit = readLimit(reader);
  if (limit === undefined) {
    reader.giveUp();
    return undefined;
  }
  const window = readWindow(reader);
  if (operator === undefined) return undefined;
  return { kind: 'comparison', operator, limit, ...(window === undefined ? {} : { window }) };
}

function readOperator(reader: Reader): ComparisonOperator | undefined {
  const first = reader.next();
  if (first === undefined) return undefined;
  if (first.kind === 'operator') {
    while (reader.peek()?.kind === 'operator') reader.next();
  } else {
    for (let next = reader.peek(); next?.kind === 'word' && isOperatorWord(next.text); next = reader.peek())
      reader.next();
  }
  const span: Span = [first.span[0], reader.end];
  reader.parts.operator = span;
  const written = reader.slice(span);
  const exact = OPERATORS.find((operator) => operator === written);
  if (exact !== undefined) return exact;
  const meant = operatorMeant(written.replace(/\s+/g, first.kind === 'operator' ? '' : ' '));
  if (meant === undefined) reader.problems.push(checkProblem('check-unknown-operator', span, written));
  else reader.problems.push(checkProblem('check-operator-spelling', span, written, meant));
  return meant;
}

function readLimit(reader: Reader): Limit | undefined {
  const first = reader.peek();
  const operatorSpan = reader.parts.operator ?? [0, 0];
  if (isNumberNext(reader)) return readQuantityLimit(reader, operatorSpan);
  if (first?.kind === 'word' && /^baseline/i.test(first.text)) return readBaseline(reader);
  const isWord =
    first?.kind === 'word' && !isUnit(first.text) && windowMeant(first.text) === undefined && !isJoint(first);
  if (isWord) {
    const suggestion = closest(first.text, ['baseline']);
    reader.problems.push(checkProblem('check-not-a-value', reader.rest, reader.slice(reader.rest), suggestion));
  } else if (first === undefined || first.kind === 'word' || first.kind === 'percent' || isJoint(first)) {
    reader.problems.push(checkProblem('check-missing-value', operatorSpan, reader.slice(operatorSpan)));
  } else {
    reader.problems.push(checkProblem('check-not-a-value', reader.rest, reader.slice(reader.rest), undefined));
  }
  return undefined;
}

function readQuantityLimit(reader: Reader, operatorSpan: Span): Limit | undefined {
  const start = reader.peek()?.span[0] ?? 0;
  const amount = readNumber(reader);
  const { unit, span } = readUnit(reader);
  reader.parts.limit = [start, reader.end];
  if (span !== undefined) reader.parts.unit = span;
  if (isDashNext(reader) && reader.peek(1)?.kind === 'number') {
    reader.problems.push(checkProblem('check-range-operator', operatorSpan, reader.slice(operatorSpan)));
    return undefined;
  }
  return { kind: 'quantity', amount, ...(unit === undefined ? {} : { unit }) };
}

function isDashNext(reader: Reader): boolean {
  const token = reader.peek();
  return token?.kind === 'dash' || (token?.kind === 'sign' && token.text === '-');
}

/** A condition that begins with a number is a range, or a comparison that lacks its operator. */
function readRange(reader: Reader, first: Token): Condition | undefined {
  const low = readNumber(reader);
  const inner = readUnit(reader);
  const lowSpan: Span = [first.span[0], reader.end];
  if (!isDashNext(reader)) {
    refuseLonelyNumber(reader, lowSpan);
    return undefined;
  }
  const dash = reader.next();
  if (dash?.kind === 'dash') reader.problems.push(checkProblem('check-dash', dash.span, dash.text));
  if (!isNumberNext(reader)) {
    const span: Span = [lowSpan[0], reader.end];
    reader.problems.push(checkProblem('check-range-end', span, reader.slice(span)));
    reader.giveUp();
    return undefined;
  }
  const highStart = reader.peek()?.span[0] ?? 0;
  const high = readNumber(reader);
  const highEnd = reader.end;
  const { unit, span: unitSpan } = readUnit(reader);
  reader.parts.limit = [lowSpan[0], reader.end];
  if (unitSpan !== undefined) reader.parts.unit = unitSpan;
  if (inner.unit !== undefined && inner.span !== undefined) {
    reader.problems.push(checkProblem('check-range-unit', inner.span, reader.slice(inner.span)));
  } else if (low > high) {
    const span: Span = [lowSpan[0], highEnd];
    // The unit behind them stays where it is.
    const right = `${reader.text.slice(highStart, highEnd)}-${reader.slice(lowSpan)}`;
    reader.problems.push(checkProblem('check-range-order', span, reader.slice(span), right));
  }
  refuseRangeWindow(reader);
  return rangeOf(low, high, unit);
}

function rangeOf(low: number, high: number, unit: Unit | undefined): Condition {
  return { kind: 'range', low, high, ...(unit === undefined ? {} : { unit }) };
}

function refuseRangeWindow(reader: Reader): void {
  const next = reader.peek();
  if (next?.kind !== 'word' || windowMeant(next.text) === undefined) return;
  reader.problems.push(checkProblem('check-range-window', reader.rest, reader.slice(reader.rest)));
  reader.giveUp();
}

function refuseLonelyNumber(reader: Reader, span: Span): void {
  reader.parts.limit = span;
  const next = reader.peek();
  // Documents write "at least" as `15000+`.
  const isAtLeast = next?.kind === 'sign' && reader.peek(1) === undefined;
  const whole: Span = isAtLeast ? [span[0], next.span[1]] : span;
  const right = `${isAtLeast ? '>=' : '<'} ${reader.slice(span)}`;
  reader.problems.push(checkProblem('check-missing-operator', whole, reader.slice(whole), right));
  reader.giveUp();
}
