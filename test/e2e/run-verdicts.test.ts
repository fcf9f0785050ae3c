import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../core/run/runEvent.ts';
import { runManifestSchema } from '../../core/run/runManifest.ts';
import { apartFromHealth } from '../support/apartFromHealth.ts';
import { httpTest, ok, resultOf, runFolders, useWorkbench } from './workbench.ts';

const workbench = useWorkbench();

describe('headroom run: verdicts', { timeout: 60_000 }, () => {
  it('passes, and leaves a run folder that says so everywhere', async () => {
    workbench.answer = ok;
    const file = workbench.plan(httpTest('fine', '    checks: ["p95 latency < 5s", "error_rate < 1%"]'));
    const { code, out } = await workbench.headroom(['run', file]);
    expect({ code, out }).toMatchObject({ code: 0 });
    const [run] = runFolders(file);
    const result = apartFromHealth(resultOf(run));
    expect(result).toMatchObject({ state: 'completed', verdict: 'pass', testId: 'fine' });
    expect(result.checks.map(({ id, verdict }) => ({ id, verdict }))).toEqual([
      { id: 'fine/p95-latency', verdict: 'pass' },
      { id: 'fine/error_rate', verdict: 'pass' },
    ]);
    const manifest = runManifestSchema.parse(JSON.parse(readFileSync(path.join(run ?? '', 'run.json'), 'utf8')));
    expect(manifest).toMatchObject({ state: 'completed', environment: { id: 'local' }, runId: result.runId });
    expect(readFileSync(path.join(run ?? '', 'report.md'), 'utf8')).toContain('| `p95 latency < 5s` | `< 5s` |');
    const events = readFileSync(path.join(run ?? '', 'events.ndjson'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as RunEvent);
    expect(events[0]?.kind).toBe('started');
    expect(events.at(-1)?.kind).toBe('finished');
    expect(events.filter(({ kind }) => kind === 'finished')).toHaveLength(1);
  });

  it.each([
    ['a missed target', '    checks: ["p95 latency < 1us"]', 1, 'fail'],
    ['a warning', '    checks: [{ on: p95 latency, target: "< 5s", warn: "> 1us" }]', 0, 'warn'],
    ['no checks', '', 1, 'no-data'],
    ['nothing measured', '    checks: ["p95 latency{request=GET /} < 5s over 1h"]', 1, 'no-data'],
    ['no baseline', '    checks: ["p95 latency <= baseline"]', 1, 'no-data'],
  ])('%s', async (_, more, expectedCode, verdict) => {
    workbench.answer = ok;
    const file = workbench.plan(httpTest('one', more));
    const { code, err } = await workbench.headroom(['run', file]);
    expect({ code, err, verdict: resultOf(runFolders(file)[0]).verdict }).toMatchObject({
      code: expectedCode,
      verdict,
    });
  });

  it('a warning fails under --strict', async () => {
    workbench.answer = ok;
    const file = workbench.plan(httpTest('one', '    checks: [{ on: p95 latency, target: "< 5s", warn: "> 1us" }]'));
    expect((await workbench.headroom(['run', file, '--strict'])).code).toBe(1);
  });

  it('nothing listening is a failure, not a pass', async () => {
    const file = workbench.plan(
      `  gone:\n    runner: http\n    request: GET http://127.0.0.1:1/\n    stages: [{ users: 1, duration: 2s }]\n    checks: ["p95 latency < 5s", "error_rate < 1%"]`,
    );
    const { code } = await workbench.headroom(['run', file]);
    expect(code).toBeGreaterThan(0);
    expect(resultOf(runFolders(file)[0]).checks.map(({ verdict }) => verdict)).toEqual(['no-data', 'fail']);
  });

  it('compares with the median of the baseline, and refuses a baseline of another test', async () => {
    workbench.answer = ok;
    const file = workbench.plan(httpTest('shop', '    checks: ["p95 latency <= baseline * 1.5"]'));
    const observation = (value: number) => ({ metric: 'latency', statistic: 'p95', selector: {}, value, unit: 'ms' });
    const runs = [1, 10_000, 20_000].map((value, index) => ({
      runId: String(index),
      observations: [observation(value)],
    }));
    const write = (testId: string): void => {
      mkdirSync(path.join(path.dirname(file), 'headroom-baselines'), { recursive: true });
      const baseline = path.join(path.dirname(file), 'headroom-baselines', 'shop.json');
      writeFileSync(baseline, JSON.stringify({ version: 1, testId, runs }));
    };
    write('other');
    expect(await workbench.headroom(['run', file])).toMatchObject({
      code: 2,
      err: expect.stringContaining('baseline of other') as string,
    });
    write('shop');
    expect((await workbench.headroom(['run', file])).code).toBe(0);
  });

  it('keeps its result when the results cannot be written any more', async () => {
    workbench.answer = ok;
    const file = workbench.plan(httpTest('gone', '    checks: ["error_rate < 1%"]'));
    let isRemoved = false;
    const { code, out } = await workbench.headroom(['run', file], {
      onOutput: (text) => {
        // Not before the first stage: until then parts of the folder are still made, and would be made anew.
        if (isRemoved || !text.includes('stage 1')) return;
        isRemoved = true;
        rmSync(path.join(path.dirname(file), 'headroom-results'), { recursive: true });
      },
    });
    expect(code).toBe(1);
    expect(out).toContain('error_rate < 1% was 0 %');
    expect(out).toContain('result.json could not be written');
  });

  it('a smoke run is one pass and asks only whether requests work', async () => {
    workbench.answer = ok;
    workbench.seen.length = 0;
    const file = workbench.plan(httpTest('one', '    checks: ["p95 latency < 1us"]', '[{ users: 50, duration: 60s }]'));
    const { code } = await workbench.headroom(['run', file, '--smoke']);
    expect({ code, requests: workbench.seen.length }).toEqual({ code: 0, requests: 1 });
    expect(JSON.parse(readFileSync(path.join(runFolders(file)[0] ?? '', 'run.json'), 'utf8'))).toMatchObject({
      smoke: true,
    });
  });
});
