import type { Span } from '../../text/span.ts';
import type { Node } from './parseScript.ts';

/** Why a value is unknown that is no constant. */
export const AT_RUN_TIME = 'is computed when the script runs';
/** Lists that are made of lists end somewhere. */
export const LONGEST_LIST = 10_000;

/**
 * What is known of a value of a script without running it. Nothing is guessed: what depends on the environment, on
 * another file or on code that only runs later is `unknown`, and says why.
 */
export type Value =
  | { kind: 'text'; value: string; span: Span }
  | {
      kind: 'number';
      value: number;
      span: Span;
      /** As JSON writes it, where that is not what JavaScript would. */ raw?: string;
    }
  | { kind: 'flag'; value: boolean; span: Span }
  /** `null` and `undefined`, which k6 takes for "not set". */
  | { kind: 'nothing'; isUndefined: boolean; span: Span }
  | ListValue
  | ObjectValue
  | { kind: 'function'; node: Node; span: Span }
  | UnknownValue;

export interface ListValue {
  kind: 'list';
  items: Value[];
  /** There may be more items, at places that are not known. */
  hasMore: boolean;
  span: Span;
}

export interface ObjectValue {
  kind: 'object';
  entries: ObjectEntry[];
  /** There may be more keys. What they could overwrite is unknown already. */
  hasMore: boolean;
  span: Span;
}

export interface ObjectEntry {
  key: string;
  keySpan: Span;
  value: Value;
  /** The key was written before in the same braces, where it has no effect. */
  overwrites?: Span;
  /** Code further down may have removed the key. */
  mayBeGone?: boolean;
}

export interface UnknownValue {
  kind: 'unknown';
  /** Continues "It is not known here, because it …". */
  why: string;
  span: Span;
}

export function unknown(why: string, span: Span): UnknownValue {
  return { kind: 'unknown', why, span };
}

export function entryOf(object: ObjectValue, key: string): ObjectEntry | undefined {
  return object.entries.find((entry) => entry.key === key);
}

/** What a condition makes of a value; undefined when that is not known. */
export function truthOf(value: Value): boolean | undefined {
  switch (value.kind) {
    case 'text':
      return value.value !== '';
    case 'number':
      return value.value !== 0 && !Number.isNaN(value.value);
    case 'flag':
      return value.value;
    case 'nothing':
      return false;
    case 'list':
    case 'object':
    case 'function':
      return true;
    case 'unknown':
      return undefined;
  }
}

/** The JavaScript value of what is no object; undefined stands for "not known" here. */
export function plainOf(value: Value): { plain: string | number | boolean | null | undefined } | undefined {
  switch (value.kind) {
    case 'text':
    case 'number':
    case 'flag':
      return { plain: value.value };
    case 'nothing':
      return { plain: value.isUndefined ? undefined : null };
    case 'list':
    case 'object':
    case 'function':
    case 'unknown':
      return undefined;
  }
}

export function valueOfPlain(plain: unknown, span: Span): Value {
  if (typeof plain === 'string') return { kind: 'text', value: plain, span };
  if (typeof plain === 'number') return { kind: 'number', value: plain, span };
  if (typeof plain === 'boolean') return { kind: 'flag', value: plain, span };
  if (plain === null || plain === undefined) return { kind: 'nothing', isUndefined: plain === undefined, span };
  return unknown('is no plain value', span);
}
