import type { ExecutorKind } from './executors.ts';
import type { K6Options, K6Scenario, K6Stage, Reading, Several } from './model.ts';

/** The scenarios that k6 makes of the options, or why that cannot be said here. */
export type DerivedLoad =
  | { kind: 'scenarios'; scenarios: readonly K6Scenario[]; hasMore: boolean; isShortcut: boolean }
  | { kind: 'conflict'; first: string; second: string }
  | { kind: 'unknown'; why: string };

const SHORTCUTS = ['iterations', 'duration', 'stages', 'scenarios'] as const;

/** `vus`, `duration`, `iterations` and `stages` are short for one scenario with the name `default`. */
export function deriveLoad(options: K6Options): DerivedLoad {
  const { numbers, scenarios } = options;
  const conflict = findConflict(options);
  if (conflict) return { kind: 'conflict', ...conflict };
  const vus = numbers.get('vus');
  const used = [vus, ...SHORTCUTS.map((key) => readingOf(options, key))];
  const notKnown = used.find((reading) => reading?.state === 'unknown');
  // A lone `vus` goes before scenarios; with an empty list of stages it does not.
  if (scenarios?.state === 'known' && (vus?.state !== 'known' || options.stages !== undefined)) {
    const { items, hasMore } = scenarios.value;
    if (items.length > 0 || hasMore) return { kind: 'scenarios', scenarios: items, hasMore, isShortcut: false };
  }
  if (notKnown?.state === 'unknown') return { kind: 'unknown', why: notKnown.why };
  if (options.hasMore) return { kind: 'unknown', why: 'is only known when the script runs' };
  // Without a stage, these would be no load; those that code adds later make one.
  if (options.stages?.state === 'known' && options.stages.value.hasMore && countedStages(options.stages).length === 0) {
    return { kind: 'unknown', why: 'gets its stages when the script runs' };
  }
  if (used.some((reading) => reading?.state === 'faulty')) return { kind: 'unknown', why: 'cannot be read' };
  return { kind: 'scenarios', scenarios: [shortcutScenario(options)], hasMore: false, isShortcut: true };
}

function readingOf(options: K6Options, key: (typeof SHORTCUTS)[number]): Reading<unknown> | undefined {
  if (key === 'stages') return options.stages;
  return key === 'scenarios' ? options.scenarios : options.numbers.get(key);
}

/** Two that exclude each other, in the order in which k6 looks. */
function findConflict(options: K6Options): { first: string; second: string } | undefined {
  const isSet = (key: (typeof SHORTCUTS)[number]): boolean => {
    if (key === 'stages') return countedStages(options.stages).length > 0;
    return readingOf(options, key)?.state === 'known';
  };
  for (const first of ['iterations', 'duration'] as const) {
    for (const second of ['stages', 'scenarios'] as const) {
      if (isSet(first) && isSet(second)) return { first, second };
    }
  }
  return isSet('stages') && isSet('scenarios') ? { first: 'stages', second: 'scenarios' } : undefined;
}

/** Stages of the options without a duration are left out. */
export function countedStages(stages: Reading<Several<K6Stage>> | undefined): readonly K6Stage[] {
  return stages?.state === 'known' ? stages.value.items.filter(({ durationMs }) => durationMs !== undefined) : [];
}

function shortcutScenario(options: K6Options): K6Scenario {
  const { numbers, span } = options;
  const [vus, iterations, duration] = [numbers.get('vus'), numbers.get('iterations'), numbers.get('duration')];
  const scenario = (
    executor: ExecutorKind,
    given: Record<string, Reading<number> | undefined>,
    writtenAs?: Record<string, string>,
  ): K6Scenario => ({
    ...{ name: 'default', nameSpan: span, span, hasBrowser: false, hasMore: false, writtenAs },
    executor: { state: 'known', value: executor, span },
    numbers: new Map(Object.entries(given).flatMap(([key, value]) => (value ? [[key, value] as const] : []))),
  });
  if (iterations)
    return scenario('shared-iterations', { vus, iterations, maxDuration: duration }, { maxDuration: 'duration' });
  if (duration) return scenario('constant-vus', { vus, duration });
  const stages = countedStages(options.stages);
  if (options.stages?.state === 'known' && stages.length > 0) {
    const value = { ...options.stages.value, items: stages };
    return { ...scenario('ramping-vus', { startVUs: vus }, { startVUs: 'vus' }), stages: { ...options.stages, value } };
  }
  if (vus && options.stages === undefined) return scenario('shared-iterations', { vus, iterations: vus });
  return scenario('per-vu-iterations', {});
}
