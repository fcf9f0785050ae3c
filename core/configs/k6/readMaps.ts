import type { K6Reader } from './reader.ts';
import type { ObjectValue, Value } from './value.ts';

/** Tags, environment variables and the like: every value is a text. Answers the names if all are known. */
export function readTextMap(value: Value, key: string, reader: K6Reader): readonly string[] | undefined {
  if (value.kind === 'nothing') return [];
  const object = reader.object(value, key, 'an object with texts');
  if (!object) return undefined;
  reader.checkRepeated(object);
  for (const entry of object.entries) readTextOf(entry.value, entry.key, reader);
  return object.hasMore ? undefined : object.entries.map((entry) => entry.key);
}

function readTextOf(value: Value, key: string, reader: K6Reader): void {
  if (['text', 'nothing', 'unknown'].includes(value.kind)) return;
  reader.wrongKind(value, key, 'a text');
  const source = reader.source.slice(...value.span);
  if ((value.kind === 'number' || value.kind === 'flag') && source === String(value.value)) {
    reader.mend(reader.replaceWhole(value, `'${source}'`));
  }
}

/** A list of texts. Answers those that are known. */
export function readTexts(value: Value, key: string, reader: K6Reader): (Value & { kind: 'text' })[] {
  const list = reader.list(value, key, 'a list of texts');
  if (list?.state !== 'known') return [];
  const texts: (Value & { kind: 'text' })[] = [];
  for (const item of list.value.items) {
    if (item.kind === 'text') texts.push(item);
    else if (item.kind !== 'nothing' && item.kind !== 'unknown') reader.wrongKind(item, `an item of ${key}`, 'a text');
  }
  return texts;
}

/** Whether all keys are among those that k6 knows there; the others are reported. */
export function checkKeys(
  object: ObjectValue,
  owner: string,
  keys: readonly string[],
  reader: K6Reader,
  isStrict: boolean,
): void {
  reader.checkRepeated(object);
  const lower = keys.map((key) => key.toLowerCase());
  for (const entry of object.entries) {
    if (entry.mayBeGone === true || lower.includes(entry.key.toLowerCase())) continue;
    const suggestion = reader.suggest(entry.key, keys);
    const hint =
      suggestion === undefined
        ? ` It has ${keys.map((key) => `\`${key}\``).join(', ')}.`
        : ` Did you mean \`${suggestion}\`?`;
    if (isStrict) reader.report('k6-unknown-key', entry.keySpan, owner, entry.key, hint);
    else reader.report('k6-ignored-key', entry.keySpan, owner, entry.key, hint);
    if (suggestion !== undefined) reader.mend(reader.renameKey(entry, suggestion));
  }
}
