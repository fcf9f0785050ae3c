import type { Span } from '../../text/span.ts';
import { itemsIn, valueAt } from '../yaml/lookup.ts';
import type { YamlMap } from '../yaml/yamlNode.ts';
import { effectiveConfigs, type EffectiveConfig } from './model/effectiveConfigs.ts';
import { givenEntry, kindOfPhase, loadOfPhase, type PhaseLoad } from './model/phases.ts';
import type { ArtilleryScript } from './model/script.ts';
import { numberOf } from './model/values.ts';

/** The load that the phases of a config make. */
export interface ArtilleryLoad {
  segments: readonly PhaseSegment[];
  /** Undefined when a phase is not known before the run, because of a template or a mistake. */
  totalArrivals: number | undefined;
  totalDurationMs: number | undefined;
  peakRate: number | undefined;
  /** How many virtual users may run at once; undefined when a phase sets no limit. */
  maxVusers: number | undefined;
}

/** One phase on the curve of arrivals per second. */
export interface PhaseSegment {
  /** Its place in the list of phases; undefined for the single virtual user of a script without phases. */
  phase: number | undefined;
  name: string | undefined;
  span: Span | undefined;
  kind: 'pause' | 'count' | 'ramp' | 'rate';
  fromMs: number;
  toMs: number;
  fromRate: number;
  toRate: number;
  arrivals: number;
  maxVusers: number | undefined;
}

/** The load without an environment (where a script can be run so) and with each, in the order of the text. */
export function loadsOf(script: ArtilleryScript): readonly { environment?: string; load: ArtilleryLoad }[] {
  return effectiveConfigs(script).map((config) => ({ environment: config.environment, load: loadOf(config) }));
}

export function loadOf({ map }: EffectiveConfig): ArtilleryLoad {
  const phases = valueAt(map, 'phases');
  if (phases === undefined) {
    const single: PhaseLoad = { kind: 'count', seconds: 1, count: 1 };
    return summed([segmentOf(single, undefined, undefined, 0)], true);
  }
  const segments: PhaseSegment[] = [];
  let isWhole = phases.kind === 'sequence';
  let atMs = 0;
  for (const [index, phase] of itemsIn(phases).entries()) {
    const load = phase.kind === 'map' ? loadOfPhase(phase) : undefined;
    if (phase.kind !== 'map' || !load) {
      if (phase.kind !== 'map' || !isSkipped(phase)) isWhole = false;
      // What comes behind it still has its shape, but not its time.
      continue;
    }
    if (isWithoutArrivals(load)) continue;
    const segment = segmentOf(load, index, phase, atMs);
    segments.push(segment);
    atMs = segment.toMs;
  }
  return summed(segments, isWhole);
}

/** Artillery leaves a phase without a load out, so it takes no time either. */
function isSkipped(phase: YamlMap): boolean {
  return kindOfPhase(phase) === undefined;
}

function isWithoutArrivals(load: PhaseLoad): boolean {
  switch (load.kind) {
    case 'pause':
      return false;
    case 'count':
      return load.count === 0;
    case 'ramp':
    case 'rate':
      return load.from === 0 && load.to === 0;
  }
}

function segmentOf(load: PhaseLoad, phase: number | undefined, map: YamlMap | undefined, fromMs: number): PhaseSegment {
  const name = map && givenEntry(map, 'name')?.value;
  const limit = map && givenEntry(map, 'maxVusers');
  const maxVusers = limit ? numberOf(limit.value) : NaN;
  // A ramp goes by whole seconds.
  const seconds = load.kind === 'ramp' ? Math.ceil(load.seconds) : load.seconds;
  return {
    phase,
    name: name?.kind === 'scalar' ? name.text : undefined,
    span: map?.span,
    kind: load.kind,
    fromMs,
    toMs: fromMs + Math.round(seconds * 1000),
    ...ratesOf(load),
    arrivals: arrivalsOf(load),
    maxVusers: Number.isFinite(maxVusers) ? maxVusers : undefined,
  };
}

function ratesOf(load: PhaseLoad): { fromRate: number; toRate: number } {
  switch (load.kind) {
    case 'pause':
      return { fromRate: 0, toRate: 0 };
    case 'count':
      return { fromRate: load.count / load.seconds, toRate: load.count / load.seconds };
    case 'ramp':
    case 'rate':
      return { fromRate: load.from, toRate: load.to };
  }
}

/** Beyond this many seconds a ramp is not added up second by second. */
const LONGEST_EXACT_RAMP = 100_000;

function arrivalsOf(load: PhaseLoad): number {
  switch (load.kind) {
    case 'pause':
      return 0;
    case 'count':
      return Math.floor(load.count);
    case 'rate':
      // The smallest part of an arrival is lost in the arithmetic, as with 3 per second over 0.1 s.
      return Math.floor(load.from * load.seconds + 1e-9);
    case 'ramp':
      return rampArrivals(load);
  }
}

/** Second by second, each rounded; the last second has the rate that the ramp goes to. */
function rampArrivals({ from, to, seconds }: Extract<PhaseLoad, { kind: 'ramp' | 'rate' }>): number {
  if (seconds === 1) return Math.round((from + to) / 2);
  const periods = Math.ceil(seconds);
  if (periods > LONGEST_EXACT_RAMP) return Math.round(((from + to) / 2) * periods);
  let sum = 0;
  for (let second = 0; second < periods; second++) {
    sum += Math.max(0, Math.round(from + ((to - from) * second) / (seconds - 1)));
  }
  return sum;
}

function summed(segments: readonly PhaseSegment[], isWhole: boolean): ArtilleryLoad {
  const limits = segments.filter(({ kind }) => kind !== 'pause').map(({ maxVusers }) => maxVusers);
  const known = limits.filter((limit) => limit !== undefined);
  const peak = segments.reduce((most, { fromRate, toRate }) => Math.max(most, fromRate, toRate), 0);
  return {
    segments,
    totalArrivals: isWhole ? segments.reduce((sum, { arrivals }) => sum + arrivals, 0) : undefined,
    totalDurationMs: isWhole ? (segments.at(-1)?.toMs ?? 0) : undefined,
    peakRate: isWhole ? peak : undefined,
    maxVusers: isWhole && known.length > 0 && known.length === limits.length ? Math.max(...known) : undefined,
  };
}
