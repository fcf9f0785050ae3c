import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readRunFolder } from '../../core/node/runStore/readRunFolder.ts';
import type { RunnerKind } from '../../core/runners/runner.ts';
import { RUNNER_KINDS } from '../../core/runners/runner.ts';
import { apartFromHealth } from '../support/apartFromHealth.ts';
import { findToolForTests } from '../support/tools.ts';
import { until } from '../support/until.ts';
import { answeringServer } from './headroomCommand.ts';
import { LongRun, type Server } from './kills/longRun.ts';
import { processesOfRun } from './kills/processes.ts';
import { SUBJECTS, type Subject } from './kills/subjects.ts';

let server: Server;
const runs: LongRun[] = [];
beforeAll(async () => void (server = await answeringServer()));
afterEach(() => runs.splice(0).forEach((run) => run.cleanUp()));
afterAll(() => server.close());

/** Tells what it sent when it is asked to end, as a load tool does. */
const POLITE_TOOL = `
let sent = 0;
process.on('SIGTERM', () => { console.log(JSON.stringify({ sent })); process.exit(0); });
const send = () => { sent += 1; return fetch(process.argv[2]).then((response) => response.text()).then(() => setTimeout(send, 20)); };
send();
`;

const politeCommand: Partial<Subject> = {
  keys: '    command: [node, load.cjs, "${target}/"]\n    outputs: { requests: { json: $.sent } }\n    checks: ["requests > 1"]\n',
  setUp: (folder) => {
    writeFileSync(path.join(folder, 'load.cjs'), POLITE_TOOL);
    return {};
  },
};

interface Row {
  runner: RunnerKind;
  /** A whole-run figure that must be there. */
  kept: string;
  /** By how many requests it may differ from what the server counted: those under way, one for each user. */
  within?: number;
  /** Nothing is told before the end, so the test waits for requests and not for seconds. */
  tellsAtEnd?: true;
  change?: Partial<Subject>;
}

// `coder exp scaletest create-workspaces` keeps nothing, as test/e2e/run-coder.test.ts shows: it says what remains.
const ROWS: readonly Row[] = [
  { runner: 'http', kept: 'requests', within: 3 },
  { runner: 'k6', kept: 'requests', within: 3 },
  { runner: 'artillery', kept: 'requests', within: 3 },
  { runner: 'wrk', kept: 'requests', within: 3 },
  { runner: 'hey', kept: 'requests', within: 3, tellsAtEnd: true },
  { runner: 'coder', kept: 'bytes_out' },
  { runner: 'command', kept: 'requests', within: 0, tellsAtEnd: true, change: politeCommand },
];

function subjectOf({ runner, change }: Row): Subject {
  const subject = SUBJECTS.find((one) => one.runner === runner);
  if (subject === undefined) throw new Error(`${runner} has no row among the subjects.`);
  return { ...subject, ...change };
}

describe.runIf(process.platform === 'linux')('Ctrl+C', { timeout: 90_000 }, () => {
  for (const row of ROWS) {
    const subject = subjectOf(row);
    const isMissing = subject.tool !== undefined && findToolForTests(subject.tool) === undefined;
    it.skipIf(isMissing)(`keeps what ${row.runner} has measured, and leaves nothing running`, async () => {
      const run = new LongRun(subject, server);
      runs.push(run);
      await run.isUnderWay();
      await until(() => (row.tellsAtEnd ? server.arrivals.length > 30 : run.seenFrames >= 2), 30_000);
      run.host.kill('SIGINT');
      await until(() => run.code !== undefined, 45_000);
      expect(run.code, run.err).toBe(130);
      await until(() => processesOfRun(run.runtime).length === 0, 5000);
      const { result, resultFrom } = await readRunFolder(run.folder);
      expect({ resultFrom, state: result.state }).toEqual({ resultFrom: 'result.json', state: 'cancelled' });
      expect(['no-data', 'invalid']).toContain(apartFromHealth(result).verdict);
      expect(result.reasons.join('\n')).toMatch(/^the run was cancelled$/m);
      expect(result.checks.map(({ verdict }) => verdict)).toEqual(['no-data']);
      const kept = result.observations.find(
        ({ metric, selector }) => metric === row.kept && Object.keys(selector).length === 0,
      )?.value;
      expect(kept).toBeGreaterThan(0);
      if (row.within !== undefined)
        expect(Math.abs(server.arrivals.length - (kept ?? NaN))).toBeLessThanOrEqual(row.within);
    });
  }

  it('has a row for every runner', () => {
    expect(ROWS.map(({ runner }) => runner).toSorted()).toEqual(RUNNER_KINDS.toSorted());
  });
});
