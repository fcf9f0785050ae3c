import type * as z from 'zod';
import { closest } from '../../text/closest.ts';
import type { Span } from '../../text/span.ts';
import { describeNode, type YamlEntry, type YamlMap, type YamlNode } from '../yaml/yamlNode.ts';
import { readCount, readDuration, readFlag, readNumber } from './leaves.ts';
import { placeOfKey } from './placeOfKey.ts';
import type { Located } from './plan.ts';
import { isUnreadable, type PlanReader } from './reader.ts';

const keysByModel = new WeakMap<z.ZodObject, { known: string[]; required: string[] }>();

function keysOf(model: z.ZodObject): { known: string[]; required: string[] } {
  let keys = keysByModel.get(model);
  if (!keys) {
    const fields = Object.entries<z.ZodType>(model.shape);
    keys = {
      known: fields.map(([key]) => key),
      required: fields.filter(([, field]) => !field.safeParse(undefined).success).map(([key]) => key),
    };
    keysByModel.set(model, keys);
  }
  return keys;
}

/**
 * The entry of a key, or the one that most likely means it: a misspelt key is reported as such, and everything behind
 * it is still read, so that one slip is one problem.
 */
export function findEntry(map: YamlMap, key: string, known: readonly string[]): YamlEntry | undefined {
  return (
    map.entries.find((entry) => entry.key === key) ??
    map.entries.find((entry) => !known.includes(entry.key) && closest(entry.key, known) === key)
  );
}

/**
 * A mapping with known keys, read key by key. Making one reports unknown and missing keys; the getters report values
 * of the wrong kind and answer undefined for them, so a section can always be read to its end.
 */
export class Fields<Key extends string> {
  private constructor(
    private readonly reader: PlanReader,
    readonly map: YamlMap,
    private readonly known: readonly string[],
  ) {}

  /** `owner` names the mapping in messages, such as "Test `search`". Undefined when the node is no mapping. */
  static of<Shape extends z.ZodRawShape>(
    reader: PlanReader,
    node: YamlNode,
    model: z.ZodObject<Shape>,
    owner: string,
    ownerSpan: Span,
  ): Fields<Extract<keyof Shape, string>> | undefined {
    if (node.kind !== 'map') {
      if (isUnreadable(node)) return undefined;
      if (node.kind === 'scalar' && node.value === null) reader.report('empty-value', ownerSpan, owner, 'a mapping');
      else reader.report('wrong-kind', node.span, owner, 'a mapping', describeNode(node));
      return undefined;
    }
    const { known, required } = keysOf(model);
    for (const entry of node.entries) {
      if (known.includes(entry.key)) continue;
      if (entry.key === 'engine' && known.includes('runner')) {
        reader.report('engine-later', entry.keySpan);
        continue;
      }
      const suggestion = closest(entry.key, known);
      const place = suggestion === undefined ? placeOfKey(entry.key) : undefined;
      reader.report('unknown-key', entry.keySpan, entry.key, owner, suggestion, place);
    }
    for (const key of required) {
      if (!findEntry(node, key, known)) reader.report('missing-key', ownerSpan, key, owner);
    }
    return new Fields(reader, node, known);
  }

  get span(): Span {
    return this.map.span;
  }

  node(key: Key): YamlNode | undefined {
    return findEntry(this.map, key, this.known)?.value;
  }

  keySpan(key: Key): Span | undefined {
    return findEntry(this.map, key, this.known)?.keySpan;
  }

  has(key: Key): boolean {
    return this.node(key) !== undefined;
  }

  text(key: Key): Located<string> | undefined {
    return this.reader.text(this.node(key), key);
  }

  /** In ms. */
  duration(key: Key): Located<number> | undefined {
    return readDuration(this.reader, this.node(key), key);
  }

  /** A whole number of at least `minimum`; `k` and `M` may stand behind it. */
  count(key: Key, minimum: number): Located<number> | undefined {
    return readCount(this.reader, this.node(key), key, minimum);
  }

  number(key: Key, minimum: number): Located<number> | undefined {
    return readNumber(this.reader, this.node(key), key, minimum);
  }

  flag(key: Key): boolean {
    return readFlag(this.reader, this.node(key), key) ?? false;
  }

  items(key: Key): readonly YamlNode[] {
    return this.reader.items(this.node(key), key);
  }

  entries(key: Key): ReturnType<PlanReader['entries']> {
    return this.reader.entries(this.node(key), key);
  }
}
