import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { RunManifest } from '../../core/run/runManifest.ts';
import type { RunResult } from '../../core/run/runResult.ts';
import { callHeadroom, type Call } from './headroomCommand.ts';

const root = mkdtempSync(path.join(tmpdir(), 'headroom-import-'));
afterAll(() => rmSync(root, { recursive: true }));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(root, 'case-'));
});

const fixture = (name: string): string => path.resolve(import.meta.dirname, '../fixtures/import', name);
const headroom = (...args: string[]): Promise<Call> => callHeadroom(args, folder);

/** Puts a recorded result where people keep it. */
function keep(name: string, as: string, change: (text: string) => string = (text) => text): string {
  const file = path.join(folder, as);
  mkdirSync(path.dirname(file), { recursive: true });
  if (name.endsWith('.gz')) cpSync(fixture(name), file);
  else writeFileSync(file, change(readFileSync(fixture(name), 'utf8')));
  return as;
}

/** The samples of a script that states none. */
function withoutThresholds(): string {
  const text = gunzipSync(readFileSync(fixture('k6-points.json.gz'))).toString();
  return text.replace(/"thresholds":\[[^\]]*\],"submetrics":(?:\[[^\]]*\]|null)/g, '"thresholds":[],"submetrics":null');
}

interface Run {
  folder: string;
  manifest: RunManifest;
  result: RunResult;
}

function runs(results = 'headroom-results'): Run[] {
  const names = existsSync(path.join(folder, results)) ? readdirSync(path.join(folder, results)) : [];
  return names
    .filter((name) => !name.startsWith('.'))
    .map((name) => {
      const read = (file: string): unknown => JSON.parse(readFileSync(path.join(folder, results, name, file), 'utf8'));
      return { folder: name, manifest: read('run.json') as RunManifest, result: read('result.json') as RunResult };
    });
}

const PLAN = `headroom: 1
tests:
  shop:
    runner: k6
    script: shop.js
    checks:
      - "p95 latency < 500ms"
      - "error_rate < 50%"
  pod-workspaces:
    runner: coder
    scaletest: create-workspaces
    with: { template: pod }
    checks:
      - { on: p95 provisioning, target: "< 2m" }
      - "p95 latency < 500ms"
`;

function writePlan(): void {
  writeFileSync(path.join(folder, 'plan.headroom.yaml'), PLAN);
  writeFileSync(path.join(folder, 'shop.js'), 'export default function () {}');
}

