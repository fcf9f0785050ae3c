import type { ObjectEntry, ObjectValue } from './value.ts';

/** How k6 reads the value of a key. */
export type FieldKind =
  | 'integer'
  | 'duration'
  | 'flag'
  | 'text'
  | 'texts'
  | 'text-map'
  | 'object'
  | 'stages'
  | 'scenarios'
  | 'thresholds'
  | 'dns'
  | 'tls-version'
  | 'tls-auth'
  | 'segment'
  | 'anything';

/** A key of the options, of a scenario or of a stage. The editor completes and explains from these tables. */
export interface K6Field {
  kind: FieldKind;
  /** What it does, for a person who has not met it. */
  meaning: string;
  /** What k6 takes without it. */
  usual?: string;
  /** A scenario without it is refused; this is how it could be written. */
  needed?: string;
  /** The least that k6 takes: a number, or milliseconds. */
  least?: number;
  most?: number;
  /** The only values that mean something. */
  choices?: readonly string[];
}

export type FieldTable = Readonly<Record<string, K6Field>>;

/** The field that a key stands for. k6 does not mind capitals. */
export function fieldNamed(fields: FieldTable, key: string): string | undefined {
  if (Object.hasOwn(fields, key)) return key;
  const lower = key.toLowerCase();
  return Object.keys(fields).find((name) => name.toLowerCase() === lower);
}

/** The entries of an object by the field that each stands for; the others apart. */
export function fieldsOf(
  object: ObjectValue,
  fields: FieldTable,
): { known: Map<string, ObjectEntry>; others: ObjectEntry[] } {
  const known = new Map<string, ObjectEntry>();
  const others: ObjectEntry[] = [];
  for (const entry of object.entries) {
    const field = fieldNamed(fields, entry.key);
    if (field === undefined) {
      if (entry.mayBeGone !== true) others.push(entry);
      continue;
    }
    // Of two that differ in capitals only, k6 takes the one that is written right.
    if (!known.has(field) || entry.key === field) known.set(field, entry);
  }
  return { known, others };
}
