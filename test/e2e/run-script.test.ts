import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { runManifestSchema } from '../../core/run/runManifest.ts';
import { describeWithTool } from '../support/tools.ts';
import { lastResult, observed } from './toolRuns.ts';
import { ok, runFolders, useWorkbench } from './workbench.ts';

const workbench = useWorkbench();

function script(name: string, text: string): string {
  const file = path.join(workbench.newFolder(), name);
  writeFileSync(file, text);
  return file;
}

const k6Script = (options: string, port = workbench.port): string => `import http from 'k6/http';
import { sleep } from 'k6';
export const options = { vus: 2, duration: '2s', ${options} };
export default function () { http.get('http://127.0.0.1:${port}/'); sleep(0.1); }
`;
const DURATION = "thresholds: { http_req_duration: ['p(95)<5000'] }";

describeWithTool('k6', 'headroom run: a k6 script without a plan', () => {
  it('is judged by its thresholds, and runs, report, compare and baseline know it', async () => {
    workbench.answer = ok;
    const text = k6Script(DURATION);
    const file = script('search.js', text);
    const call = await workbench.headroom(['run', file]);
    expect(call.code, call.out + call.err).toBe(0);
    expect(lastResult(file).checks).toMatchObject([{ id: 'search/k6: http_req_duration p(95)<5000', verdict: 'pass' }]);

    const [folder = ''] = runFolders(file);
    const manifest = runManifestSchema.parse(JSON.parse(readFileSync(path.join(folder, 'run.json'), 'utf8')));
    const sha256 = createHash('sha256').update(text).digest('hex');
    expect(manifest).toMatchObject({ testId: 'search', script: { dialect: 'k6-script', sha256 }, plan: { text: '' } });
    expect(manifest.environment).toBeUndefined();
    expect(readFileSync(path.join(path.dirname(folder), '.gitignore'), 'utf8')).toBe('*\n');

    const runs = await workbench.headroom(['runs', '--results', path.dirname(folder)]);
    expect(runs.out + runs.err).toContain('search');
    const report = await workbench.headroom(['report', folder]);
    expect(report.code, report.err).toBe(0);
    expect(readFileSync(path.join(folder, 'report.md'), 'utf8')).toContain('a script without a plan');
    const baseline = await workbench.headroom(['baseline', 'set', folder]);
    expect(baseline.code, baseline.err).toBe(0);
    expect(existsSync(path.join(path.dirname(file), 'headroom-baselines', 'search.json'))).toBe(true);

    expect((await workbench.headroom(['run', file])).code).toBe(0);
    const compare = await workbench.headroom(['compare', ...runFolders(file)]);
    expect(compare.code, compare.err).toBe(0);
    expect(compare.out).not.toMatch(/load, script or target/);
  });

  it('without thresholds is no pass and says what to do', async () => {
    workbench.answer = ok;
    const file = script('plain.js', k6Script(''));
    const call = await workbench.headroom(['run', file]);
    expect(call.code).toBe(1);
    expect(lastResult(file)).toMatchObject({ verdict: 'no-data', state: 'completed' });
    expect(call.out).toMatch(/nothing to judge by: add `thresholds` to its `options`, or write a plan/);
    // What is told again from the events is the same.
    const [folder = ''] = runFolders(file);
    expect((await workbench.headroom(['report', folder])).code).toBe(0);
    expect(readFileSync(path.join(folder, 'report.md'), 'utf8')).toContain('add `thresholds` to its `options`');
  });

  it('whose requests get no response is no pass, although k6 says that they took 0 ms', async () => {
    const file = script('dead.js', k6Script(DURATION, 1));
    expect((await workbench.headroom(['run', file])).code).toBe(1);
    expect(lastResult(file)).toMatchObject({ verdict: 'no-data', checks: [{ verdict: 'no-data' }] });
  });

  it('smoke is one pass, and a dry run writes nothing', async () => {
    workbench.answer = ok;
    const file = script('search.js', k6Script(DURATION));
    const out = path.join(path.dirname(file), 'elsewhere');
    const dry = await workbench.headroom(['run', file, '--dry-run', '--out', out]);
    expect(dry.code, dry.err).toBe(0);
    expect(dry.out).toContain(file);
    expect(existsSync(out)).toBe(false);
    workbench.seen.length = 0;
    const smoke = await workbench.headroom(['run', file, '--smoke', '--out', out]);
    expect(smoke.code, smoke.out + smoke.err).toBe(0);
    expect(workbench.seen).toHaveLength(1);
    expect(existsSync(out)).toBe(true);
  });

  it('hides what looks like a credential, as nobody told which secrets it uses', async () => {
    const file = script('login.js', k6Script(DURATION, 1).replace("/'", "/?token=' + __ENV.SHOP_TOKEN"));
    const env = { SHOP_TOKEN: 'tok-31415926535' };
    const { out, err } = await workbench.headroom(['run', file], { env });
    expect(out).toContain('token=[secret]');
    const [folder = ''] = runFolders(file).slice(-1);
    const written = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'utf8'));
    expect([out, err, ...written].filter((text) => text.includes(env.SHOP_TOKEN))).toEqual([]);
  });

  it('sends nothing to a protected host until it is confirmed', async () => {
    workbench.answer = ok;
    const file = script('search.js', k6Script(DURATION));
    workbench.seen.length = 0;
    expect((await workbench.headroom(['run', file, '--protect', '127.0.0.1'])).code).toBe(1);
    expect(workbench.seen).toEqual([]);
    expect(lastResult(file).reasons.join()).toContain('--confirm 127.0.0.1');
    const confirmed = ['run', file, '--protect', '127.0.0.1', '--confirm', '127.0.0.1'];
    expect((await workbench.headroom(confirmed)).code).toBe(0);
  });

  it('is checked by validate, by the rules of k6', async () => {
    const right = script('search.js', k6Script(''));
    expect(await workbench.headroom(['validate', right])).toMatchObject({ code: 0, out: `${right}: no problems\n` });
    const wrong = script('search.js', k6Script("thresholds: { http_req_duration: ['p95<500'] }"));
    const { code, out } = await workbench.headroom(['validate', wrong]);
    expect(code).toBe(2);
    expect(out).toMatch(/search\.js:3:\d+ error `p95<500` .*\[k6-threshold-syntax\]\n$/);
  });
});

