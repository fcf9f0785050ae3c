import type { Span } from '../../text/span.ts';
import { AT_RUN_TIME, plainOf, truthOf, unknown, valueOfPlain, type Value } from './value.ts';

/** Texts that are made of texts end somewhere. */
export const LONGEST_TEXT = 100_000;

const why = (...values: Value[]): string => {
  for (const value of values) if (value.kind === 'unknown') return value.why;
  return AT_RUN_TIME;
};

export function unary(operator: string, value: Value, span: Span): Value {
  if (operator === 'void') return { kind: 'nothing', isUndefined: true, span };
  if (operator === '!') {
    const truth = truthOf(value);
    return truth === undefined ? unknown(why(value), span) : { kind: 'flag', value: !truth, span };
  }
  const plain = plainOf(value);
  if (!plain) return unknown(why(value), span);
  switch (operator) {
    case '-':
      return valueOfPlain(-Number(plain.plain), span);
    case '+':
      return valueOfPlain(Number(plain.plain), span);
    case 'typeof':
      return valueOfPlain(typeof plain.plain, span);
    default:
      return unknown(AT_RUN_TIME, span);
  }
}

export function binary(operator: string, left: Value, right: Value, span: Span): Value {
  const [a, b] = [plainOf(left), plainOf(right)];
  if (!a || !b) return unknown(why(left, right), span);
  const result = compute(operator, a.plain, b.plain);
  const isLong = typeof result === 'string' && result.length > LONGEST_TEXT;
  return result === undefined || isLong ? unknown(AT_RUN_TIME, span) : valueOfPlain(result, span);
}

type Plain = string | number | boolean | null | undefined;

function compute(operator: string, left: Plain, right: Plain): string | number | boolean | undefined {
  const [a, b] = [Number(left), Number(right)];
  switch (operator) {
    case '+':
      return typeof left === 'string' || typeof right === 'string' ? `${String(left)}${String(right)}` : a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '%':
      return a % b;
    case '**':
      return a ** b;
    case '===':
      return left === right;
    case '!==':
      return left !== right;
    case '==':
    case '!=':
      return typeof left === typeof right ? (left === right) === (operator === '==') : undefined;
    case '<':
    case '<=':
    case '>':
    case '>=':
      return typeof left === 'string' && typeof right === 'string'
        ? ordered(operator, left, right)
        : ordered(operator, a, b);
    default:
      return undefined;
  }
}

function ordered<T extends string | number>(operator: '<' | '<=' | '>' | '>=', a: T, b: T): boolean {
  if (operator === '<') return a < b;
  if (operator === '<=') return a <= b;
  return operator === '>' ? a > b : a >= b;
}
