import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadHash } from '../../../core/node/loadHash.ts';
import { readPlanFile } from '../../../core/node/planFile.ts';
import type { LoadTest } from '../../../core/configs/plan/plan.ts';
import { toHttpJob } from '../../../core/runners/http/toHttpJob.ts';
import { runEngineProcess } from '../../support/engineRun.ts';
import { startFaultServer, type FaultServer } from '../../support/faultServer.ts';

let server: FaultServer;
let folder: string;
beforeEach(async () => {
  server = await startFaultServer();
  folder = mkdtempSync(path.join(tmpdir(), 'headroom-http-plan-'));
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

function write(name: string, content: string): void {
  writeFileSync(path.join(folder, name), content);
}

function planWith(url: string): { test: LoadTest; problems: string[] } {
  write(
    'headroom.yaml',
    `headroom: 1
secrets: [PASSWORD]
tests:
  shop:
    runner: http
    redirects: 0
    data: users.csv
    requests:
      - name: sign in
        request: "${url}"
        form: { user: "\${data.email}", password: "\${secrets.PASSWORD}" }
        redirects: 2
      - { name: upload, request: "PUT ${server.origin}/ok", file: order.json }
      - { name: not followed, request: "GET ${server.origin}/redirect" }
    stages: [{ users: 1, duration: 1s }]
    checks: ["error_rate < 1%"]
`,
  );
  const { plan, problems } = readPlanFile(path.join(folder, 'headroom.yaml'));
  const test = plan?.tests[0];
  if (test === undefined) throw new Error('The plan has no test.');
  return { test, problems: problems.map(({ message }) => message) };
}

it('sends what the plan says, with its files, data, redirects and cookies', async () => {
  write('users.csv', 'email\nann@x.example\n');
  write('order.json', '{"item":42}');
  const { test, problems } = planWith(`POST ${server.origin}/set-cookie?session=7;Path=/&to=/redirect`);
  expect(problems).toEqual([]);
  const locate = (file: string) => path.join(folder, file);
  const run = await runEngineProcess(toHttpJob(test, { PASSWORD: 'p w' }, { smoke: true, locate }));
  expect(run.total('failures')).toBe(0);
  expect(run.total('requests')).toBe(3);
  expect(server.seen.log.map(({ line, body, headers }) => [line.split('?')[0], body, headers.cookie])).toEqual([
    ['POST /set-cookie', 'user=ann%40x.example&password=p+w', undefined],
    ['GET /redirect', '', 'session=7'],
    ['GET /ok', '', 'session=7'],
    ['PUT /ok', '{"item":42}', 'session=7'],
    ['GET /redirect', '', 'session=7'],
  ]);
});

it('knows the columns and the files while it validates', () => {
  write('users.csv', '\uFEFFemail,"full name"\nann@x.example,Ann\n');
  expect(planWith(`GET ${server.origin}/?u=\${data.mail}`).problems).toEqual([
    expect.stringMatching(/users\.csv.*no column.*mail.*Did you mean .email/),
    expect.stringMatching(/no file .order\.json/),
  ]);
});

it('is another load when a file that it sends is another', () => {
  write('users.csv', 'email\nann@x.example\n');
  write('order.json', '{}');
  const { test } = planWith(`POST ${server.origin}/ok`);
  const before = loadHash(test, folder, undefined);
  expect(loadHash(test, folder, undefined)).toBe(before);
  write('users.csv', 'email\nbob@x.example\n');
  expect(loadHash(test, folder, undefined)).not.toBe(before);
});
