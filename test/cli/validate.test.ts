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
