import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fillPlaceholders } from '../../../core/checklist/runbook/fillPlaceholders.ts';
import { findBlockProgram } from '../../../core/node/checklist/steps/blockProgram.ts';
import { runStep, type StepOutcome, type StepRequest } from '../../../core/node/checklist/steps/runStep.ts';
import { redactor } from '../../../core/text/redact.ts';
import { isAlive, until } from '../../support/until.ts';

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'headroom-steps-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const bash = findBlockProgram('bash')!;
const run = (text: string, more: Partial<StepRequest> = {}): Promise<StepOutcome> =>
  runStep({
    ...{ program: bash, text, cwd: folder, env: process.env, redact: (printed) => printed },
    ...{ signal: new AbortController().signal, onOutput: () => undefined },
    ...more,
  });
describe('a step', () => {
  test.each<[string, StepOutcome['kind'], number | null, string]>([
    ['echo one\necho two', 'succeeded', 0, 'one\ntwo\n'],
    ['echo to error >&2', 'succeeded', 0, 'to error\n'],
    ['echo before; exit 3', 'failed', 3, 'before\n'],
    ['false\necho never', 'failed', 1, ''],
    ['ls /nowhere/at/all 2>/dev/null || echo caught', 'succeeded', 0, 'caught\n'],
    ['printf "no line end"', 'succeeded', 0, 'no line end'],
    ['cat\necho not swallowed', 'succeeded', 0, 'not swallowed\n'],
    ['cat <<EOF\nhere $((1 + 1))\nEOF', 'succeeded', 0, 'here 2\n'],
    ['pwd | xargs basename >/dev/null; printf ü', 'succeeded', 0, 'ü'],
  ])('%j', async (text, kind, exitCode, output) => {
    expect(await run(text)).toMatchObject({ kind, exitCode, output });
  });

  test('runs in its folder and with its environment alone', async () => {
    const { output } = await run('pwd -P; echo "$ONE-$HOME"', { env: { PATH: process.env['PATH'], ONE: '1' } });
    expect(output).toBe(`${fs.realpathSync(folder)}\n1-\n`);
  });

  test('says in which of its lines something failed, without a name of ours', async () => {
    const { output, exitCode } = await run('echo ok\nno_such_program_here');
    expect(exitCode).toBe(127);
    expect(output).toMatch(/step: line 2: no_such_program_here/);
    expect(output).not.toContain('headroom-step-');
  });

  test('that cannot be started has failed, and says why', async () => {
    const outcome = await run('true', { program: { ...bash, path: path.join(folder, 'none') } });
    expect(outcome).toMatchObject({ kind: 'failed', exitCode: null });
    expect(outcome.failure).toMatch(/could not be started/);
  });

  test('that is ended by somebody else has failed, and says by which signal', async () => {
    expect(await run('kill -9 $$')).toMatchObject({
      kind: 'failed',
      exitCode: null,
      failure: 'it was ended by SIGKILL',
    });
  });

  test('leaves no file of ours behind', async () => {
    const { output } = await run('echo "$0"', { redact: (printed) => printed });
    expect(output).toBe('step\n');
    const left = fs.readdirSync(os.tmpdir()).filter((name) => name.startsWith('headroom-step-'));
    expect(left).toEqual([]);
  });

  test('is cancelled with all that it has started', async () => {
    const ending = new AbortController();
    let printed = '';
    const outcome = await run('bash -c \'trap "" TERM; sleep 300 & echo "pid $!"; wait\' & wait', {
      signal: ending.signal,
      onOutput: (piece) => {
        printed += piece;
        if (printed.includes('\n')) ending.abort();
      },
    });
    expect(outcome).toMatchObject({ kind: 'cancelled', exitCode: null });
    const pid = Number(/pid (\d+)/.exec(printed)?.[1]);
    expect(pid).toBeGreaterThan(1);
    await until(() => !isAlive(pid));
  });

  test('that was cancelled before it began runs nothing', async () => {
    expect(await run('touch made', { signal: AbortSignal.abort() })).toMatchObject({ kind: 'cancelled' });
    expect(fs.existsSync(path.join(folder, 'made'))).toBe(false);
  });

  test('hides secrets while it prints, also one that comes in two pieces', async () => {
    const seen: string[] = [];
    const { output } = await run('printf s3cr; sleep 0.2; printf "et-value\\n"; echo "x$SECRET"', {
      env: { ...process.env, SECRET: 's3cret-value' },
      redact: redactor(['s3cret-value']),
      onOutput: (piece) => seen.push(piece),
    });
    expect(output).toBe('[secret]\nx[secret]\n');
    expect(seen.join('')).toBe(output);
  });

  test('keeps the beginning and the end of a long output, and says how much is missing', async () => {
    const { output } = await run('for i in $(seq 1 200000); do echo "line $i of many"; done');
    const whole = Array.from({ length: 200_000 }, (_, at) => `line ${at + 1} of many\n`).join('');
    const half = 512 * 1024;
    expect(output).toBe(
      `${whole.slice(0, half)}\n… ${whole.length - 2 * half} characters were left out here …\n${whole.slice(-half)}`,
    );
  });

  test('keeps a line without an end, and finds a secret anywhere in it', async () => {
    const { output } = await run(
      'head -c 70000 /dev/zero | tr "\\0" a; printf hidden-word; head -c 70000 /dev/zero | tr "\\0" b',
      { redact: redactor(['hidden-word']) },
    );
    expect(output).toBe(`${'a'.repeat(70_000)}[secret]${'b'.repeat(70_000)}`);
  });
});

describe('what was filled in is one word and no command', () => {
  const EVIL = `a'b"c $(touch made) \`touch made\`; touch made # \\ $HOME *`;
  test.each([
    ['printf "%s" <value>'],
    ['printf "%s" "<value>"'],
    ["printf '%s' '<value>'"],
    ['printf "%s" "$(printf "%s" "<value>")"'],
    ['printf "%s" "$(printf "%s" <value>)"'],
    ['x=<value>; printf "%s" "$x"'],
    ['export X="<value>"\nprintf "%s" "$X"'],
  ])('%s', async (text) => {
    for (const shell of ['bash', 'sh'] as const) {
      const filled = fillPlaceholders(text, [EVIL], shell);
      const program = findBlockProgram(shell)!;
      const { output, kind } = await run(filled.text, { program, env: { ...process.env, ...filled.variables } });
      expect(kind).toBe('succeeded');
      expect(output).toBe(EVIL);
      expect(fs.readdirSync(folder)).toEqual([]);
    }
  });
});
