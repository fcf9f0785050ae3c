import type { Span } from '../text/span.ts';
import type { Unit } from '../units.ts';
import { isUnit } from '../units.ts';
import { plainDecimal } from './numberText.ts';
import { checkProblem } from './problems.ts';
import { isJoint, type Reader } from './reader.ts';
import { unitMeant, windowMeant } from './spellings.ts';

/** Up to here whole numbers are exact, and no unit makes one infinite. Nothing that is measured comes near it. */
export const LARGEST_NUMBER = 1e15;

/** Whether a number comes next, with or without a sign. */
export function isNumberNext(reader: Reader): boolean {
  const kind = reader.peek()?.kind;
  if (kind === 'sign' || kind === 'dash') return reader.peek(1)?.kind === 'number';
  return kind === 'number';
}

/** Reads a number; call it only when `isNumberNext`. A wrong form is reported and read as what it most likely means. */
export function readNumber(reader: Reader): number {
  let isNegative = false;
  const first = reader.peek();
  if (first?.kind === 'sign' || first?.kind === 'dash') {
    reader.next();
    isNegative = first.text !== '+';
    if (first.kind === 'dash') reader.problems.push(checkProblem('check-dash', first.span, first.text));
  }
  const token = reader.next();
  const value = token === undefined ? 0 : readDigits(reader, token.text, token.span);
  // Zero has one sign here, or `-0` and `0` would be two limits.
  return isNegative && value !== 0 ? -value : value;
}

function readDigits(reader: Reader, written: string, span: Span): number {
  if (Number(written.replace(/[,_]/g, '')) > LARGEST_NUMBER) {
    reader.problems.push(checkProblem('check-number-too-large', span, written, plainDecimal(LARGEST_NUMBER)));
    return LARGEST_NUMBER;
  }
  if (/^(?:\d+(?:\.\d+)?|\.\d+)$/.test(written)) return Number(written);
  const isThousands = /^\d{1,3}(?:[,_]\d{3})+(?:\.\d+)?$/.test(written);
  const isDecimalComma = /^\d+,\d+$/.test(written);
  const meant = Number(
    isThousands ? written.replace(/[,_]/g, '') : isDecimalComma ? written.replace(',', '.') : written,
  );
  if (isThousands || isDecimalComma) {
    const inThousands = isThousands && meant % 1000 === 0 && meant > 0 ? `${plainDecimal(meant / 1000)}k` : undefined;
    reader.problems.push(checkProblem('check-number-separator', span, written, plainDecimal(meant), inThousands));
  } else if (/e/i.test(written) && Number.isFinite(meant)) {
    reader.problems.push(checkProblem('check-number-exponent', span, written, plainDecimal(meant)));
  } else {
    reader.problems.push(checkProblem('check-malformed-number', span, written));
  }
  return meant;
}

/** Reads the unit behind a number, if there is one. A wrong one is reported and read as what it means, if that is plain. */
export function readUnit(reader: Reader): { unit?: Unit; span?: Span } {
  const token = reader.peek();
  if (token === undefined || isJoint(token)) return {};
  if (token.kind !== 'percent' && (token.kind !== 'word' || windowMeant(token.text) !== undefined)) return {};
  reader.next();
  if (isUnit(token.text)) return { unit: token.text, span: token.span };
  // All of `requests per second` is one unit, so all of it is one mistake.
  for (let next = reader.peek(); next?.kind === 'word' && !isJoint(next); next = reader.peek()) {
    if (windowMeant(next.text) !== undefined) break;
    reader.next();
  }
  const span: Span = [token.span[0], reader.end];
  const written = reader.slice(span);
  const meant = unitMeant(written.replace(/\s+/g, ' '));
  if (meant?.certain === true) {
    reader.problems.push(checkProblem('check-unit-spelling', span, written, meant.unit));
    return { unit: meant.unit, span };
  }
  reader.problems.push(checkProblem('check-unknown-unit', span, written, meant?.unit));
  return { span };
}
