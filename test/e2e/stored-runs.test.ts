import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RunManifest } from '../../core/run/runManifest.ts';
import type { RunResult } from '../../core/run/runResult.ts';
import { apartFromHealth } from '../support/apartFromHealth.ts';
import { answeringServer, callHeadroom, type Call } from './headroomCommand.ts';

const RUNS = ['20260101_000001_shop', '20260101_000002_shop', '20260101_000003_shop'];

let root: string;
let server: Awaited<ReturnType<typeof answeringServer>>;
/** A workspace with a plan and three runs that were made by the real command line. */
let original: string;
let workspace: string;

beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'headroom-commands-'));
  server = await answeringServer();
  original = mkdtempSync(path.join(root, 'original-'));
  writePlan(original);
  const { code, err } = await callHeadroom(['run', 'headroom.yaml'], original);
  expect({ code, err }).toEqual({ code: 1, err: '' });
  const results = path.join(original, 'headroom-results');
  const [made] = readdirSync(results).filter((name) => name.endsWith('_shop'));
  for (const [index, name] of RUNS.entries()) {
    const copy = path.join(results, name);
    cpSync(path.join(results, made!), copy, { recursive: true });
    const startedAt = Date.UTC(2026, 0, 1, 0, 0, index + 1);
    change(copy, { runId: name, startedAt, endedAt: startedAt + 2000 });
  }
  rmSync(path.join(results, made!), { recursive: true });
}, 60_000);
afterAll(() => {
  server.close();
  rmSync(root, { recursive: true });
});
beforeEach(() => {
  workspace = mkdtempSync(path.join(root, 'workspace-'));
  cpSync(original, workspace, { recursive: true });
  for (const name of RUNS) {
    // Copied runs belong to the plan that was copied with them.
    const plan = { path: 'headroom.yaml', folder: workspace, text: '', effectiveTest: {} };
    change(runFolder(name), { plan });
  }
});

function writePlan(folder: string, duration = '1s'): void {
  writeFileSync(
    path.join(folder, 'headroom.yaml'),
    `headroom: 1
environments: { local: { target: "http://127.0.0.1:${server.port}" } }
requirements: { "14.9": Answers in time }
tests:
  shop:
    runner: http
    request: GET \${target}/
    stages: [{ users: 2, duration: ${duration} }]
    checks:
      - "error_rate < 1%"
      - { on: p95 latency, target: "< 20s", requirement: "14.9" }
      - "p95 latency <= baseline * 100"
`,
  );
}

const runFolder = (name: string): string => path.join(workspace, 'headroom-results', name);

/** Changes what a folder says of its run, where it is said. */
function change(folder: string, manifest: Partial<RunManifest>, result: Partial<RunResult> = {}): void {
  const edit = (name: string, more: object): void => {
    const file = path.join(folder, name);
    writeFileSync(file, JSON.stringify({ ...(JSON.parse(readFileSync(file, 'utf8')) as object), ...more }));
  };
  const shared = { ...(manifest.runId && { runId: manifest.runId }), ...(manifest.state && { state: manifest.state }) };
  edit('run.json', manifest);
  edit('result.json', { ...shared, ...result });
}

/** As if the process that wrote it had died. */
function cutOff(folder: string): void {
  rmSync(path.join(folder, 'result.json'));
  const manifest = JSON.parse(readFileSync(path.join(folder, 'run.json'), 'utf8')) as RunManifest;
  const gone = { ...manifest, state: 'running', outcome: undefined, process: { ...manifest.process, start: 'gone' } };
  writeFileSync(path.join(folder, 'run.json'), JSON.stringify(gone));
  const events = path.join(folder, 'events.ndjson');
  truncateSync(events, readFileSync(events).lastIndexOf('{"at":') + 20);
}

const headroom = (...args: string[]): Promise<Call> => callHeadroom(args, workspace);
const runPath = (index: number): string => path.join('headroom-results', RUNS[index]!);

