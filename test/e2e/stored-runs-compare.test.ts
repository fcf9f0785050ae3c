import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RunResult } from '../../core/run/runResult.ts';
import { change, RUNS, runPath, storedWorkspace } from './storedWorkspace.ts';

const stored = storedWorkspace();

describe('headroom compare', () => {
  it('calls a difference of two single runs a change', async () => {
    const { code, out } = await stored.headroom('compare', runPath(0), runPath(1));
    expect(code).toBe(0);
    expect(out).toContain('One run against one run: a change');
    expect(out).toMatch(/p95 latency +[\d.]+ m?s +[\d.]+ m?s +0 % +same/);
    expect(out).not.toMatch(/regression/i);
  });

  it('compares with the baseline and says what lies outside its runs', async () => {
    await stored.headroom('baseline', 'set', ...RUNS.map((_, index) => runPath(index)));
    const result = JSON.parse(readFileSync(path.join(stored.folderOf(RUNS[2]!), 'result.json'), 'utf8')) as RunResult;
    const slower = result.observations.map((one) =>
      one.metric === 'latency' ? { ...one, value: one.value * 2 } : one,
    );
    change(stored.folderOf(RUNS[2]!), {}, { observations: slower });
    for (const args of [
      ['baseline', runPath(2)],
      [runPath(2), 'baseline'],
    ]) {
      const { code, out } = await stored.headroom('compare', ...args);
      expect(code).toBe(0);
      expect(out).toMatch(/p95 latency +.* \+100 % +worse, OUTSIDE .* of 3 runs/);
      expect(out).toMatch(/error_rate +.* same, within/);
    }
    const md = await stored.headroom('compare', 'baseline', runPath(2), '--format', 'md');
    expect(md.out).toMatch(/\| `p95 latency` \| .* \| \+100 % \| worse, OUTSIDE/);
    const json = JSON.parse((await stored.headroom('compare', 'baseline', runPath(2), '--format', 'json')).out) as {
      values: unknown[];
    };
    expect(json.values).toContainEqual(
      expect.objectContaining({ metric: 'latency', statistic: 'p95', effect: 'worse', change: 1 }),
    );
  });

  it('refuses runs that are not alike, and labels them when told to go on', async () => {
    change(stored.folderOf(RUNS[1]!), { loadHash: 'f00', smoke: true, environment: { id: 'live' } });
    expect(await stored.headroom('compare', runPath(0), runPath(1))).toMatchObject({
      code: 2,
      err: expect.stringMatching(/load hash.*environment: local and live.*--anyway/),
    });
    const { code, out } = await stored.headroom('compare', runPath(0), runPath(1), '--anyway');
    expect(code).toBe(0);
    expect(out).toContain('NOT ALIKE, so changes may be due to this: environment: local and live');
    expect(out).toContain(`after:  ${RUNS[1]!} (smoke run)`);
  });

  it('shows what was measured on one side only as no data', async () => {
    change(stored.folderOf(RUNS[1]!), {}, { observations: [] });
    expect((await stored.headroom('compare', runPath(0), runPath(1))).out).toMatch(
      /p95 latency +[\d.]+ m?s +no data +– +cannot be compared/,
    );
  });

  it.each([
    [['compare', runPath(0)], /Name two runs/],
    [['compare', 'baseline', 'baseline'], /Name two runs/],
    [['compare', runPath(0), 'baseline'], /There is no baseline .*shop\.json/],
    [['compare', runPath(0), 'nowhere'], /There is no folder nowhere/],
  ])('refuses %s', async (args, message) => {
    expect(await stored.headroom(...args)).toMatchObject({ code: 2, err: expect.stringMatching(message) });
  });
});
