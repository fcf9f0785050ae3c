import type * as z from 'zod';
import type { Span } from '../../text/span.ts';
import { RUNNER_KINDS } from '../../runners/runner.ts';
import { describeNode, type YamlMap, type YamlNode } from '../yaml/yamlNode.ts';
import { readCount, readDuration, readFlag, readNumber, readTimeSpan } from './leaves.ts';
import { keysOf, readKeys, type KeyReading, type UnknownKey } from './keys.ts';
import { placeOfKey } from './placeOfKey.ts';
import type { Located } from './plan.ts';
import { isUnreadable, type PlanReader } from './reader.ts';

/**
 * A mapping with known keys, read key by key. Making one reports unknown and missing keys; the getters report values
 * of the wrong kind and answer undefined for them, so a section can always be read to its end.
 */
export class Fields<Key extends string> {
  private constructor(
    private readonly reader: PlanReader,
    readonly map: YamlMap,
    private readonly keys: KeyReading,
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
      const glued = node.kind === 'scalar' && node.style === 'plain' ? gluedKey(node.text, model) : undefined;
      if (glued !== undefined) reader.report('missing-blank', node.span, ...glued);
      else if (node.kind === 'scalar' && node.value === null)
        reader.report('empty-value', ownerSpan, owner, 'a mapping');
      else reader.report('wrong-kind', node.span, owner, 'a mapping', describeNode(node));
      return undefined;
    }
    const keys = readKeys(node, model);
    // An aliased mapping is read again for each use; what is wrong with its keys is wrong once.
    if (reader.isFirstReading(node)) {
      for (const unknown of keys.unknown) reportUnknownKey(reader, unknown, keysOf(model).known, owner);
      for (const key of keysOf(model).required) {
        if (!keys.entries.has(key)) reader.report('missing-key', ownerSpan, key, owner);
      }
    }
    return new Fields(reader, node, keys);
  }

  get span(): Span {
    return this.map.span;
  }

  node(key: Key): YamlNode | undefined {
    return this.keys.entries.get(key)?.value;
  }

  keySpan(key: Key): Span | undefined {
    return this.keys.entries.get(key)?.keySpan;
  }

  /** An unknown key was reported, and is most likely what is missing here. */
  get hasUnknownKey(): boolean {
    return this.keys.unknown.length > 0;
  }

  /** The place of a key under its right name, not of one that stands for it. */
  writtenSpan(key: Key): Span | undefined {
    const entry = this.keys.entries.get(key);
    return entry?.key === key ? entry.keySpan : undefined;
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

  /** In ms, more than 0. */
  timeSpan(key: Key): Located<number> | undefined {
    return readTimeSpan(this.reader, this.node(key), key);
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

  /** The items of a list that must not be empty. */
  someItems(key: Key): readonly YamlNode[] {
    return this.reader.someItems(this.node(key), key);
  }

  items(key: Key): readonly YamlNode[] {
    return this.reader.items(this.node(key), key);
  }

  entries(key: Key): ReturnType<PlanReader['entries']> {
    return this.reader.entries(this.node(key), key);
  }
}

function reportUnknownKey(reader: PlanReader, unknown: UnknownKey, known: readonly string[], owner: string): void {
  const { entry, means, example, isGlued, isRepeat } = unknown;
  if (isRepeat) return;
  const colon = entry.key.indexOf(':');
  if (isGlued) reader.report('missing-blank', entry.keySpan, entry.key.slice(0, colon), entry.key.slice(colon + 1));
  else if (entry.key === 'engine' && known.includes('runner') && !isRunner(entry.value))
    reader.report('engine-later', entry.keySpan);
  else {
    const place = means === undefined ? placeOfKey(entry.key) : undefined;
    reader.report('unknown-key', entry.keySpan, entry.key, owner, { means, example, place, known });
  }
}

function isRunner(node: YamlNode): boolean {
  return node.kind === 'scalar' && RUNNER_KINDS.some((kind) => kind === node.text);
}

/** The two parts of `users:1`, where the first is a key. */
function gluedKey(text: string, model: z.ZodObject): [key: string, value: string] | undefined {
  const colon = text.indexOf(':');
  const key = text.slice(0, colon);
  return colon > 0 && keysOf(model).known.includes(key) ? [key, text.slice(colon + 1)] : undefined;
}
