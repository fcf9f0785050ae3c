import type { Stage } from '../../configs/plan/plan.ts';
import { METRICS_OF_STAGES } from './summary.ts';

export const STAGE_TAG = 'headroom_stage';
export const MEASURED_TAG = 'headroom_measured';
/** As many passes of an open load may be under way at once, as in the built-in engine. */
const MOST_PASSES = 1000;

/** What the script is imported as. k6 takes absolute paths; those of Windows as a file URL. */
function moduleOf(script: string): string {
  return JSON.stringify(script.startsWith('/') ? script : `file:///${script.replaceAll('\\', '/')}`);
}

/** Selectors of the parts of a staged run that k6 is made to sum up: all that is measured, then each stage. */
export function stageSelectors(stages: readonly Stage[]): { selector: string; stage?: string }[] {
  return [
    { selector: `${MEASURED_TAG}:yes` },
    ...stages.map(({ name }, index) => ({ selector: `${STAGE_TAG}:${index + 1}`, stage: name })),
  ];
}

/** Empty thresholds: k6 sums up what has one. */
function submetrics(stages: readonly Stage[]): string[] {
  return stageSelectors(stages).flatMap(({ selector }) => [
    ...METRICS_OF_STAGES.map((metric) => `${metric}{${selector}}`),
    `http_reqs{${selector},status:0}`,
    ...['http_req_duration', 'http_req_waiting'].map((metric) => `${metric}{${selector},expected_response:true}`),
  ]);
}

/** A module that drives one function of the script with the stages of the plan. It has all else from the script. */
export function stagesWrapper(
  script: string,
  scenario: { name: string; exec: string },
  stages: readonly Stage[],
): string {
  let end = 0;
  const ends = stages.map(({ durationMs }) => (end += durationMs));
  return `${head(script)}
import execution from 'k6/execution';
const EXEC = ${JSON.stringify(scenario.exec)};
const STAGE_ENDS_MS = ${JSON.stringify(ends)};
const IS_WARMUP = ${JSON.stringify(stages.map(({ warmup }) => warmup))};
if (typeof script[EXEC] !== 'function') throw new Error('The script exports no function ' + EXEC + '.');
const own = (script.options && script.options.scenarios && script.options.scenarios[${JSON.stringify(scenario.name)}]) || {};

export function headroomPass(...given) {
  const passed = Date.now() - execution.scenario.startTime;
  const running = STAGE_ENDS_MS.findIndex((end) => passed < end);
  const index = running < 0 ? STAGE_ENDS_MS.length - 1 : running;
  execution.vu.metrics.tags.${STAGE_TAG} = String(index + 1);
  execution.vu.metrics.tags.${MEASURED_TAG} = IS_WARMUP[index] ? 'no' : 'yes';
  return script[EXEC](...given);
}

export const options = {
  ...scriptOptions(),
  scenarios: {
    ${JSON.stringify(scenario.name)}: {
      ...common(own),
      exec: 'headroomPass',
      ...${JSON.stringify(executorOf(stages))},
    },
  },
  thresholds: {
    ...${JSON.stringify(Object.fromEntries(submetrics(stages).map((name) => [name, []])))},
    ...((script.options && script.options.thresholds) || {}),
  },
};
`;
}

/** A module that runs every scenario of the script once with one user. */
export function smokeWrapper(script: string, scenarios: ReadonlyMap<string, string>): string {
  const usesDefault = [...scenarios.values()].includes('default');
  return `${head(script)}
${usesDefault ? 'export const headroomDefault = script.default;\nexport default function (...given) {\n  return headroomDefault(...given);\n}\n' : ''}
const scenarios = {};
for (const [name, exec] of ${JSON.stringify([...scenarios])}) {
  const own = (script.options && script.options.scenarios && script.options.scenarios[name]) || {};
  if (typeof script[exec] !== 'function') throw new Error('The script exports no function ' + exec + '.');
  scenarios[name] = { ...common(own), exec, executor: 'per-vu-iterations', vus: 1, iterations: 1 };
}
export const options = { ...scriptOptions(), scenarios, thresholds: {} };
`;
}

function head(script: string): string {
  return `// Written by Headroom for this run. The load is the plan's; everything else is the script's.
import * as script from ${moduleOf(script)};
export * from ${moduleOf(script)};

/** The script's options without its own load. */
function scriptOptions() {
  const load = ['vus', 'duration', 'iterations', 'stages', 'scenarios'];
  return Object.fromEntries(Object.entries(script.options || {}).filter(([key]) => !load.includes(key.toLowerCase())));
}

/** What a scenario says besides its load. */
function common({ env, tags, options, gracefulStop }) {
  return Object.fromEntries(Object.entries({ env, tags, options, gracefulStop }).filter(([, value]) => value !== undefined));
}
`;
}

/** One scenario for all stages, so that users stay who they are; a jump is a stage of no time. */
export function executorOf(stages: readonly Stage[]): Record<string, unknown> {
  const isRate = stages.some(({ load }) => load.kind === 'rate');
  const levels = stages.flatMap(({ load }) => [load.from, load.to]);
  const unit = isRate ? timeUnitFor(levels) : 1;
  const first = (stages[0]?.load.from ?? 0) * unit;
  let level = first;
  const steps: { duration: string; target: number }[] = [];
  for (const { load, durationMs } of stages) {
    const [from, to] = [Math.round(load.from * unit), Math.round(load.to * unit)];
    if (from !== level) steps.push({ duration: '0s', target: from });
    steps.push({ duration: `${durationMs}ms`, target: to });
    level = to;
  }
  if (!isRate) return { executor: 'ramping-vus', startVUs: Math.round(first), stages: steps };
  const prepared = Math.min(MOST_PASSES, Math.max(10, Math.ceil(Math.max(...levels))));
  return {
    executor: 'ramping-arrival-rate',
    startRate: Math.round(first),
    timeUnit: `${unit}s`,
    preAllocatedVUs: prepared,
    maxVUs: MOST_PASSES,
    stages: steps,
  };
}

/** k6 takes whole numbers only, so 0.5 a second is said as 5 in 10 seconds. */
function timeUnitFor(levels: readonly number[]): number {
  const isWhole = (unit: number): boolean =>
    levels.every((level) => Math.abs(level * unit - Math.round(level * unit)) < 1e-9);
  return [1, 10, 60, 100, 1000].find(isWhole) ?? 1000;
}
