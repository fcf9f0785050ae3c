import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RunManifest } from '../../core/run/runManifest.ts';
import type { RunResult } from '../../core/run/runResult.ts';
import { apartFromHealth } from '../support/apartFromHealth.ts';
import { change, cutOff, RUNS, runPath, storedWorkspace } from './storedWorkspace.ts';

const stored = storedWorkspace();

describe('headroom baseline', () => {
  it('is set from runs, shown, listed, and compared with by the next run', async () => {
    const set = await stored.headroom('baseline', 'set', ...RUNS.map((_, index) => runPath(index)));
    expect(set).toMatchObject({
      code: 0,
      out: expect.stringContaining('shop: the median of 3 runs, environment local'),
    });
    expect(await stored.headroom('baseline', 'show', 'shop')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/p95 latency +[\d.]+ m?s/),
    });
    expect((await stored.headroom('baseline', 'list')).out).toMatch(/^shop +3 +local/m);
    const run = await stored.headroom('run', 'headroom.yaml');
    expect(run).toMatchObject({ code: 0, out: expect.stringMatching(/pass +p95 latency <= baseline \* 100/) });

    // The reference stays known when the baseline changes afterwards: the run is read with the values it was judged by.
    rmSync(path.join(stored.workspace, 'headroom-baselines'), { recursive: true });
    const newest = readdirSync(path.join(stored.workspace, 'headroom-results')).at(-1)!;
    rmSync(path.join(stored.folderOf(newest), 'result.json'));
    const again = await stored.headroom('report', path.join('headroom-results', newest), '--format', 'json');
    expect(apartFromHealth(JSON.parse(again.out) as RunResult).verdict).toBe('pass');
  }, 60_000);

  it('is not compared with when the load is another one now', async () => {
    await stored.headroom('baseline', 'set', runPath(0));
    stored.writePlan('2s');
    const { code, err, out } = await stored.headroom('run', 'headroom.yaml');
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('measured with another load') });
    expect(out).toContain('no data  p95 latency <= baseline * 100');
  }, 60_000);

  const refused: [string, Partial<RunManifest>, Partial<RunResult>, RegExp][] = [
    ['a smoke run', { smoke: true }, {}, /it is a smoke run/],
    ['a cancelled run', { state: 'cancelled' }, { verdict: 'no-data' }, /it was cancelled/],
    ['a failed run', { state: 'failed' }, { verdict: 'invalid' }, /it failed/],
    ['a run that a guard stopped', { outcome: 'stopped' }, { verdict: 'fail' }, /measured only a part/],
    ['an invalid run', {}, { verdict: 'invalid', reasons: ['too little load'] }, /cannot be trusted: too little load/],
    ['a run of another test', { testId: 'other' }, { testId: 'other' }, /differ in test: shop and other/],
    ['a run of another load', { loadHash: 'f00' }, {}, /differ in load, script or target/],
    ['a run of another environment', { environment: { id: 'live' } }, {}, /environment: local and live/],
    ['a run of another tool', { tool: { name: 'k6', version: '1.0' } }, {}, /tool: .* and k6 1\.0/],
  ];
  it.each(refused)('refuses %s', async (_, manifest, result, message) => {
    change(stored.folderOf(RUNS[1]!), manifest, result);
    const { code, err } = await stored.headroom('baseline', 'set', runPath(0), runPath(1));
    expect({ code, err }).toEqual({ code: 2, err: expect.stringMatching(message) });
    expect(existsSync(path.join(stored.workspace, 'headroom-baselines'))).toBe(false);
  });

  it('refuses a run that was cut off, and the same run twice', async () => {
    expect(await stored.headroom('baseline', 'set', runPath(0), runPath(0))).toMatchObject({
      code: 2,
      err: expect.stringContaining('named twice'),
    });
    cutOff(stored.folderOf(RUNS[0]!));
    expect(await stored.headroom('baseline', 'set', runPath(0))).toMatchObject({
      code: 2,
      err: expect.stringContaining('cut off'),
    });
  });

  it('suggests the test that was meant', async () => {
    await stored.headroom('baseline', 'set', runPath(0));
    expect(await stored.headroom('baseline', 'show', 'shoop')).toMatchObject({
      code: 2,
      err: expect.stringContaining('Did you mean shop?'),
    });
  });
});
