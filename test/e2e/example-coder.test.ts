import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { exampleFile } from '../support/examples.ts';
import { useWorkbench } from './workbench.ts';

const workbench = useWorkbench();
const answerSchema = z.array(
  z.object({
    items: z.array(z.object({ text: z.string(), checked: z.boolean() })),
    evidence: z.array(z.object({ state: z.string() })),
  }),
);

/** What its README tells, with the stand-in for `coder`: a real one needs a cluster. */
test('the ten minutes of examples/coder', { timeout: 120_000 }, async () => {
  const folder = workbench.newFolder();
  for (const file of ['coder.headroom.yaml', 'readiness.md']) {
    fs.copyFileSync(exampleFile(`coder/${file}`), path.join(folder, file));
  }
  const plan = path.join(folder, 'coder.headroom.yaml');
  const change = (from: string, to: string): void => {
    const text = fs.readFileSync(plan, 'utf8');
    expect(text).toContain(from);
    fs.writeFileSync(plan, text.replace(from, to));
  };
  // What its README asks people for: their own target, template and time.
  change('https://coder.staging.example.com', `http://127.0.0.1:${String(workbench.port)}`);
  change('template: kubernetes', 'template: pod-swdev');
  change('traffic: 2m', 'traffic: 6s');
  const bin = path.join(folder, 'bin');
  fs.mkdirSync(bin);
  fs.symlinkSync(path.resolve(import.meta.dirname, '../standins/coder.mjs'), path.join(bin, 'coder'));
  const token = 'session-token-of-the-example';
  const env = {
    PATH: `${bin}${path.delimiter}${process.env['PATH'] ?? ''}`,
    CODER_SESSION_TOKEN: token,
    CODER_STANDIN_STATE: path.join(folder, 'state.json'),
    CODER_STANDIN_MEAN_MS: '100',
  };
  const suite = ['run', plan, '--environment', 'staging', '--suite', 'release'];
  const readiness = path.join(folder, 'readiness.md');

  const dryRun = await workbench.headroom([...suite, '--dry-run'], { env });
  expect(dryRun.code, dryRun.err).toBe(0);
  const commands = dryRun.out.match(/coder exp scaletest \S+/g);
  expect(commands).toEqual(expect.arrayContaining(['coder exp scaletest create-workspaces']));
  expect(dryRun.out + dryRun.err).not.toContain(token);

  const run = await workbench.headroom(suite, { env });
  expect(run.code, run.out + run.err).toBe(0);

  const applied = await workbench.headroom(['checklist', readiness, '--apply', '--format', 'json'], { env });
  const [answer] = answerSchema.parse(JSON.parse(applied.out));
  expect(answer?.items.map(({ checked }) => checked)).toEqual([true, true, false, false, false]);
  // The rows of its table, which have no box.
  expect(answer?.evidence.map(({ state }) => state)).toEqual(['pass', 'pass', 'pass']);

  change('count: ', 'max-failures: 1, count: ');
  const gate = await workbench.headroom(['checklist', readiness, '--require-complete'], { env });
  expect(gate.code).toBe(1);
  expect(gate.out).toMatch(/14\.6.* has only stale evidence/);
});
