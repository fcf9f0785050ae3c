import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { exampleFile } from '../support/examples.ts';
import { findToolForTests } from '../support/tools.ts';
import { answeringServer, callHeadroom } from './headroomCommand.ts';

const answerSchema = z.array(
  z.object({ items: z.array(z.object({ text: z.string(), checked: z.boolean() })), obstacles: z.array(z.unknown()) }),
);

test.each(['k6', 'artillery', 'wrk', 'coder'])('the checklist of examples/%s names what its plan has', async (name) => {
  const call = await callHeadroom(['checklist', exampleFile(`${name}/readiness.md`)], os.tmpdir());
  expect(call.err).toBe('');
  expect(call.code).toBe(0);
});

test('the page of the team in examples/wrk asks for nothing that its report lacks', async () => {
  const files = [exampleFile('wrk/readiness.md'), '--template', exampleFile('wrk/handover.md')];
  const call = await callHeadroom(['readiness', ...files, '--results', os.tmpdir()], os.tmpdir());
  expect(call).toMatchObject({ code: 0, err: '' });
  expect(call.out).toContain('# First day of the sale: not decided');
});

/** The path that the README of each example tells: run, look, tick what is proven, change the load, look again. */
describe.each([
  {
    name: 'k6',
    tools: ['k6'],
    proven: 7,
    left: ['headroom validate finds nothing in plan and scripts', 'The team on call knows the date'],
    change: ['users: 8', 'users: 9'],
    stale: 'staged',
  },
  {
    name: 'artillery',
    tools: ['artillery'],
    proven: 3,
    left: ['Nobody else tests on the same machines tonight'],
    change: ['rate: 4', 'rate: 5'],
    stale: 'browse',
  },
  {
    name: 'wrk',
    tools: ['wrk', 'hey'],
    proven: 5,
    left: ['The caches were emptied before the last run'],
    change: ['rate_per_user: 20', 'rate_per_user: 21'],
    stale: 'by_hey',
  },
] as const)('examples/$name', ({ name, tools, proven, left, change, stale }) => {
  const isThere = tools.every((tool) => findToolForTests(tool) !== undefined);
  let folder: string;
  let server: Awaited<ReturnType<typeof answeringServer>>;
  beforeAll(async () => {
    server = await answeringServer();
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'headroom-example-'));
    for (const file of fs.readdirSync(exampleFile(name), { withFileTypes: true }).filter((entry) => entry.isFile())) {
      const text = fs.readFileSync(exampleFile(`${name}/${file.name}`), 'utf8');
      fs.writeFileSync(
        path.join(folder, file.name),
        text.replaceAll('127.0.0.1:8080', `127.0.0.1:${String(server.port)}`),
      );
    }
  });
  afterAll(() => {
    server.close();
    fs.rmSync(folder, { recursive: true });
  });
  const checklist = (...options: string[]) => callHeadroom(['checklist', 'readiness.md', ...options], folder);

  test.skipIf(!isThere)(
    'is proven by a run, and stale when the load is another one',
    { timeout: 120_000 },
    async () => {
      const before = fs.readFileSync(path.join(folder, 'readiness.md'), 'utf8');
      const run = await callHeadroom(['run', 'shop.headroom.yaml'], folder);
      expect(run.code, run.out + run.err).toBe(0);

      const applied = await checklist('--apply', '--format', 'json');
      const [answer] = answerSchema.parse(JSON.parse(applied.out));
      expect(answer?.items.filter(({ checked }) => checked)).toHaveLength(proven);
      const open = answer?.items.filter(({ checked }) => !checked).map(({ text }) => text);
      expect(open).toEqual(expect.arrayContaining([...left]));
      const after = fs.readFileSync(path.join(folder, 'readiness.md'), 'utf8');
      expect(after.replaceAll('- [x]', '- [ ]')).toBe(before);

      const plan = path.join(folder, 'shop.headroom.yaml');
      fs.writeFileSync(plan, fs.readFileSync(plan, 'utf8').replace(change[0], change[1]));
      const gate = await checklist('--require-complete');
      expect(gate.code).toBe(1);
      expect(gate.out + gate.err).toMatch(new RegExp(`${stale}/.* is stale|stale.*${stale}`));
    },
  );
});
