import type { Span } from '../text/span.ts';
import { UNITS } from '../units.ts';
import type { Window } from './check.ts';
import { plainDecimal, scale } from './numberText.ts';
import { checkProblem } from './problems.ts';
import { isNumberNext, LARGEST_NUMBER, readNumber, readUnit } from './readNumber.ts';
import type { Reader } from './reader.ts';
import { windowMeant } from './spellings.ts';

/** Reads `for 10s` or `over 30s`, if it comes next. Undefined when it does not, or when a problem was reported. */
export function readWindow(reader: Reader): Window | undefined {
  const word = reader.peek();
  if (word?.kind !== 'word') return undefined;
  const kind = windowMeant(word.text);
  if (kind === undefined) return undefined;
  reader.next();
  const window = readLength(reader, word.text, word.span, kind);
  reader.parts.window = [word.span[0], reader.end];
  return window;
}

function readLength(reader: Reader, word: string, wordSpan: Span, kind: 'for' | 'over'): Window | undefined {
  if (word !== kind) reader.problems.push(checkProblem('check-window-word', wordSpan, word, kind));
  const start = reader.peek()?.span[0] ?? 0;
  if (!isNumberNext(reader)) {
    if (word === kind) reader.problems.push(checkProblem('check-window-missing', wordSpan, word));
    reader.giveUp();
    return undefined;
  }
  const amount = readNumber(reader);
  const { unit, span: unitSpan } = readUnit(reader);
  const span: Span = [start, reader.end];
  // A unit that is not understood was reported by its reader.
  if (unit === undefined && unitSpan !== undefined) return undefined;
  if (unit === undefined || UNITS[unit].dimension !== 'time') {
    reader.problems.push(checkProblem('check-window-unit', span, reader.slice(span)));
    return undefined;
  }
  const ms = scale(amount, UNITS[unit].factor);
  if (!(ms > 0)) {
    reader.problems.push(checkProblem('check-window-zero', span, reader.slice(span)));
    return undefined;
  }
  // A smaller unit writes the same length with a larger number, which has to be one that can be read, too.
  if (ms > LARGEST_NUMBER) {
    const code = 'check-number-too-large';
    const isReported = reader.problems.some((problem) => problem.code === code && problem.span[0] >= start);
    const largest = `${plainDecimal(LARGEST_NUMBER)}ms`;
    if (!isReported) reader.problems.push(checkProblem(code, span, reader.slice(span), largest));
    return undefined;
  }
  return { kind, ms };
}
