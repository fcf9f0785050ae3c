import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Screen } from '../support/screen.ts';
import { validate } from '../../cli/commands/validate.ts';
import type { PrintedProblem } from '../../cli/problemFormats.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'headroom-validate-'));
afterAll(() => rmSync(folder, { recursive: true }));

const FAULTY =
  'headroom: 1\ntests:\n  a:\n    runner: http\n    request: GET http://127.0.0.1/\n    stages: [{ users: 1, duration: 1s }]\n    checks: ["p95 latncy < 1s"]\n';

function call(text: string, ...args: string[]): { code: number; out: string[] } {
  const file = path.join(folder, 'plan.headroom.yaml');
  writeFileSync(file, text);
  const screen = new Screen(10_000, 24, { isTerminal: false });
  return { code: validate([file, ...args], screen), out: screen.text };
}

describe('headroom validate', () => {
  it('prints problems with lines and columns from 1', () => {
    const { code, out } = call(FAULTY);
    expect(code).toBe(2);
    expect(out).toEqual([
      expect.stringMatching(/plan\.headroom\.yaml:7:19 error .*latency.*\[check-unknown-metric\]$/),
    ]);
  });

  it('prints JSON', () => {
    const problems = JSON.parse(call(FAULTY, '--format', 'json').out.join('\n')) as PrintedProblem[];
    expect(problems).toEqual([
      {
        file: path.join(folder, 'plan.headroom.yaml'),
        ...{ line: 7, column: 19, endLine: 7, endColumn: 25 },
        ...{ severity: 'error', code: 'check-unknown-metric' },
        message: expect.any(String) as string,
      },
    ]);
  });

  it('prints GitHub annotations', () => {
    expect(call(FAULTY, '--format', 'github').out[0]).toMatch(
      /^::error file=.*,line=7,col=19,endLine=7,endColumn=25,title=check-unknown-metric::/,
    );
  });

  it.each([
    ['columns behind a byte order mark', `\uFEFF${FAULTY}`],
    ['Windows line ends', FAULTY.replaceAll('\n', '\r\n')],
    ['characters beyond the basic plane', FAULTY.replace('headroom: 1', 'headroom: 1 # 😀')],
  ])('counts alike with %s', (_, text) => {
    expect(call(text).out[0]).toContain(':7:19 ');
  });

  it('compares what several plans promise for one requirement', () => {
    const promising = (target: string): string =>
      FAULTY.replace('tests:', 'requirements: { R1: Fast }\ntests:').replace(
        '"p95 latncy < 1s"',
        `{ on: p95 latency, target: '${target}', requirement: R1 }`,
      );
    const files = ['< 1s', '< 2s', '< 1000ms'].map((target, index) => {
      const file = path.join(folder, `plan${index}.headroom.yaml`);
      writeFileSync(file, promising(target));
      return file;
    });
    const screen = new Screen(10_000, 24, { isTerminal: false });
    expect(validate(files, screen)).toBe(0);
    expect(screen.text).toEqual([
      expect.stringMatching(/plan0.*information.*`< 1s` here and `< 2s` in test a of .*plan1\.headroom\.yaml/),
      expect.stringMatching(/plan1.*information.*`< 2s` here and `< 1s` in test a of .*plan0\.headroom\.yaml/),
      expect.stringMatching(/plan2.*information.*`< 1000ms` here and `< 2s` in test a of .*plan1\.headroom\.yaml/),
    ]);
  });

  it('says so when there is nothing to say', () => {
    const { code, out } = call(FAULTY.replace('latncy', 'latency'));
    expect({ code, out }).toEqual({ code: 0, out: [expect.stringContaining('no problems')] });
  });

  it.each([
    ['an unknown option', ['--formt', 'json'], /Did you mean --format/],
    ['an unknown format', ['--format', 'xml'], /can be text, json, github/],
  ])('refuses %s', (_, args, message) => {
    expect(() => call(FAULTY, ...args)).toThrow(message);
  });

  it('names a file that is not there', () => {
    const screen = new Screen();
    const code = validate([path.join(folder, 'gone.yaml')], screen);
    expect({ code, messages: screen.messages }).toEqual({
      code: 2,
      messages: [expect.stringContaining('There is no file')],
    });
  });
});

