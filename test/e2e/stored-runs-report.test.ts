import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RunResult } from '../../core/run/runResult.ts';
import { cutOff, RUNS, runPath, storedWorkspace } from './storedWorkspace.ts';

const stored = storedWorkspace();

describe('headroom report', () => {
  it('writes what the run wrote itself', async () => {
    const { code, out } = await stored.headroom('report', runPath(0));
    expect(code).toBe(0);
    const written = readFileSync(path.join(stored.folderOf(RUNS[0]!), 'report.md'), 'utf8');
    const withoutId = (text: string): string => text.replace(/\d{8}_\d{6}_shop|\| (Started|Duration) .*/g, '');
    expect(withoutId(out)).toBe(withoutId(written));
    expect(out).toContain('14.9 Answers in time');
  });

  it('writes a file, several runs, and JSON', async () => {
    expect(await stored.headroom('report', runPath(0), runPath(1), '--format', 'json', '--out', 'runs.json')).toEqual({
      code: 0,
      out: '',
      err: '',
    });
    const results = JSON.parse(readFileSync(path.join(stored.workspace, 'runs.json'), 'utf8')) as RunResult[];
    expect(results.map(({ runId }) => runId)).toEqual(RUNS.slice(0, 2));
  });

  it('tells of a run that was cut off what is known', async () => {
    cutOff(stored.folderOf(RUNS[0]!));
    const { code, out, err } = await stored.headroom('report', runPath(0));
    expect(code).toBe(0);
    expect(out).toContain('**Verdict: no data** (run interrupted; checks: 3 no data)');
    expect(err).toContain('result.json is missing');
  });

  it.each([
    [['report'], /at least one run/],
    [['report', 'headroom-results'], /is no run folder/],
    [['report', runPath(0), '--format', 'pdf'], /--format can be md, html, junit, csv, json, not pdf/],
    [['report', runPath(0), '--out', 'no/such/folder/x.md'], /cannot be written/],
  ])('refuses %s', async (args, message) => {
    expect(await stored.headroom(...args)).toMatchObject({ code: 2, err: expect.stringMatching(message) });
  });
});
