import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ToolName } from '../../scripts/tools/find.mjs';
import { findToolForTests } from '../support/tools.ts';
import { environmentOf } from './kills/longRun.ts';
import { coderStandIn } from './kills/subjects.ts';
import { resultOf, runFolders, ok, useWorkbench } from './workbench.ts';

const workbench = useWorkbench();

/** Output in which a script that greps for a number, or trusts an exit code, would find a pass. */
interface Trap {
  what: string;
  tool?: ToolName;
  head?: string;
  keys: string;
  files?: Record<string, string>;
  /** Settings of the stand-in for `coder`. */
  coder?: Record<string, string>;
  /** The service never answers. */
  isHung?: true;
  verdict: 'fail' | 'no-data' | 'invalid';
  /** Every part stands in the reasons of the run or the notes of its checks. */
  why: readonly RegExp[];
}

const k6 = (what: string, script: string, keys: string): Omit<Trap, 'verdict' | 'why'> => ({
  what,
  tool: 'k6',
  keys: `    runner: k6\n    script: load.js\n${keys}`,
  files: { 'load.js': `import http from 'k6/http';\nimport { sleep } from 'k6';\n${script}\n` },
});
const artillery = (what: string, script: string, keys: string): Omit<Trap, 'verdict' | 'why'> => ({
  what,
  tool: 'artillery',
  keys: `    runner: artillery\n    script: load.yml\n    stages: [{ rate: 2, duration: 1s }]\n${keys}`,
  files: { 'load.yml': script },
});
const create = (checks: string): string =>
  `    runner: coder\n    scaletest: create-workspaces\n    with: { count: 5, template: pod-swdev }\n    checks: [${checks}]\n`;
const CODER = { head: 'secrets: [CODER_SESSION_TOKEN]' };
const HTTP_GET = 'http.get(`${__ENV.TARGET}/`);';

const TRAPS: readonly Trap[] = [
  {
    what: 'a result of coder, read by the names that runbooks use',
    ...CODER,
    keys: create(
      '"last provisioning_time_p95_ms < 120000", "last latency_p95_ms < 500", "last packet_loss_percent < 1"',
    ),
    coder: {},
    verdict: 'no-data',
    why: [/provisioning_time_p95_ms/, /latency_p95_ms/, /packet_loss_percent/],
  },
  {
    what: 'a scale test of which every run failed, and so none was slow',
    ...CODER,
    keys: create('"p95 provisioning < 2m"'),
    coder: { CODER_STANDIN_FAILURE_RATE: '1' },
    verdict: 'no-data',
    why: [/provisioning: .*all 5 runs failed/],
  },
  {
    what: 'a scale test of which every run failed',
    ...CODER,
    keys: create('"success_rate > 99%"'),
    coder: { CODER_STANDIN_FAILURE_RATE: '1' },
    verdict: 'fail',
    why: [/success_rate/],
  },
  {
    ...k6(
      'a threshold of k6 without samples',
      `export const options = { vus: 1, iterations: 2, thresholds: { 'http_req_duration{name:nowhere}': ['p(95)<500'] } };
export default function () { ${HTTP_GET} }`,
      '',
    ),
    verdict: 'no-data',
    why: [/http_req_duration\{name:nowhere\}/, /no samples/],
  },
  {
    ...k6(
      'a k6 script without an iteration that ends',
      `export const options = { scenarios: { it: { executor: 'constant-vus', vus: 1, duration: '1s', gracefulStop: '0s' } },
  thresholds: { http_req_failed: ['rate<0.01'] } };
export default function () { sleep(60); ${HTTP_GET} }`,
      '    checks: ["error_rate < 1%", "p95 latency < 1s", "throughput < 1k/s"]\n',
    ),
    verdict: 'no-data',
    why: [/error_rate/, /latency/, /http_req_failed rate<0.01/],
  },
  {
    ...k6(
      'a k6 script without an iteration at all',
      `export const options = { scenarios: { it: { executor: 'shared-iterations', vus: 1, iterations: 1, startTime: '1s', maxDuration: '1s', gracefulStop: '0s' } } };
export function setup() { sleep(0.1); }
export default function () { sleep(60); }`,
      '    checks: ["error_rate < 1%"]\n',
    ),
    verdict: 'no-data',
    why: [/error_rate/],
  },
  {
    what: 'wrk whose Lua script stops being there',
    tool: 'wrk',
    keys: '    runner: wrk\n    script: own.lua\n    stages: [{ users: 1, duration: 1s }]\n    checks: ["error_rate < 50%"]\n',
    files: { 'own.lua': "dofile('gone.lua')\n" },
    verdict: 'invalid',
    why: [/gone\.lua/],
  },
  {
    what: 'hey against a dead port',
    tool: 'hey',
    keys: '    runner: hey\n    request: GET http://127.0.0.1:1/\n    stages: [{ users: 2, duration: 1s }]\n    checks: ["error_rate < 1%", "p95 latency < 1s"]\n',
    verdict: 'fail',
    why: [/error_rate/, /latency/],
  },
  {
    ...artillery(
      'Artillery with requests that are never answered',
      'config: { http: { timeout: 2 } }\nscenarios: [{ flow: [{ get: { url: / } }] }]\n',
      '    checks: ["p95 latency < 500ms"]\n',
    ),
    isHung: true,
    verdict: 'no-data',
    why: [/latency/],
  },
  {
    ...artillery(
      'Artillery with a flow that hangs for longer than is waited',
      'config: { http: { timeout: 60 } }\nscenarios: [{ flow: [{ get: { url: / } }] }]\n',
      '    with: { drain_seconds: 1 }\n    checks: ["p95 latency < 500ms", "error_rate < 1%"]\n',
    ),
    isHung: true,
    verdict: 'invalid',
    why: [/2 virtual users had not ended 1 s after the last phase/],
  },
  {
    ...artillery(
      'an Artillery scenario without a request',
      'config: {}\nscenarios: [{ flow: [{ log: hello }] }]\n',
      '    checks: ["error_rate < 1%"]\n',
    ),
    verdict: 'invalid',
    why: [/2 virtual users sent no request/],
  },
];