const artilleryScript = (config: string): string => `config:
  target: http://127.0.0.1:${workbench.port}
  phases: [{ duration: 2, arrivalRate: 2 }]
${config}
  environments:
    brief: { phases: [{ duration: 1, arrivalRate: 1 }] }
scenarios:
  - flow:
      - get: { url: /, expect: [{ statusCode: 200 }] }
`;

describeWithTool('artillery', 'headroom run: an Artillery script without a plan', () => {
  it('is judged by its ensure and expect, in the environment that is chosen', { timeout: 60_000 }, async () => {
    workbench.answer = ok;
    const file = script('load.yml', artilleryScript('  plugins: { ensure: {}, expect: {} }\n  ensure: { p99: 5000 }'));
    const call = await workbench.headroom(['run', file, '--environment', 'brief']);
    expect(call.code, call.out + call.err).toBe(0);
    expect(lastResult(file).checks.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['load/artillery: expect statusCode', expect.stringMatching(/^load\/artillery: ensure/)]),
    );
    expect(observed(file, 'requests', 'count')).toBe(1);
  });

  it('whose target is protected is not started', async () => {
    workbench.answer = ok;
    workbench.seen.length = 0;
    const file = script('load.yml', artilleryScript(''));
    const call = await workbench.headroom(['run', file, '--protect', '127.0.0.1']);
    expect(call.code).toBe(2);
    expect(call.err).toContain('127.0.0.1 is protected. To send load there, confirm its name: --confirm 127.0.0.1');
    expect(existsSync(path.join(path.dirname(file), 'headroom-results'))).toBe(false);
    expect(workbench.seen).toEqual([]);
  });
});
