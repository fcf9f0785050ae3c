import type { Change } from './references.ts';
import { unknown, type ObjectEntry, type Value } from './value.ts';

const CHANGED = 'is changed by code further down';

/** The value with everything unknown that one of the changes may have touched. */
export function applyChanges(value: Value, changes: readonly Change[]): Value {
  return changes.reduce(applyChange, value);
}

function applyChange(value: Value, change: Change): Value {
  const { path, isAppend } = change;
  // Nothing can be changed inside of a text or a number.
  if (value.kind !== 'object' && value.kind !== 'list') return value;
  const [step, ...rest] = path;
  if (path.length === 0) {
    return isAppend && value.kind === 'list' ? { ...value, hasMore: true } : unknown(CHANGED, value.span);
  }
  const below = (inner: Value): Value =>
    rest.length === 0 && !isAppend ? unknown(CHANGED, inner.span) : applyChange(inner, { ...change, path: rest });
  if (value.kind === 'list') {
    const isEvery = step === undefined || !/^\d+$/.test(step);
    const items = value.items.map((item, index) => (isEvery || String(index) === step ? below(item) : item));
    return { ...value, items, hasMore: value.hasMore || isEvery };
  }
  const isKept = rest.length > 0 || isAppend || change.sets !== undefined;
  const entries = value.entries.map((entry): ObjectEntry => {
    if (step !== undefined && entry.key !== step) return entry;
    return { ...entry, value: below(entry.value), ...(!isKept && { mayBeGone: true }) };
  });
  if (step === undefined) return { ...value, entries, hasMore: true };
  if (rest.length > 0 || entries.some(({ key }) => key === step)) return { ...value, entries };
  const added: ObjectEntry = {
    ...{ key: step, keySpan: value.span, value: unknown(CHANGED, value.span) },
    ...(change.sets !== 'always' && { mayBeGone: true }),
  };
  return { ...value, entries: [...entries, added] };
}
