import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { httpTest, ok, runFolders, useWorkbench } from './workbench.ts';

const workbench = useWorkbench();

const suiteSchema = z.object({
  partial: z.boolean().optional(),
  verdict: z.string(),
  members: z.array(z.object({ testId: z.string() })),
  skipped: z.array(z.object({ testId: z.string(), runId: z.string(), verdict: z.string() })).optional(),
  checks: z.array(z.object({ verdict: z.string(), notes: z.array(z.string()) })),
});

function lastSuite(file: string): z.infer<typeof suiteSchema> {
  const folder = runFolders(file).findLast((one) => path.basename(one).includes('_suite-')) ?? '';
  return suiteSchema.parse(JSON.parse(readFileSync(path.join(folder, 'suite.json'), 'utf8')));
}

const rows = (check: string): string =>
  ['first', 'second', 'third']
    .map((id) => httpTest(id, `    checks: ["${id === 'second' ? check : 'error_rate < 50%'}"]`))
    .join('\n');
const SUITES = 'suites: { all: { tests: [first, second, third], stop_on: fail, checks: ["sum requests > 1"] } }';

describe('headroom run --failed', { timeout: 90_000 }, () => {
  it('runs what failed and what was not reached, skips what passed, and says so', async () => {
    workbench.answer = ok;
    const file = workbench.plan(rows('p95 latency < 1us'), SUITES);
    const again = ['run', file, '--suite', 'all', '--failed'];
    const early = await workbench.headroom(again);
    expect(early).toMatchObject({ code: 2, out: '' });
    expect(early.err).toMatch(/The suite all has no run in .*Run it whole first/);

    await workbench.headroom(['run', file, '--suite', 'all']);
    expect(lastSuite(file)).toMatchObject({ verdict: 'fail' });
    // The fault is found, and the check mended.
    writeFileSync(file, readFileSync(file, 'utf8').replace('p95 latency < 1us', 'error_rate < 40%'));
    const call = await workbench.headroom(again);
    expect(call.err).toMatch(/first: is skipped, because it ended with (pass|warning) in \d{8}_\d{6}_first/);
    expect(call.err).toMatch(/second: is run again, because it ended with fail in \d{8}_\d{6}_second/);
    expect(call.err).toContain('third: is run again, because it was not reached when the suite was last run');
    const suite = lastSuite(file);
    expect(suite).toMatchObject({ partial: true, verdict: 'no-data', skipped: [{ testId: 'first' }] });
    expect(suite.members.map(({ testId }) => testId)).toEqual(['second', 'third']);
    // Requests of another time are not added to those of this one.
    expect(suite.checks).toMatchObject([{ verdict: 'no-data', notes: ['nothing measured in `first`'] }]);
    expect({ code: call.code, text: call.out }).toMatchObject({
      code: 1,
      text: expect.stringContaining('suite all (only a part of it)') as string,
    });

    const nothing = await workbench.headroom(again);
    expect(nothing).toMatchObject({ code: 2, out: '' });
    expect(nothing.err).toContain('Nothing of the suite all has to be run again, so nothing is sent.');

    // A pass of another test is no pass of this one.
    writeFileSync(file, readFileSync(file, 'utf8').replace('error_rate < 40%', 'error_rate < 30%'));
    const changed = await workbench.headroom([...again, '--dry-run']);
    expect(changed.err).toMatch(
      /second: is run again, because it passed in \S+_second, but the test has changed since/,
    );
    expect(changed.out).toMatch(/^Test second would start/);
  });

  it('needs a suite', async () => {
    const file = workbench.plan(rows('error_rate < 1%'), SUITES);
    const call = await workbench.headroom(['run', file, '--failed']);
    expect(call).toMatchObject({ code: 2, out: '' });
    expect(call.err).toContain('name it with --suite');
  });
});