describe('headroom validate with the scripts of other tools', () => {
  const K6 = `import http from 'k6/http';\nexport const options = { vus: 1, duration: '10x' };\nexport default () => { http.get('http://127.0.0.1/'); };\n`;
  const ARTILLERY = `config:\n  target: http://127.0.0.1:1\n  phases: [{ duration: 1, arrivalRate: 1 }]\n  payload: { path: rows.csv, fields: [a] }\nscenarios:\n  - flow: [{ get: { url: / } }]\n`;
  const inFile = (name: string, text: string): { code: number; out: string[] } => {
    const file = path.join(folder, name);
    writeFileSync(file, text);
    const screen = new Screen(10_000, 24, { isTerminal: false });
    return { code: validate([file], screen), out: screen.text };
  };

  it('finds what k6 would refuse', () => {
    const { code, out } = inFile('search.js', K6);
    expect([code, out]).toEqual([2, [expect.stringMatching(/search\.js:2:44 error .*\[k6-bad-duration\]$/)]]);
    expect(inFile('options.json', '{ "vus": 1, "duration": "10x" }').out.join()).toContain('[k6-bad-duration]');
  });

  it('finds what Artillery would swallow, and looks for the files that a script names', () => {
    const missing = inFile('load.yml', ARTILLERY);
    expect(missing.code).toBe(2);
    expect(missing.out).toEqual([expect.stringMatching(/load\.yml:4:20 error .*\[artillery-payload-missing\]$/)]);
    writeFileSync(path.join(folder, 'rows.csv'), '1\n2\n');
    expect(inFile('load.yml', ARTILLERY)).toEqual({ code: 0, out: [`${path.join(folder, 'load.yml')}: no problems`] });
  });

  it('takes a config alone for one of Artillery', () => {
    const { code, out } = inFile('mild-load.yml', 'config:\n  phases:\n    - duration: 5\n      arrivalRate: 1\n');
    expect([code, out]).toEqual([0, [expect.stringMatching(/information .*\[artillery-scenarios-elsewhere\]$/)]]);
  });
});

describe('headroom validate with a file that is nothing to run', () => {
  const call = (name: string, text: string, ...args: string[]) => {
    const file = path.join(folder, name);
    writeFileSync(file, text);
    const screen = new Screen(10_000, 24, { isTerminal: false });
    return { code: validate([file, ...args], screen), out: screen.text, messages: screen.messages };
  };

  it.each([
    ['compose.yml', 'services:\n  shop: { image: shop }\n', /has neither `headroom` \(a plan\) nor `config`/],
    [
      'tsconfig.json',
      '{ "compilerOptions": {} }',
      /has neither `config` and `scenarios` \(Artillery\) nor options of k6/,
    ],
    ['notes.js', 'console.log(1);\n', /imports nothing from k6/],
    ['notes.md', '# Notes\n', /neither YAML, JSON, JavaScript nor TypeScript/],
    ['a plan without its first line.yml', 'tests:\n  a: { runner: http }\n', /Begin a plan with `headroom: 1`/],
  ])('says of %s in one line what it is none of, and why', (name, text, why) => {
    const { code, out, messages } = call(name, text);
    expect({ code, out }).toEqual({ code: 2, out: [] });
    expect(messages).toEqual([expect.stringMatching(why)]);
    expect(messages[0]).toContain(`${name} is neither a plan nor a script of Artillery or k6: it `);
    expect(messages[0]).not.toContain('\n');
  });

  it('prints the same beside JSON, which stays whole', () => {
    const { code, out, messages } = call('compose.yml', 'services: {}\n', '--format', 'json');
    expect({ code, out, messages }).toEqual({ code: 2, out: ['[]'], messages: [expect.stringContaining('neither')] });
  });

  it.each([
    ['release.headroom.yaml', 'tests: {}\n'],
    ['release.yaml', 'headroom: 1\ntests: []\n'],
    ['release.yaml', 'headroom: 1\n\ttests: [\n'],
  ])('leaves %s to the problems of a plan', (name, text) => {
    const { code, out } = call(name, text);
    expect(code).toBe(2);
    expect(out.join('\n')).toMatch(/release\.(headroom\.)?yaml:\d+:\d+ error /);
  });
});