describe('headroom runs', () => {
  it('lists runs, newest first, in columns', async () => {
    const { code, out } = await headroom('runs');
    const [headings, ...rows] = out.trimEnd().split('\n');
    expect({ code, ids: rows.map((row) => row.split(' ')[0]) }).toEqual({ code: 0, ids: RUNS.toReversed() });
    expect(headings).toMatch(/^run +test +state +verdict +duration +environment +load +p95$/);
    expect(rows[0]).toMatch(/ shop +completed +no data +2 s +local +2 users +[\d.]+ m?s$/);
  });

  it('tells runs that were cut off and folders that are broken, and skips what is not ours', async () => {
    cutOff(runFolder(RUNS[2]!));
    truncateSync(path.join(runFolder(RUNS[1]!), 'run.json'), 30);
    cpSync(runFolder(RUNS[0]!), runFolder('20260101_000000_suite-all'), { recursive: true });
    rmSync(path.join(runFolder('20260101_000000_suite-all'), 'run.json'));
    symlinkSync(runFolder(RUNS[0]!), runFolder('link'));
    const { out } = await headroom('runs');
    expect(
      out
        .trimEnd()
        .split('\n')
        .slice(1)
        .map((line) => line.replace(/ {2,}/g, ' ').trim()),
    ).toEqual([
      expect.stringMatching(new RegExp(`^${RUNS[2]!} shop interrupted – `)),
      expect.stringMatching(new RegExp(`^${RUNS[0]!} shop completed no data `)),
      `broken: ${RUNS[1]!}: run.json is cut off or damaged`,
    ]);
  });

  it('prints JSON, of one test if asked', async () => {
    const all = JSON.parse((await headroom('runs', '--format', 'json')).out) as Record<string, unknown>[];
    expect(all).toHaveLength(3);
    expect(all[0]).toMatchObject({
      runId: RUNS[2],
      testId: 'shop',
      state: 'completed',
      load: { kind: 'users', peak: 2 },
    });
    expect(JSON.parse((await headroom('runs', '--test', 'other', '--format', 'json')).out)).toEqual([]);
  });

  it.each([
    [['runs', '--results', 'nowhere'], /no results folder nowhere/],
    [['runs', 'purge'], /takes no purge/],
    [['runs', '--keep', '3'], /--keep belongs to `headroom runs prune`/],
    [['runs', 'prune', '--keep', 'all'], /--keep takes a number of runs/],
    [['runs', 'prune', '--older-than', 'long'], /--older-than takes a length of time/],
  ])('refuses %s', async (args, message) => {
    expect(await headroom(...args)).toMatchObject({ code: 2, err: expect.stringMatching(message) });
  });
});

describe('headroom runs prune', () => {
  const left = (): string[] =>
    readdirSync(path.join(workspace, 'headroom-results')).filter((name) => !name.startsWith('.'));

  it('only lists unless told --yes', async () => {
    const { code, out } = await headroom('runs', 'prune', '--keep', '1');
    expect({ code, left: left() }).toEqual({ code: 0, left: RUNS });
    expect(out).toContain(`would delete ${RUNS[0]!}`);
    expect(out).toContain('Say --yes');
    await headroom('runs', 'prune', '--keep', '1', '--yes');
    expect(left()).toEqual([RUNS[2]]);
  });

  it('keeps 50 of each test, and young runs when an age is given', async () => {
    await headroom('runs', 'prune', '--yes');
    expect(left()).toEqual(RUNS);
    change(runFolder(RUNS[1]!), { startedAt: Date.now() });
    await headroom('runs', 'prune', '--keep', '0', '--older-than', '1d', '--yes');
    expect(left()).toEqual([RUNS[1]]);
  });

  it('never deletes a run of a baseline, one that goes on, or what is no run', async () => {
    await headroom('baseline', 'set', runPath(0));
    const goesOn = runFolder(RUNS[1]!);
    cutOff(goesOn);
    const manifest = JSON.parse(readFileSync(path.join(goesOn, 'run.json'), 'utf8')) as RunManifest;
    writeFileSync(
      path.join(goesOn, 'run.json'),
      JSON.stringify({ ...manifest, process: { ...manifest.process, host: 'another machine' } }),
    );
    cpSync(goesOn, runFolder('my notes'), { recursive: true });
    rmSync(path.join(runFolder('my notes'), 'run.json'));
    await headroom('runs', 'prune', '--keep', '0', '--yes');
    expect(left()).toEqual([RUNS[0], RUNS[1], 'my notes']);
  });

  it('deletes nothing while a baseline cannot be read', async () => {
    await headroom('baseline', 'set', runPath(0));
    truncateSync(path.join(workspace, 'headroom-baselines', 'shop.json'), 20);
    expect(await headroom('runs', 'prune', '--keep', '0', '--yes')).toMatchObject({ code: 2 });
    expect(left()).toEqual(RUNS);
  });
});

