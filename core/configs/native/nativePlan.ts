import type { RunnerKind } from '../../runners/runner.ts';
import type { Span } from '../../text/span.ts';
import type { LoadTest, Plan } from '../plan/plan.ts';
import type { Dialect } from '../recognise.ts';

/** A script that is a test by itself, without a plan. */
export type ScriptDialect = Extract<Dialect, 'artillery' | 'k6-script'>;

interface ScriptKind {
  runner: RunnerKind;
  /** The reason of a run of a script that states no condition, with what to do. */
  withoutChecks: string;
}

export const SCRIPT_KINDS: Record<ScriptDialect, ScriptKind> = {
  'k6-script': {
    runner: 'k6',
    withoutChecks:
      'the script states nothing to judge by: add `thresholds` to its `options`, or write a plan with checks that names this script',
  },
  artillery: {
    runner: 'artillery',
    withoutChecks:
      'the script states nothing to judge by: add `ensure` or `expect` with their plugins, or write a plan with checks that names this script',
  },
};

/** Everything is said by the script, so nothing has a place in a plan. */
const NOWHERE: Span = [0, 0];
const RESULTS = 'headroom-results';

/** The id of the test that a script is: its base name, as far as that can be part of a file's name everywhere. */
export function testIdOfScript(fileName: string): string {
  const base = fileName.replace(/\.[^.]*$/, '');
  return base.replace(/[^\w.-]+/g, '-').replace(/^[^\w]+|-+$/g, '') || 'script';
}

/** A script as the plan of one test: its own load, its own target, its own conditions. */
export function nativePlan(dialect: ScriptDialect, fileName: string, options: LoadTest['with']): Plan {
  const test: LoadTest = {
    id: testIdOfScript(fileName),
    idSpan: NOWHERE,
    span: NOWHERE,
    runner: SCRIPT_KINDS[dialect].runner,
    requirements: [],
    checks: [],
    guards: [],
    stages: [],
    before: [],
    after: [],
    script: { value: fileName, span: NOWHERE },
    with: options,
  };
  return {
    results: RESULTS,
    variableNames: [],
    secrets: [],
    environments: [],
    requirements: new Map(),
    preflight: [],
    monitors: [],
    tests: [test],
    suites: [],
  };
}
