import type * as z from 'zod';
import { closest } from '../../text/closest.ts';
import type { YamlEntry, YamlMap, YamlNode } from '../yaml/yamlNode.ts';
import { findForeignKey } from './foreignKeys.ts';

/** A key that the model does not have, and what it most likely means. */
export interface UnknownKey {
  entry: YamlEntry;
  /** The key it stands for; absent where none is near, or where that one is given as well. */
  means?: string;
  /** How that key is written, where its value differs from this one. */
  example?: string;
  /** The blank behind the colon is missing: all that YAML took for the key is a key and its value. */
  isGlued: boolean;
  /** Another unknown key was reported for the same right one, as `method` beside `url`. */
  isRepeat: boolean;
}

export interface KeyReading {
  /** By the right key. A value that cannot be read as that of the right key is there, but unreadable. */
  entries: ReadonlyMap<string, YamlEntry>;
  unknown: readonly UnknownKey[];
}

const keysByModel = new WeakMap<z.ZodObject, { known: string[]; required: string[] }>();

export function keysOf(model: z.ZodObject): { known: string[]; required: string[] } {
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

/** A mapping is read once for each environment, and its keys are the same every time. */
const readings = new WeakMap<YamlMap, Map<z.ZodObject, KeyReading>>();

/**
 * What the keys of a mapping mean. An unknown key is reported as such, and its value is still read as that of the key
 * it stands for, so that one slip is one problem.
 */
export function readKeys(map: YamlMap, model: z.ZodObject): KeyReading {
  const known = readings.get(map) ?? new Map<z.ZodObject, KeyReading>();
  readings.set(map, known);
  const reading = known.get(model) ?? judgeKeys(map, model);
  known.set(model, reading);
  return reading;
}

function judgeKeys(map: YamlMap, model: z.ZodObject): KeyReading {
  const { known } = keysOf(model);
  const right = map.entries.filter((entry) => known.includes(entry.key));
  const entries = new Map(right.map((entry) => [entry.key, entry]));
  const unknown: UnknownKey[] = [];
  const standIns = new Set<string>();
  for (const entry of map.entries) {
    if (known.includes(entry.key)) continue;
    const glued = splitGlued(entry, known);
    const foreign = findForeignKey(model, entry.key);
    const means = glued?.key ?? foreign?.means ?? closest(entry.key, known);
    const isRepeat = foreign !== undefined && means !== undefined && standIns.has(means);
    const isFree = means !== undefined && !entries.has(means);
    unknown.push({
      entry,
      ...(isFree ? { means, example: foreign?.example } : {}),
      isGlued: glued !== undefined,
      isRepeat,
    });
    if (!isFree) continue;
    entries.set(means, glued ?? (isReadable(entry.value, foreign?.readIf) ? entry : withoutValue(entry)));
    if (foreign) standIns.add(means);
  }
  return { entries, unknown };
}

/** `users:1` without a blank is one long key to YAML. */
function splitGlued({ key, keySpan, value }: YamlEntry, known: readonly string[]): YamlEntry | undefined {
  const colon = key.indexOf(':');
  const isWhole = value.kind === 'scalar' && value.value === null && keySpan[1] - keySpan[0] === key.length;
  if (!isWhole || !known.includes(key.slice(0, colon))) return undefined;
  const [start, end] = keySpan;
  const text = key.slice(colon + 1);
  return {
    key: key.slice(0, colon),
    keySpan: [start, start + colon],
    value: { kind: 'scalar', span: [start + colon + 1, end], value: text, text, style: 'plain' },
  };
}

function isReadable(value: YamlNode, readIf: RegExp | 'never' | undefined): boolean {
  if (readIf === undefined) return true;
  return readIf !== 'never' && value.kind === 'scalar' && readIf.test(value.text);
}

function withoutValue(entry: YamlEntry): YamlEntry {
  const { span } = entry.value;
  return { ...entry, value: { kind: 'scalar', span, value: null, text: '', style: 'plain', isUnreadable: true } };
}