describe('headroom report', () => {
  it('writes what the run wrote itself', async () => {
    const { code, out } = await headroom('report', runPath(0));
    expect(code).toBe(0);
    const written = readFileSync(path.join(runFolder(RUNS[0]!), 'report.md'), 'utf8');
    const withoutId = (text: string): string => text.replace(/\d{8}_\d{6}_shop|\| (Started|Duration) .*/g, '');
    expect(withoutId(out)).toBe(withoutId(written));
    expect(out).toContain('14.9 Answers in time');
  });

  it('writes a file, several runs, and JSON', async () => {
    expect(await headroom('report', runPath(0), runPath(1), '--format', 'json', '--out', 'runs.json')).toEqual({
      code: 0,
      out: '',
      err: '',
    });
    const results = JSON.parse(readFileSync(path.join(workspace, 'runs.json'), 'utf8')) as RunResult[];
    expect(results.map(({ runId }) => runId)).toEqual(RUNS.slice(0, 2));
  });

  it('tells of a run that was cut off what is known', async () => {
    cutOff(runFolder(RUNS[0]!));
    const { code, out, err } = await headroom('report', runPath(0));
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
    expect(await headroom(...args)).toMatchObject({ code: 2, err: expect.stringMatching(message) });
  });
});

describe('headroom baseline', () => {
  it('is set from runs, shown, listed, and compared with by the next run', async () => {
    const set = await headroom('baseline', 'set', ...RUNS.map((_, index) => runPath(index)));
    expect(set).toMatchObject({
      code: 0,
      out: expect.stringContaining('shop: the median of 3 runs, environment local'),
    });
    expect(await headroom('baseline', 'show', 'shop')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/p95 latency +[\d.]+ m?s/),
    });
    expect((await headroom('baseline', 'list')).out).toMatch(/^shop +3 +local/m);
    const run = await headroom('run', 'headroom.yaml');
    expect(run).toMatchObject({ code: 0, out: expect.stringMatching(/pass +p95 latency <= baseline \* 100/) });

    // The reference stays known when the baseline changes afterwards: the run is read with the values it was judged by.
    rmSync(path.join(workspace, 'headroom-baselines'), { recursive: true });
    const newest = readdirSync(path.join(workspace, 'headroom-results')).at(-1)!;
    rmSync(path.join(runFolder(newest), 'result.json'));
    const again = await headroom('report', path.join('headroom-results', newest), '--format', 'json');
    expect(apartFromHealth(JSON.parse(again.out) as RunResult).verdict).toBe('pass');
  }, 60_000);

  it('is not compared with when the load is another one now', async () => {
    await headroom('baseline', 'set', runPath(0));
    writePlan(workspace, '2s');
    const { code, err, out } = await headroom('run', 'headroom.yaml');
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
    change(runFolder(RUNS[1]!), manifest, result);
    const { code, err } = await headroom('baseline', 'set', runPath(0), runPath(1));
    expect({ code, err }).toEqual({ code: 2, err: expect.stringMatching(message) });
    expect(existsSync(path.join(workspace, 'headroom-baselines'))).toBe(false);
  });

  it('refuses a run that was cut off, and the same run twice', async () => {
    expect(await headroom('baseline', 'set', runPath(0), runPath(0))).toMatchObject({
      code: 2,
      err: expect.stringContaining('named twice'),
    });
    cutOff(runFolder(RUNS[0]!));
    expect(await headroom('baseline', 'set', runPath(0))).toMatchObject({
      code: 2,
      err: expect.stringContaining('cut off'),
    });
  });

  it('suggests the test that was meant', async () => {
    await headroom('baseline', 'set', runPath(0));
    expect(await headroom('baseline', 'show', 'shoop')).toMatchObject({
      code: 2,
      err: expect.stringContaining('Did you mean shop?'),
    });
  });
});

