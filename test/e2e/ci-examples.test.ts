import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { exampleFile } from '../support/examples.ts';
import { answeringServer } from './headroomCommand.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const GATE = /^headroom checklist /;

const githubSchema = z.object({
  jobs: z.object({ 'load-test': z.object({ steps: z.array(z.object({ run: z.string().optional() })) }) }),
});
const gitlabSchema = z.object({
  'load-test': z.object({
    script: z.array(z.string()),
    artifacts: z.object({ reports: z.object({ junit: z.string() }) }),
  }),
});
const read = (name: string): unknown => parse(fs.readFileSync(exampleFile(`ci/${name}`), 'utf8'));
const github = githubSchema
  .parse(read('github-actions.yml'))
  .jobs['load-test'].steps.flatMap(({ run }) => (run === undefined ? [] : [run]));
const gitlab = gitlabSchema.parse(read('gitlab-ci.yml'))['load-test'];

/** The examples for build servers, step by step in the shell of one, with the command line as npm installs it. */
describe.each([
  ['GitHub Actions', github],
  ['GitLab', gitlab.script],
])('%s', (_, steps) => {
  let workspace: string;
  let server: Awaited<ReturnType<typeof answeringServer>>;
  const file = (name: string): string => path.join(workspace, name);

  beforeAll(async () => {
    workspace = fs.mkdtempSync(path.join(os.tmpdir(), 'headroom-ci-'));
    server = await answeringServer();
    for (const folder of ['load', 'docs', 'tools', 'home']) fs.mkdirSync(file(folder));
    const plan = `headroom: 1
environments:
  local: { target: 'http://127.0.0.1:${String(server.port)}' }
tests:
  search:
    runner: http
    request: GET \${target}/search
    stages: [{ users: 2, duration: 2s }]
    checks: [error_rate < 1%]
`;
    fs.writeFileSync(file('load/shop.headroom.yaml'), plan);
    fs.writeFileSync(file('docs/readiness.md'), '# Before the launch\n\n- [x] The team on call knows the date\n');
    const args = ['scripts/package.mjs', '--cli', '--built', '--out', file('tools/headroom.tgz')];
    const packed = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
    if (packed.status !== 0) throw new Error(packed.stdout + packed.stderr);
  }, 120_000);
  afterAll(() => {
    server.close();
    fs.rmSync(workspace, { recursive: true });
  });

  const shell = (command: string) => {
    const environment = {
      ...process.env,
      HOME: file('home'),
      npm_config_prefix: file('home'),
      PATH: [file('home/bin'), process.env['PATH']].join(path.delimiter),
      GITHUB_STEP_SUMMARY: file('summary.md'),
    };
    // Not from this process: its server has to answer.
    return new Promise<{ code: number | null; said: string }>((resolve) => {
      const child = spawn('bash', ['-e', '-c', command], { cwd: workspace, env: environment });
      let said = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
      child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
      child.once('close', (code) => {
        resolve({ code, said });
      });
    });
  };

  test('every step ends well where the plan holds and the checklist is complete', { timeout: 120_000 }, async () => {
    for (const step of steps) expect(await shell(step), step).toMatchObject({ code: 0 });
  });

  test('the gate stays shut while an item is open', async () => {
    const gate = steps.find((step) => GATE.test(step)) ?? '';
    fs.appendFileSync(file('docs/readiness.md'), '- [ ] The way back was tried\n');
    const { code, said } = await shell(gate);
    expect(said).toContain('The way back was tried');
    expect(code).toBe(1);
  });
});

test('what the summary and the reports are made of is where the examples look', () => {
  expect(github.some((step) => step.startsWith('cat load/headroom-results/*/report.md'))).toBe(true);
  expect(gitlab.artifacts.reports.junit).toBe('load/headroom-results/*/junit.xml');
});
