import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { decideHosts } from '../../cli/protectedHosts.ts';
import { readForRun } from '../../cli/scriptForRun.ts';
import type { PlanForRun, RunChoice } from '../../cli/planForRun.ts';
import { testIdOfScript } from '../../core/configs/native/nativePlan.ts';
import { Screen } from '../support/screen.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'headroom-script-'));
afterAll(() => rmSync(folder, { recursive: true }));

const K6 = "import http from 'k6/http';\nexport default function () { http.get('http://shop.test/'); }\n";
const ARTILLERY = `config:
  target: http://shop.test:8080
  environments:
    staging: { target: http://staging.test }
    local: {}
scenarios:
  - flow: []
`;
const FILES: Record<string, string> = {
  'search.js': K6,
  'load.yml': ARTILLERY,
  'options.json': '{"vus": 3}',
  'helper.js': 'export const a = 1;\n',
  'load.ts': "export const config = { target: 'http://a' };\nexport const scenarios = [{ testFunction: shop }];\n",
  'load.cjs': "module.exports = { config: { target: 'http://a' }, scenarios };\n",
  'other.yml': 'services: {}\n',
};

function read(file: string, choice: Partial<RunChoice> = {}): PlanForRun | undefined {
  writeFileSync(path.join(folder, file), FILES[file] ?? '');
  return readForRun(path.join(folder, file), { overrides: new Map(), tests: [], suites: [], ...choice }, new Screen());
}

describe('a script in place of a plan', () => {
  it.each([
    ['search.js', {}, 'k6', 'search', {}, undefined],
    ['load.yml', {}, 'artillery', 'load', {}, 'http://shop.test:8080'],
    ['load.yml', { environment: 'staging' }, 'artillery', 'load', { environment: 'staging' }, 'http://staging.test'],
    ['load.yml', { environment: 'local' }, 'artillery', 'load', { environment: 'local' }, 'http://shop.test:8080'],
    ['search.js', { tests: ['search'] }, 'k6', 'search', {}, undefined],
  ] as const)('%s with %o is one test', (file, choice, runner, id, options, target) => {
    const ready = read(file, choice);
    expect(ready?.groups).toHaveLength(1);
    expect(ready?.plan.tests).toMatchObject([{ id, runner, with: options, script: { value: file }, checks: [] }]);
    expect(ready?.plan.environment).toBeUndefined();
    expect(ready?.script?.target).toBe(target);
    expect(ready?.script?.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each([
    ['search.js', { environment: 'local' }, /which has no environments\. Leave --environment out/],
    ['search.js', { suites: ['all'] }, /has no suites\. Leave --suite out/],
    ['search.js', { overrides: new Map([['a', '1']]) }, /--set is for the variables of a plan.*`__ENV`/],
    ['search.js', { tests: ['serch'] }, /the only test in it is search, not serch/],
    ['load.yml', { environment: 'stagin' }, /has no environment stagin .*Did you mean staging\?/],
    ['options.json', {}, /a file of k6 options: .*Name the script instead/],
    ['load.ts', {}, /an Artillery script that is a program: .*`runner: artillery`, `script: load\.ts`/],
    ['load.cjs', {}, /an Artillery script that is a program/],
    ['helper.js', {}, /neither a plan nor a script of k6 or Artillery: it imports nothing from k6/],
  ] as const)('%s with %o is refused with the reason and what to do', (file, choice, message) => {
    expect(() => read(file, choice)).toThrow(message);
  });

  it('leaves what is no plan yet to the problems of a plan', () => {
    const screen = new Screen();
    writeFileSync(path.join(folder, 'other.yml'), 'services: {}\n');
    const choice = { overrides: new Map<string, string>(), tests: [], suites: [] };
    expect(readForRun(path.join(folder, 'other.yml'), choice, screen)).toBeUndefined();
    expect(screen.messages.join('\n')).toMatch(/headroom/);
  });

  it.each([
    ['search.js', 'search'],
    ['load test.yml', 'load-test'],
    ['../x/peak.load.ts', 'x-peak.load'],
    ['.hidden.js', 'hidden'],
    ['ü.js', 'script'],
  ])('%s has the id %s', (file, id) => {
    expect(testIdOfScript(file)).toBe(id);
    expect(id).toMatch(/^\w[\w.-]*$/);
  });
});

describe('hosts that --protect names', () => {
  const decide = (file: string, protect: string[], confirm: string[] = []) => {
    const ready = read(file);
    return ready && decideHosts(ready, ready.plan.tests, { protect, confirm });
  };

  it.each([
    ['the target of Artillery', 'load.yml', ['Shop.Test.'], /shop\.test is protected.*--confirm shop\.test/],
    ['what is no host', 'search.js', ['a b'], /--protect takes the name of a host, not a b/],
  ])('refuse %s', (_, file, protect, message) => {
    expect(() => decide(file, protect)).toThrow(message);
  });

  it.each([
    [
      'are blocked for a script that may go there',
      'search.js',
      ['shop.test'],
      [],
      { blocked: ['shop.test'], confirmed: [] },
    ],
    ['are free once confirmed', 'load.yml', ['shop.test'], ['shop.test'], { blocked: [], confirmed: ['shop.test'] }],
    ['may be given as a URL', 'search.js', ['https://a.test/x'], [], { blocked: ['a.test'], confirmed: [] }],
  ])('%s', (_, file, protect, confirm, decision) => {
    expect(decide(file, protect, confirm)).toEqual(decision);
  });
});