describe('headroom compare', () => {
  it('calls a difference of two single runs a change', async () => {
    const { code, out } = await headroom('compare', runPath(0), runPath(1));
    expect(code).toBe(0);
    expect(out).toContain('One run against one run: a change');
    expect(out).toMatch(/p95 latency +[\d.]+ m?s +[\d.]+ m?s +0 % +same/);
    expect(out).not.toMatch(/regression/i);
  });

  it('compares with the baseline and says what lies outside its runs', async () => {
    await headroom('baseline', 'set', ...RUNS.map((_, index) => runPath(index)));
    const result = JSON.parse(readFileSync(path.join(runFolder(RUNS[2]!), 'result.json'), 'utf8')) as RunResult;
    const slower = result.observations.map((one) =>
      one.metric === 'latency' ? { ...one, value: one.value * 2 } : one,
    );
    change(runFolder(RUNS[2]!), {}, { observations: slower });
    for (const args of [
      ['baseline', runPath(2)],
      [runPath(2), 'baseline'],
    ]) {
      const { code, out } = await headroom('compare', ...args);
      expect(code).toBe(0);
      expect(out).toMatch(/p95 latency +.* \+100 % +worse, OUTSIDE .* of 3 runs/);
      expect(out).toMatch(/error_rate +.* same, within/);
    }
    const md = await headroom('compare', 'baseline', runPath(2), '--format', 'md');
    expect(md.out).toMatch(/\| `p95 latency` \| .* \| \+100 % \| worse, OUTSIDE/);
    const json = JSON.parse((await headroom('compare', 'baseline', runPath(2), '--format', 'json')).out) as {
      values: unknown[];
    };
    expect(json.values).toContainEqual(
      expect.objectContaining({ metric: 'latency', statistic: 'p95', effect: 'worse', change: 1 }),
    );
  });

  it('refuses runs that are not alike, and labels them when told to go on', async () => {
    change(runFolder(RUNS[1]!), { loadHash: 'f00', smoke: true, environment: { id: 'live' } });
    expect(await headroom('compare', runPath(0), runPath(1))).toMatchObject({
      code: 2,
      err: expect.stringMatching(/load hash.*environment: local and live.*--anyway/),
    });
    const { code, out } = await headroom('compare', runPath(0), runPath(1), '--anyway');
    expect(code).toBe(0);
    expect(out).toContain('NOT ALIKE, so changes may be due to this: environment: local and live');
    expect(out).toContain(`after:  ${RUNS[1]!} (smoke run)`);
  });

  it('shows what was measured on one side only as no data', async () => {
    change(runFolder(RUNS[1]!), {}, { observations: [] });
    expect((await headroom('compare', runPath(0), runPath(1))).out).toMatch(
      /p95 latency +[\d.]+ m?s +no data +– +cannot be compared/,
    );
  });

  it.each([
    [['compare', runPath(0)], /Name two runs/],
    [['compare', 'baseline', 'baseline'], /Name two runs/],
    [['compare', runPath(0), 'baseline'], /There is no baseline .*shop\.json/],
    [['compare', runPath(0), 'nowhere'], /There is no folder nowhere/],
  ])('refuses %s', async (args, message) => {
    expect(await headroom(...args)).toMatchObject({ code: 2, err: expect.stringMatching(message) });
  });
});
