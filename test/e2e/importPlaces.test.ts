import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { callHeadroom } from './headroomCommand.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'headroom-import-places-'));
  mkdirSync(path.join(folder, 'plans'));
  cpSync(fixture('wrk.txt'), path.join(folder, 'wrk.txt'));
  cpSync(fixture('k6-export.json'), path.join(folder, 'plans/k6.json'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const fixture = (name: string): string => path.resolve(import.meta.dirname, '../fixtures/import', name);
const runsIn = (results: string): string[] =>
  readdirSync(path.join(folder, results)).filter((name) => !name.startsWith('.'));

it.each([
  ['beside the plan', 'kept', 'plans/kept', ['k6.json', 'kept', 'plan.headroom.yaml']],
  ['wherever an absolute path says', 'ABSOLUTE', 'elsewhere', ['k6.json', 'plan.headroom.yaml']],
])('keeps runs in the folder of the plan, %s', async (_, results, where, beside) => {
  const stated = results === 'ABSOLUTE' ? path.join(folder, where) : results;
  writeFileSync(
    path.join(folder, 'plans/plan.headroom.yaml'),
    `headroom: 1\nresults: ${JSON.stringify(stated)}\ntests:\n  a:\n    runner: wrk\n    request: GET http://127.0.0.1:1/\n    stages: [{ users: 1, duration: 1s }]\n    checks: ["requests > 0"]\n`,
  );
  const { code } = await callHeadroom(['import', 'wrk.txt', '--plan', 'plans/plan.headroom.yaml'], folder);
  expect(code).toBe(0);
  expect(runsIn(where)).toHaveLength(1);
  expect(readdirSync(path.join(folder, 'plans')).toSorted()).toEqual(beside);
});

it('imports what is there and tells of what is not, as of a bad file among good ones', async () => {
  const { code, out, err } = await callHeadroom(['import', 'missing.json', 'wrk.txt', 'plans/k6.json'], folder);
  expect(code).toBe(2);
  expect(err).toMatch(/^missing\.json: there is no such file or folder\.$/m);
  expect(out).toMatch(/imported from wrk\.txt/);
  expect(out).toMatch(/imported from plans\/k6\.json/);
  expect(runsIn('headroom-results')).toHaveLength(2);
});
