import { STAGE_FIELDS } from './executors.ts';
import { fieldsOf } from './fields.ts';
import type { K6Stage, Reading, Several } from './model.ts';
import type { K6Reader } from './reader.ts';
import type { Value } from './value.ts';

/** Under this a number without a unit was most likely meant in seconds. */
const LEAST_BELIEVABLE_MS = 1000;

/** The stages of the options, or of a scenario, where k6 is strict about keys. */
export function readStages(value: Value, reader: K6Reader, isStrict: boolean): Reading<Several<K6Stage>> | undefined {
  const list = reader.list(value, 'stages', "a list such as [{ duration: '1m', target: 10 }]");
  if (list?.state !== 'known') return list;
  const items = list.value.items.flatMap((item) => readStage(item, reader, isStrict));
  const hasMore = list.value.hasMore || items.length < list.value.items.length;
  return { ...list, value: { items, hasMore, span: list.span } };
}

function readStage(value: Value, reader: K6Reader, isStrict: boolean): K6Stage[] {
  if (value.kind === 'nothing') return [{ span: value.span }];
  const object = reader.object(value, 'a stage', "an object such as { duration: '1m', target: 10 }");
  if (!object) return [];
  reader.checkRepeated(object);
  const { known, others } = fieldsOf(object, STAGE_FIELDS);
  for (const entry of others) {
    const suggestion = reader.suggest(entry.key, Object.keys(STAGE_FIELDS));
    const hint = suggestion === undefined ? ' It has `duration` and `target`.' : ` Did you mean \`${suggestion}\`?`;
    if (isStrict) reader.report('k6-unknown-key', entry.keySpan, 'A stage', entry.key, hint);
    else reader.report('k6-ignored-key', entry.keySpan, 'a stage', entry.key, hint);
    if (suggestion !== undefined && !known.has(suggestion)) reader.mend(reader.renameKey(entry, suggestion));
  }
  const unread = (key: string): Reading<number> | undefined =>
    object.hasMore && !known.has(key) ? { state: 'unknown', why: 'is not known here', span: object.span } : undefined;
  const duration = known.get('duration')?.value;
  const target = known.get('target')?.value;
  const durationMs = duration ? reader.duration(duration, 'duration') : unread('duration');
  if (duration && durationMs?.state === 'known') checkUnit(duration, durationMs.value, reader);
  return [{ span: object.span, durationMs, target: target ? reader.integer(target, 'target') : unread('target') }];
}

function checkUnit(value: Value, ms: number, reader: K6Reader): void {
  const isUnitless = value.kind === 'number' || (value.kind === 'text' && /^\d+$/.test(value.value));
  if (!isUnitless || ms <= 0 || ms >= LEAST_BELIEVABLE_MS) return;
  reader.report('k6-unitless-duration', value.span, String(ms));
}
