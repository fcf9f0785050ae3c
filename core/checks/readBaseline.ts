import type { Span } from '../text/span.ts';
import type { BaselineTerm } from './check.ts';
import { checkProblem } from './problems.ts';
import { isNumberNext, readNumber } from './readNumber.ts';
import { isJoint, type Reader } from './reader.ts';
import { windowMeant } from './spellings.ts';

/** Reads `baseline`, `baseline + 10%`, `baseline - 10%` or `baseline * 1.1`; call it when a word like it comes next. */
export function readBaseline(reader: Reader): BaselineTerm | undefined {
  const start = reader.peek()?.span[0] ?? 0;
  const name = reader.next();
  const problemsBefore = reader.problems.length;
  const term = name?.text === 'baseline' ? readChange(reader) : undefined;
  // What follows a misunderstood term belongs to it, up to a window or a second condition.
  if (term === undefined) skipTerm(reader);
  reader.parts.limit = [start, reader.end];
  if (term === undefined && reader.problems.length === problemsBefore) {
    const span: Span = [start, reader.end];
    reader.problems.push(checkProblem('check-baseline-form', span, reader.slice(span)));
  }
  return term;
}

function readChange(reader: Reader): BaselineTerm | undefined {
  const change = reader.peek();
  if (change === undefined || isTermEnd(reader)) return { kind: 'baseline' };
  if (change.kind !== 'sign' && change.kind !== 'dash' && change.text !== '*') return undefined;
  if (reader.peek(1)?.kind !== 'number') return undefined;
  reader.next();
  if (change.kind === 'dash') reader.problems.push(checkProblem('check-dash', change.span, change.text));
  const amount = isNumberNext(reader) ? readNumber(reader) : 0;
  if (change.kind === 'times')
    return amount > 0 && isTermEnd(reader) ? { kind: 'baseline-times', factor: amount } : undefined;
  if (reader.peek()?.kind !== 'percent') return undefined;
  reader.parts.unit = reader.next()?.span ?? [0, 0];
  if (!isTermEnd(reader)) return undefined;
  return { kind: 'baseline-percent', sign: change.text === '+' ? '+' : '-', percent: amount };
}

function isTermEnd(reader: Reader): boolean {
  const next = reader.peek();
  return next === undefined || isJoint(next) || (next.kind === 'word' && windowMeant(next.text) !== undefined);
}

function skipTerm(reader: Reader): void {
  while (!isTermEnd(reader)) reader.next();
}