describe('headroom import', () => {
  it('makes run folders that the other commands open', async () => {
    keep('k6-points.json.gz', 'shop.json.gz');
    const { code, out } = await headroom('import', 'shop.json.gz');
    expect(code).toBe(1);
    expect(out).toContain('shop: imported from shop.json.gz (k6 sample file (NDJSON)) of 2026-11-21T11:29:11');
    expect(out).toMatch(/no data +http_req_duration\{scenario:buy\} thresholds/);
    const [run] = runs();
    expect(run?.folder).toMatch(/^20261121_112911_shop$/);
    expect(run?.manifest).toMatchObject({
      runner: 'k6',
      state: 'completed',
      imported: { date: 'content', path: 'shop.json.gz' },
    });
    expect(run?.manifest.loadHash).toMatch(/^unknown-/);
    expect((await headroom('runs')).out).toMatch(/20261121_112911_shop +shop +completed +no data +3\.08 s/);
    const { out: report } = await headroom('report', path.join('headroom-results', run!.folder));
    expect(report).toMatch(/This run was imported from shop\.json\.gz.* Headroom did not make it/);
    expect(report).toContain('slow "page" ü');
  });

  it('tells the same of samples in both forms', async () => {
    keep('k6-points.json.gz', 'packed.json.gz');
    writeFileSync(path.join(folder, 'plain.json'), gunzipSync(readFileSync(fixture('k6-points.json.gz'))));
    await headroom('import', 'packed.json.gz', 'plain.json');
    const [packed, plain] = runs();
    expect(packed?.result.observations.length).toBeGreaterThan(30);
    expect(packed?.result.observations).toEqual(plain?.result.observations);
    const value = (metric: string, statistic: string): number | undefined =>
      plain?.result.observations.find(
        (one) => one.metric === metric && one.statistic === statistic && Object.keys(one.selector).length === 0,
      )?.value;
    // As the summary of the same run says.
    expect([value('requests', 'count'), value('failures', 'count'), value('iterations', 'count')]).toEqual([79, 4, 77]);
    expect(value('http_req_duration', 'p95')! / 43.75).toBeCloseTo(1, 1);
  });

  it('judges by the checks of a plan, and what is not in the file has no data and says why', async () => {
    writePlan();
    keep('coder-documents.json', 'scaletest-results/20250528_095621/pod-workspaces.json');
    const { code, out } = await headroom('import', 'scaletest-results', '--plan', 'plan.headroom.yaml');
    expect({ code, out }).toMatchObject({ code: 1 });
    expect(out).toMatch(/pass +p95 provisioning < 2m was 702 ms/);
    expect(out).toMatch(
      /no data +p95 latency < 500ms \(nothing measured: pod-workspaces\.json is a coder scaletest result and holds no such figure\)/,
    );
    const [run] = runs();
    expect(run?.manifest).toMatchObject({ testId: 'pod-workspaces', imported: { date: 'name' } });
    expect(run?.manifest.startedAt).toBe(new Date(2025, 4, 28, 9, 56, 21).getTime());
  });

  it('ends with 0 when all checks hold, with 1 when one does not', async () => {
    writePlan();
    keep('k6-points.json.gz', 'a.json.gz');
    writeFileSync(path.join(folder, 'plain.json'), withoutThresholds());
    const args = ['--plan', 'plan.headroom.yaml', '--test', 'shop'];
    expect(await headroom('import', 'plain.json', ...args)).toMatchObject({
      code: 0,
      out: expect.stringMatching(/pass +p95 latency < 500ms was 45/),
    });
    // The same with thresholds, of which samples tell no more than that they are there.
    expect(await headroom('import', 'a.json.gz', ...args)).toMatchObject({
      code: 1,
      out: expect.stringMatching(/no data +carts count>2 \(samples do not tell what came of it; import the summary/),
    });
    keep('k6-export.json', 'b.json');
    const { code, out } = await headroom('import', 'b.json', ...args);
    expect(code).toBe(1);
    expect(out).toMatch(/no data +p95 latency < 500ms \(nothing measured: 4 requests failed/);
    expect(out).toMatch(/fail +http_req_duration avg<1 was 36 ms/);
    expect(out).toMatch(/no data +never_measured p\(95\)<10 \(no samples of this metric, though k6 says passed\)/);
  });

  it('imports a file once, and once more with --again', async () => {
    keep('wrk.txt', 'a.txt');
    keep('wrk.txt', 'copy.txt');
    await headroom('import', 'a.txt');
    const second = await headroom('import', 'copy.txt');
    expect(second).toMatchObject({
      code: 1,
      out: expect.stringMatching(/copy\.txt was imported before, as headroom-results\/\d{8}_\d{6}_a\. .* --again/),
    });
    expect(runs()).toHaveLength(1);
    await headroom('import', 'a.txt', '--again');
    expect(runs()).toHaveLength(2);
  });

  it('holds a file that was imported before against other checks', async () => {
    keep('wrk.txt', 'a.txt');
    const plan = (limit: string): void =>
      writeFileSync(
        path.join(folder, 'plan.headroom.yaml'),
        `headroom: 1\ntests:\n  a:\n    runner: wrk\n    request: GET http://127.0.0.1:1/\n    stages: [{ users: 1, duration: 1s }]\n    checks: ["requests ${limit}"]\n`,
      );
    await headroom('import', 'a.txt');
    plan('> 0');
    expect((await headroom('import', 'a.txt', '--plan', 'plan.headroom.yaml')).code).toBe(0);
    plan('> 1M');
    expect((await headroom('import', 'a.txt', '--plan', 'plan.headroom.yaml')).code).toBe(1);
    expect(runs()).toHaveLength(3);
    const again = await headroom('import', 'a.txt', '--plan', 'plan.headroom.yaml');
    expect(again).toMatchObject({ code: 1, out: expect.stringContaining('was imported before') as string });
    expect(runs()).toHaveLength(3);
  });

  it('takes every result in a folder and says what it leaves alone', async () => {
    const logs = '@logs/performance_results_10k_20250528_095621';
    keep('wrk-latency.txt', `${logs}/wrk_ramp_health_100users.txt`);
    keep('wrk.txt', `${logs}/wrk_sustained_health_10000users.txt`);
    writeFileSync(path.join(folder, logs, 'performance_report.md'), '# Report\n');
    writeFileSync(path.join(folder, logs, 'picture.png'), Buffer.from([137, 80, 0, 0]));
    const { code, out } = await headroom('import', '@logs');
    expect(code).toBe(1);
    expect(runs().map((run) => run.manifest.testId)).toEqual([
      'wrk_ramp_health_100users',
      'wrk_sustained_health_10000users',
    ]);
    expect(out).toMatch(/left alone: .*performance_report\.md: nothing in it is a result/);
    expect(out).toMatch(/left alone: .*picture\.png: it is no text/);
    expect(await headroom('import', 'headroom-results')).toMatchObject({
      code: 2,
      out: expect.stringMatching(/it is a run folder already/),
    });
  });

  it('takes the time at which a file was written, less its length, where nothing else tells one', async () => {
    keep('wrk.txt', 'load.txt');
    utimesSync(path.join(folder, 'load.txt'), 1_700_000_002, 1_700_000_002.014);
    await headroom('import', 'load.txt');
    expect(runs()[0]?.manifest).toMatchObject({ startedAt: 1_700_000_000_000, imported: { date: 'modified' } });
  });

  it('never passes what is cut off', async () => {
    writePlan();
    const plain = gunzipSync(readFileSync(fixture('k6-points.json.gz'))).toString();
    writeFileSync(path.join(folder, 'cut.json'), plain.slice(0, 200_000));
    keep('k6-points.json.gz', 'cut.json.gz');
    truncateSync(path.join(folder, 'cut.json.gz'), 9000);
    writeFileSync(path.join(folder, 'damaged.json'), plain.replace(/\n[^\n]*/, '\n{"metric":"http_reqs","type":"Po'));
    writeFileSync(path.join(folder, 'twice.json'), plain + plain);
    const args = ['--plan', 'plan.headroom.yaml', '--test', 'shop'];
    expect((await headroom('import', 'cut.json', ...args)).code).toBe(1);
    expect((await headroom('import', 'cut.json.gz', ...args)).code).toBe(1);
    expect((await headroom('import', 'damaged.json', ...args)).code).toBe(3);
    expect((await headroom('import', 'twice.json', ...args)).code).toBe(3);
    expect(runs().map(({ result: { state, verdict } }) => `${state} ${verdict}`)).toEqual([
      'interrupted no-data',
      'interrupted no-data',
      'failed invalid',
      'failed invalid',
    ]);
    expect(runs().every(({ result }) => result.checks.every(({ verdict }) => verdict === 'no-data'))).toBe(true);
    expect((await headroom('runs')).out).not.toContain('broken');
  });

  it.each([
    [['nowhere.json'], /nowhere\.json: there is no such file or folder/],
    [['notes.md'], /notes\.md: nothing in it is a result that Headroom knows/],
    [['art.json'], /art\.json: it begins as an Artillery report and is not whole/],
    [[], /Name a file or folder with results/],
    [['notes.md', '--test', 'a b'], /a b is no id of a test/],
    [
      ['wrk.txt', '--plan', 'plan.headroom.yaml'],
      /wrk\.txt: the plan has no test .*Say with --test.*: shop, pod-workspaces/,
    ],
  ])('refuses %s and writes nothing', async (args, message) => {
    writePlan();
    writeFileSync(path.join(folder, 'notes.md'), '# Notes\n');
    keep('artillery.json', 'art.json', (text) => text.slice(0, 2000));
    keep('wrk.txt', 'wrk.txt');
    expect(await headroom('import', ...args)).toMatchObject({ code: 2, err: expect.stringMatching(message) });
    expect(runs()).toEqual([]);
  });

  it('is compared only when asked, with a label, and is no baseline', async () => {
    keep('wrk.txt', 'shop-a.txt');
    keep('wrk-latency.txt', 'shop-b.txt');
    await headroom('import', 'shop-a.txt', 'shop-b.txt', '--test', 'shop');
    const [first, second] = runs().map((run) => path.join('headroom-results', run.folder));
    expect(await headroom('compare', first!, second!)).toMatchObject({
      code: 2,
      err: expect.stringMatching(/load hash\): unknown and unknown/),
    });
    const { out } = await headroom('compare', first!, second!, '--anyway');
    expect(out).toMatch(/imported: its load is not known/);
    expect(await headroom('baseline', 'set', first!)).toMatchObject({
      code: 2,
      err: expect.stringMatching(/it was imported/),
    });
  });

  it('keeps a copy without what looks like a secret, and no secret anywhere else', async () => {
    keep('wrk.txt', 'load.txt', (text) =>
      text.replace('127.0.0.1:18931/', '127.0.0.1:18931/?access_token=hush-hush-1'),
    );
    keep('coder-merged.log', 'merged.log');
    keep('k6-export.json', 'k6.json', (text) => text.replace('{', '{"setup_data":{"login":"hush-hush-2"},'));
    await headroom('import', '.');
    expect(runs()).toHaveLength(3);
    expect(
      runs()
        .map(({ manifest }) => manifest.imported?.copy)
        .toSorted(),
    ).toEqual(['raw/k6.json', 'raw/load.txt', 'raw/merged.log']);
    const results = path.join(folder, 'headroom-results');
    const files = readdirSync(results, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    for (const entry of files) {
      const text = readFileSync(path.join(entry.parentPath, entry.name), 'utf8');
      expect(text, entry.name).not.toMatch(/hush-hush|throw-away-password/);
    }
  });
});
