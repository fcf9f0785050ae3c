import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { agoWords, lensesOfBlock } from '../../../client/checklists/runbook/blockWords.ts';
import { mayHaveBlocks } from '../../../client/checklists/runbook/mayHaveBlocks.ts';
import { secretValues, valuesOfEnvFile, variablesOfPlan } from '../../../client/checklists/runbook/planEnvironment.ts';
import type { VariableChoice } from '../../../core/language/languageDocument.ts';
import type { StepRecord } from '../../../core/checklist/sidecar/sidecar.ts';

describe('the lenses of a block', () => {
  const now = Date.UTC(2026, 0, 31, 14);
  const last: StepRecord = {
    ...{
      ranAt: '2026-01-31T12:00:00Z',
      exitCode: 0,
      durationMs: 3200,
      hash: 'sha256-x',
      folder: 'headroom-results/steps/x',
    },
  };
  const block = { title: 'Check', isRunning: false, isStopping: false, isChanged: false, now };
  test.each<[string, Partial<Parameters<typeof lensesOfBlock>[0]>, string[]]>([
    ['not run yet', {}, ['$(terminal) Run in Terminal', '$(play) Run as Step']],
    ['succeeded', { last }, ['$(pass) exit 0 · 3 s · 2 h ago']],
    ['failed', { last: { ...last, exitCode: 3 } }, ['$(error) exit 3 · 3 s · 2 h ago']],
    [
      'cancelled',
      { last: { ...last, exitCode: null, isCancelled: true } },
      ['$(circle-slash) cancelled · 3 s · 2 h ago'],
    ],
    [
      'not started',
      { last: { ...last, exitCode: null, failure: 'it was ended by SIGKILL' } },
      ['$(error) it was ended by SIGKILL · 3 s · 2 h ago'],
    ],
    ['changed', { last, isChanged: true }, ['$(pass) exit 0 · 3 s · 2 h ago · changed since it ran']],
    ['running', { last, isRunning: true }, ['$(debug-stop) Stop', '$(loading~spin) running']],
    ['stopping', { last, isRunning: true, isStopping: true }, ['$(loading~spin) Stopping…', '$(loading~spin) running']],
  ])('%s', (_, situation, titles) => {
    const lenses = lensesOfBlock({ ...block, ...situation });
    expect(lenses.map(({ title }) => title).slice(-titles.length)).toEqual(titles);
  });

  test.each<[number, string]>([
    [0, 'just now'],
    [59_999, 'just now'],
    [60_000, '1 min ago'],
    [2 * 3_600_000, '2 h ago'],
    [3 * 86_400_000, '3 d ago'],
    [-5000, 'just now'],
  ])('%d ms ago are %s', (ms, words) => {
    expect(agoWords(ms)).toBe(words);
  });
});

test.each<[string, boolean]>([
  ['```bash\nls\n```', true],
  ['text\n\n  ~~~ sh\nls\n~~~', true],
  ['> ```console\n> $ ls\n> ```', true],
  ['1. x\n\n   ```shell\n   ls\n   ```', true],
  ['````PowerShell\nls\n````', true],
  ['```yaml\na: 1\n```', false],
  ['```shellcheck\n```', false],
  ['use `bash`', false],
  ['```\nbash\n```', false],
])('%j may have blocks: %s', (text, expected) => {
  expect(mayHaveBlocks(text)).toBe(expected);
});

describe('the environment of a plan', () => {
  const staging = { id: 'staging', target: 'http://127.0.0.1:8080', isDefault: true, isProtected: false };
  const variables: VariableChoice[] = [
    { name: 'users', value: '10', ofEnvironment: { staging: '5' } },
    { name: 'hold', value: '60s', ofEnvironment: {} },
    { name: 'url', value: '${target}/x', ofEnvironment: {} },
    { name: 'none', ofEnvironment: { other: '1' } },
    { name: 'PATH', value: '/evil', ofEnvironment: {} },
    { name: 'LD_PRELOAD', value: 'x.so', ofEnvironment: {} },
    { name: 'not a name', value: 'x', ofEnvironment: {} },
  ];
  test('has its variables as they are there, and its target', () => {
    const offered = { choices: [staging], isChoiceNeeded: false, variables };
    expect(variablesOfPlan(offered, staging)).toEqual({
      ...{ users: '5', hold: '60s', HEADROOM_ENVIRONMENT: 'staging', HEADROOM_TARGET: 'http://127.0.0.1:8080' },
    });
    expect(variablesOfPlan(offered, undefined)).toEqual({ users: '10', hold: '60s' });
  });

  test('has the values of its env file, which must be there', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'headroom-env-'));
    fs.writeFileSync(path.join(folder, '.env'), 'A=1\nB="two words"\n');
    const plan = path.join(folder, 'headroom.yaml');
    expect(valuesOfEnvFile(plan, '.env')).toEqual({ A: '1', B: 'two words' });
    expect(valuesOfEnvFile(plan, undefined)).toEqual({});
    expect(() => valuesOfEnvFile(plan, '.missing')).toThrow(/\.missing .* cannot be read.* Nothing was run/);
    fs.rmSync(folder, { recursive: true });
  });

  test('has secrets by their names', () => {
    const environment = { API_TOKEN: 'aaaa', PLAIN: 'bbbb', NAMED: 'cccc', DB_PASSWORD: '' };
    expect(secretValues(environment, ['NAMED'])).toEqual(['aaaa', 'cccc']);
  });
});