describe('what fools a naive script', { timeout: 120_000 }, () => {
  for (const trap of TRAPS) {
    const isMissing = trap.tool !== undefined && findToolForTests(trap.tool) === undefined;
    it.skipIf(isMissing)(`${trap.what}: no pass, and the result says why`, async () => {
      workbench.answer = trap.isHung ? () => undefined : ok;
      const plan = workbench.plan(`  test:\n${trap.keys}`, trap.head);
      const folder = path.dirname(plan);
      for (const [name, text] of Object.entries(trap.files ?? {})) writeFileSync(path.join(folder, name), text);
      const coder = trap.coder === undefined ? {} : { ...coderStandIn(folder), ...trap.coder };
      const call = await workbench.headroom(['run', plan], { env: { ...environmentOf(trap), ...coder } });
      const { verdict, reasons, checks } = resultOf(runFolders(plan)[0]);
      const told = [...reasons, ...checks.flatMap(({ id, notes }) => notes.map((note) => `${id}: ${note}`))].join('\n');
      expect(verdict, told).toBe(trap.verdict);
      for (const why of trap.why) expect(told).toMatch(why);
      expect(call.code).toBe(verdict === 'invalid' ? 3 : 1);
      // A check of what was not measured is never one that holds.
      if (verdict !== 'fail') for (const check of checks) expect(check.verdict, check.id).not.toBe('pass');
    });
  }

  it.skipIf(findToolForTests('wrk') === undefined)(
    'wrk with a Lua script that is not there: nothing is sent',
    async () => {
      workbench.answer = ok;
      workbench.seen.length = 0;
      const plan = workbench.plan(
        '  test:\n    runner: wrk\n    script: none.lua\n    stages: [{ users: 1, duration: 1s }]\n    checks: ["error_rate < 50%"]\n',
      );
      const call = await workbench.headroom(['run', plan], { env: environmentOf({ tool: 'wrk' }) });
      expect(call.code).toBe(2);
      expect(call.out + call.err).toMatch(/none\.lua/);
      expect(workbench.seen).toEqual([]);
    },
  );
});
