import type { Span } from '../../../text/span.ts';
import type { ListValue, ObjectValue, Value } from '../value.ts';

/** A key or a value of the options, by the way that leads to it. */
export interface K6Place {
  /** Keys, and numbers of items, from the options on. */
  path: readonly string[];
  role: 'key' | 'value';
  span: Span;
  value: Value;
  holder: ObjectValue | ListValue;
}

/**
 * Every key and value of the options, each value before what is in it. Values that are named stand elsewhere in the
 * text; one that is named twice is visited once.
 */
export function* placesOf(root: ObjectValue): Generator<K6Place> {
  const seen = new Set<Value>();
  function* below(holder: ObjectValue | ListValue, path: readonly string[]): Generator<K6Place> {
    if (seen.has(holder)) return;
    seen.add(holder);
    if (holder.kind === 'object') {
      for (const { key, keySpan, value } of holder.entries) {
        const inner = [...path, key];
        yield { path: inner, role: 'key', span: keySpan, value, holder };
        yield* from(value, inner, holder);
      }
      return;
    }
    for (const [index, item] of holder.items.entries()) yield* from(item, [...path, String(index)], holder);
  }
  function* from(value: Value, path: readonly string[], holder: ObjectValue | ListValue): Generator<K6Place> {
    yield { path, role: 'value', span: value.span, value, holder };
    if (value.kind === 'object' || value.kind === 'list') yield* below(value, path);
  }
  yield* below(root, []);
}

/** The smallest key or value around an offset. */
export function placeAt(root: ObjectValue, offset: number): K6Place | undefined {
  let best: K6Place | undefined;
  const length = ({ span }: K6Place): number => span[1] - span[0];
  for (const place of placesOf(root)) {
    const isAround = place.span[0] <= offset && offset <= place.span[1];
    if (isAround && (!best || length(place) < length(best))) best = place;
  }
  return best;
}

/** A stretch of a key or text by its place in the value; the whole of it where it is not written as it is. */
export function spanInside(source: string, [start, end]: Span, written: string, from: number, to: number): Span {
  if (source.slice(start, end) === written) return [start + from, start + to];
  return source.slice(start + 1, end - 1) === written ? [start + 1 + from, start + 1 + to] : [start, end];
}
