import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { readClosedText } from '../../server/closedText.ts';
import { testsOf } from '../../server/features/tests.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'headroom-tests-'));
afterAll(() => rmSync(folder, { recursive: true }));

const PLAN = `headroom: 1
results: figures
environments:
  staging: { target: 'http://127.0.0.1:1', default: true, variables: { users: 5 } }
  live: { target: 'http://shop.example', protected: true }
variables: { users: 50, hold: 60s }
tests:
  search:
    runner: http
    request: 'GET \${target}/'
    stages: [{ users: '\${users}', duration: '\${hold}' }]
    checks: ['p95 latency < 5s']
    guards: ['error_rate > 10% for 5s']
suites:
  all: [search]
`;

function ask(name: string, text: string): ReturnType<typeof testsOf> | undefined {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  const open = readClosedText(pathToFileURL(file).href);
  return open && testsOf(open);
}

describe('the tests of a file that is not open', () => {
  test('of a plan, with its environments and variables as they are written', () => {
    const answer = ask('shop.headroom.yaml', PLAN);
    expect(answer?.results).toBe(path.join(folder, 'figures'));
    expect(answer?.tests.map(({ id, kind, checks }) => [kind, id, checks.map((check) => check.id)])).toEqual([
      ['test', 'search', ['search/p95-latency', 'search/guard-error_rate-for-5s']],
      ['suite', 'all', []],
    ]);
    const rows = answer?.tests.flatMap(({ checks }) => checks.map(({ text }) => text));
    expect(rows).toEqual(["'p95 latency < 5s'", "'error_rate > 10% for 5s'"]);
    expect(answer?.environments).toEqual({
      choices: [
        { id: 'staging', target: 'http://127.0.0.1:1', isDefault: true, isProtected: false },
        { id: 'live', target: 'http://shop.example', isDefault: false, isProtected: true },
      ],
      isChoiceNeeded: false,
      variables: [
        { name: 'users', value: '50', ofEnvironment: { staging: '5' } },
        { name: 'hold', value: '60s', ofEnvironment: {} },
      ],
    });
  });

  test('a plan without a default environment needs a choice', () => {
    expect(ask('two.headroom.yaml', PLAN.replace(', default: true', ''))?.environments.isChoiceNeeded).toBe(true);
  });

  test('of a k6 script, with its thresholds as runs name them, at their places', () => {
    const script = `import http from 'k6/http';
export const options = { thresholds: { 'http_req_duration{name:a}': ['p(95)<500 ', { threshold: 'avg < 200' }] } };
export default () => http.get('http://127.0.0.1:1/');
`;
    const answer = ask('load.js', script);
    expect(answer?.tests).toMatchObject([
      {
        id: 'load',
        checks: [
          { id: 'load/k6: http_req_duration{name:a} p(95)<500', range: { start: { line: 1 } } },
          { id: 'load/k6: http_req_duration{name:a} avg < 200', range: { start: { line: 1 } } },
        ],
      },
    ]);
    expect(answer?.results).toBe(path.join(folder, 'headroom-results'));
  });

  test('of an Artillery script, with what `ensure` states as the plugin says it', () => {
    const script = `config:
  target: http://127.0.0.1:1
  phases: [{ duration: 1, arrivalRate: 1 }]
  environments: { staging: { target: http://127.0.0.1:2 }, bare: {} }
  plugins: { ensure: {} }
  ensure:
    p95: 300
    thresholds:
      - http.response_time.p99: 200
    conditions:
      - { expression: http.codes.200 > 3, strict: false }
scenarios: [{ flow: [{ get: { url: / } }] }]
`;
    const answer = ask('load.yml', script);
    expect(answer?.tests[0]?.checks.map(({ id, range }) => [id, range.start.line])).toEqual([
      ['load/artillery: ensure http.response_time.p99 < 200', 8],
      ['load/artillery: ensure http.codes.200 > 3', 10],
      ['load/artillery: ensure http.response_time.p95 < 300', 6],
    ]);
    expect(answer?.environments.choices).toEqual([
      { id: 'staging', target: 'http://127.0.0.1:2', isDefault: false, isProtected: false },
      { id: 'bare', isDefault: false, isProtected: false },
    ]);
  });

  test.each([
    ['of no dialect', 'notes.yaml', 'a: 1\n'],
    ['of another language', 'notes.md', PLAN],
  ])('nothing for a file %s', (_, name, text) => {
    expect(ask(name, text)).toBeUndefined();
  });

  test('nothing for a file that is not there', () => {
    expect(readClosedText(pathToFileURL(path.join(folder, 'gone.yaml')).href)).toBeUndefined();
  });
});
