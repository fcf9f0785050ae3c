import type { Span } from '../../text/span.ts';
import type { Evaluator, Locals } from './evaluate.ts';
import { spanOf, type Node, type ObjectExpression } from './parseScript.ts';
import { plainOf, unknown, type ObjectEntry, type ObjectValue, type Value } from './value.ts';
import { staticNameOf } from './walk.ts';

/** The keys of an object as they are found, the last writer of each winning. */
export class ObjectBuilder {
  private readonly entries = new Map<string, ObjectEntry>();
  private hasMore = false;

  set(entry: ObjectEntry, isWrittenHere: boolean): void {
    const before = this.entries.get(entry.key);
    // Overwriting what a spread brought is what spreads are for.
    const overwrites = isWrittenHere && before && this.writtenHere.has(entry.key) ? before.keySpan : undefined;
    this.entries.set(entry.key, { ...entry, overwrites });
    if (isWrittenHere) this.writtenHere.add(entry.key);
  }

  private readonly writtenHere = new Set<string>();

  /** Something with keys that are not known comes over what is there. */
  cover(why: string): void {
    this.hasMore = true;
    for (const [key, entry] of this.entries) {
      this.entries.set(key, { ...entry, value: unknown(why, entry.value.span) });
    }
  }

  spread(value: Value): void {
    if (value.kind === 'nothing') return;
    if (value.kind !== 'object')
      return this.cover(value.kind === 'unknown' ? value.why : 'is computed when the script runs');
    if (value.hasMore) this.cover('is computed when the script runs');
    for (const entry of value.entries) this.set(entry, false);
  }

  build(span: Span): ObjectValue {
    return { kind: 'object', entries: [...this.entries.values()], hasMore: this.hasMore, span };
  }
}

export function evaluateObject(node: ObjectExpression, evaluator: Evaluator, locals: Locals): ObjectValue {
  const builder = new ObjectBuilder();
  for (const property of node.properties) {
    if (property.type === 'SpreadElement') {
      builder.spread(evaluator.evaluate(property.argument, locals));
      continue;
    }
    const key = keyOf(property.key, property.computed, evaluator, locals);
    const keySpan = spanOf(property.key);
    if (key === undefined) builder.cover('may be overwritten by a key that is computed when the script runs');
    else if (key !== '__proto__') builder.set({ key, keySpan, value: valueOf(property, evaluator, locals) }, true);
    else builder.cover('is computed when the script runs');
  }
  return builder.build(spanOf(node));
}

function keyOf(key: Node, isComputed: boolean, evaluator: Evaluator, locals: Locals): string | undefined {
  const name = staticNameOf(key, isComputed);
  if (name !== undefined || !isComputed) return name;
  const plain = plainOf(evaluator.evaluate(key, locals));
  return plain && String(plain.plain);
}

function valueOf(
  property: Exclude<ObjectExpression['properties'][number], { type: 'SpreadElement' }>,
  evaluator: Evaluator,
  locals: Locals,
): Value {
  if (property.type === 'ObjectProperty') return evaluator.evaluate(property.value, locals);
  const span = spanOf(property.key);
  return property.kind === 'method'
    ? { kind: 'function', node: property, span }
    : unknown('is computed when the script runs', span);
}
