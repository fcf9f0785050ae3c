import { entryAt, isNull } from '../../yaml/lookup.ts';
import type { YamlEntry, YamlMap } from '../../yaml/yamlNode.ts';
import { isUnknown, numberOf, secondsOf } from './values.ts';

export type PhaseKind = 'pause' | 'count' | 'ramp' | 'rate';

/** The key that makes a phase one of its kind. */
export const KEY_OF_KIND = { pause: 'pause', count: 'arrivalCount', ramp: 'rampTo', rate: 'arrivalRate' } as const;
export type LoadKey = (typeof KEY_OF_KIND)[PhaseKind];
export const LOAD_KEYS: readonly LoadKey[] = Object.values(KEY_OF_KIND);

/** The entry of a key that has a value; undefined is what Artillery takes `null` for here. */
export function givenEntry(phase: YamlMap, key: string): YamlEntry | undefined {
  const entry = entryAt(phase, key);
  return entry && !isNull(entry.value) ? entry : undefined;
}

/** What kind of phase Artillery takes a mapping for: with several load keys the first of these wins. */
export function kindOfPhase(phase: YamlMap): PhaseKind | undefined {
  if (givenEntry(phase, 'pause')) return 'pause';
  if (givenEntry(phase, 'arrivalCount')) return 'count';
  if (givenEntry(phase, 'rampTo')) return 'ramp';
  return givenEntry(phase, 'arrivalRate') ? 'rate' : undefined;
}

/** The load keys of a phase that the winning one leaves without effect. */
export function ignoredKeys(phase: YamlMap): LoadKey[] {
  const kind = kindOfPhase(phase);
  if (kind !== 'pause' && kind !== 'count') return [];
  return LOAD_KEYS.filter((key) => key !== KEY_OF_KIND[kind] && givenEntry(phase, key) !== undefined);
}

/** A phase with its numbers. Undefined where a template decides, or where Artillery would refuse or skip it. */
export type PhaseLoad =
  | { kind: 'pause'; seconds: number }
  | { kind: 'count'; seconds: number; count: number }
  | { kind: 'ramp' | 'rate'; seconds: number; from: number; to: number };

export function loadOfPhase(phase: YamlMap): PhaseLoad | undefined {
  const kind = kindOfPhase(phase);
  if (kind === undefined) return undefined;
  const seconds = (key: string, fallback?: number): number | undefined => {
    const entry = givenEntry(phase, key);
    if (!entry) return fallback;
    const read = isUnknown(entry.value) ? undefined : secondsOf(entry.value);
    return read !== undefined && read > 0 ? read : undefined;
  };
  const amount = (key: string, fallback?: number): number | undefined => {
    const entry = givenEntry(phase, key);
    if (!entry) return fallback;
    const read = isUnknown(entry.value) ? NaN : numberOf(entry.value);
    return read >= 0 && Number.isFinite(read) ? read : undefined;
  };
  if (kind === 'pause') {
    const length = seconds('pause');
    return length === undefined ? undefined : { kind, seconds: length };
  }
  const length = seconds('duration', kind === 'ramp' ? 1 : undefined);
  if (length === undefined) return undefined;
  if (kind === 'count') {
    const count = amount('arrivalCount');
    return count === undefined ? undefined : { kind, seconds: length, count };
  }
  const from = amount('arrivalRate', 0);
  const to = kind === 'ramp' ? amount('rampTo') : from;
  if (from === undefined || to === undefined) return undefined;
  return { kind, seconds: length, from, to };
}

/** A phase in words. */
export function describePhase(phase: YamlMap): string {
  const text = (key: string): string => {
    const value = givenEntry(phase, key)?.value;
    return value?.kind === 'scalar' ? value.text.replaceAll('`', "'") : '?';
  };
  const over = (): string => {
    const length = text('duration');
    return length === '?' ? '' : ` over ${/^\d+$/.test(length) ? `${length} s` : length}`;
  };
  switch (kindOfPhase(phase)) {
    case 'pause':
      return `a pause of ${text('pause')}${/^\d+$/.test(text('pause')) ? ' s' : ''}`;
    case 'count': {
      const others = ignoredKeys(phase).map((key) => `\`${key}\``);
      const mixed = others.length === 0 ? '' : ` together with ${others.join(', ')}`;
      return `${text('arrivalCount')} arrivals${over()}${mixed}`;
    }
    case 'ramp':
      return `a ramp from ${givenEntry(phase, 'arrivalRate') ? text('arrivalRate') : '0'} to ${text('rampTo')} arrivals per second${over()}`;
    case 'rate':
      return `${text('arrivalRate')} arrivals per second${over()}`;
    case undefined:
      return 'no load';
  }
}
