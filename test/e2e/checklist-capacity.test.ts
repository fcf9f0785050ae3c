import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as passTime } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callHeadroom } from './headroomCommand.ts';

let server: Server;
let workspace: string;

/** One request after another: the time of each grows with the number of users. */
beforeAll(async () => {
  let queue: Promise<unknown> = Promise.resolve();
  server = createServer((_, response) => {
    queue = queue.then(() => passTime(100)).then(() => response.end('fine'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  workspace = mkdtempSync(path.join(tmpdir(), 'headroom-capacity-'));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(workspace, { recursive: true });
});

function writePlan(...checks: string[]): void {
  const { port } = server.address() as AddressInfo;
  const rows = checks.map((check) => `      - "${check}"\n`).join('');
  writeFileSync(
    path.join(workspace, 'headroom.yaml'),
    `headroom: 1
environments: { local: { target: "http://127.0.0.1:${port}" } }
tests:
  search:
    runner: http
    request: GET \${target}/
    stages:
      - { name: one, users: 1, duration: 2s }
      - { name: two, users: 2, duration: 2s }
      - { name: more, users: 8, duration: 3s, ramp: true }
      - { name: eight, users: 8, duration: 3s }
    checks:
${rows}`,
  );
}

interface Told {
  state: string;
  reason?: string;
  capacity?: { level: number; isLowerBound: boolean; required: number; headroom: number };
}

async function evidenceFor(target: string): Promise<Told> {
  const text = `- [ ] Concurrent users: ____ (target: ${target}) <!-- headroom: capacity=search -->\n`;
  writeFileSync(path.join(workspace, 'release.md'), text);
  const { out } = await callHeadroom(['checklist', 'release.md', '--format', 'json'], workspace);
  const [file] = JSON.parse(out) as { items: { evidence: Told }[] }[];
  return file!.items[0]!.evidence;
}

describe('the capacity of a test', () => {
  it('is that of the highest stage that held every target as the plan has them now', async () => {
    writePlan('med latency < 400ms');
    expect(await evidenceFor('2 users')).toMatchObject({ state: 'unmeasured' });
    const run = await callHeadroom(['run', 'headroom.yaml'], workspace);
    expect(run.code === 0 || run.code === 1).toBe(true);

    const held = { level: 2, isLowerBound: false };
    expect(await evidenceFor('1 users')).toMatchObject({
      state: 'pass',
      capacity: { ...held, required: 1, headroom: 0.5 },
    });
    expect(await evidenceFor('3 users')).toMatchObject({ state: 'fail', capacity: { ...held, headroom: -0.5 } });
    const { out } = await callHeadroom(['checklist', 'release.md'], workspace);
    expect(out).toMatch(/capacity search +2 users, -50 % headroom /);

    writePlan('med latency < 20s', 'error_rate < 50%', 'requests > 1M');
    expect(await evidenceFor('8 users')).toMatchObject({ state: 'pass', capacity: { level: 8, isLowerBound: true } });
    expect(await evidenceFor('9 users')).toMatchObject({ state: 'no-data' });
    writePlan('med latency < 20s', 'med latency{stage=two} < 1ms');
    // Users that missed a target of their own stage are the limit, although more of them held afterwards.
    expect(await evidenceFor('8 users')).toMatchObject({ state: 'fail', capacity: { level: 1 } });

    writePlan('med latency < 1ms');
    expect(await evidenceFor('1 users')).toMatchObject({
      state: 'fail',
      reason: expect.stringContaining('not even 1 user held'),
    });
    writePlan('avg latency < 20s over 1s');
    expect(await evidenceFor('1 users')).toMatchObject({
      state: 'no-data',
      reason: expect.stringContaining('nobody can tell'),
    });
    writePlan('requests > 1');
    expect(await evidenceFor('1 users')).toMatchObject({
      state: 'no-data',
      reason: expect.stringContaining('no check that can be told'),
    });
  }, 120_000);
});
