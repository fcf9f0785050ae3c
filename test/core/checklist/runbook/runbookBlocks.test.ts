import { describe, expect, test } from 'vitest';
import { readChecklist } from '../../../../core/checklist/readChecklist.ts';
import { runbookBlocks, type RunbookBlock } from '../../../../core/checklist/runbook/runbookBlocks.ts';
import { findRecords, withRecord } from '../../../../core/checklist/runbook/stepRecords.ts';
import type { StepRecord } from '../../../../core/checklist/sidecar/sidecar.ts';

const blocksIn = (text: string): RunbookBlock[] => runbookBlocks(readChecklist(text).shellBlocks);
const fenced = (language: string, code: string): string => `\`\`\`${language}\n${code}\n\`\`\`\n`;

describe('blocks', () => {
  test('go by their headings, and the second below the same ones by its number', () => {
    const text = `${fenced('sh', 'ls')}\n# Release\n\n## Check\n\n${fenced('bash', 'a')}\n${fenced('bash', 'b')}\n## Other\n\n- item\n\n  ${fenced('sh', 'c').replaceAll('\n', '\n  ')}`;
    expect(blocksIn(text).map(({ id, title, line, code }) => [id, title, line, code])).toEqual([
      ['Commands', 'Commands', 1, 'ls'],
      ['Release / Check', 'Check', 9, 'a'],
      ['Release / Check#2', 'Check', 13, 'b'],
      ['Release / Other', 'Other', 21, 'c'],
    ]);
  });

  test.each<[string, string | undefined]>([
    ['bash', 'bash'],
    ['sh', 'sh'],
    ['Shell', 'shell'],
    ['zsh', 'zsh'],
    ['powershell', 'powershell'],
    ['pwsh', 'powershell'],
    ['fish', undefined],
    ['cmd', undefined],
    ['yaml', undefined],
    ['', undefined],
  ])('of %s are run by %s', (language, shell) => {
    expect(blocksIn(fenced(language, 'ls'))[0]?.shell).toBe(shell);
  });

  test.each<[string, string, string | undefined]>([
    ['console', '$ ls\nfile\n$ cd x', 'ls\ncd x'],
    ['console', 'user@host:~/x$ ls -l\ntotal 0', 'ls -l'],
    ['shell-session', '(venv) $ pip list\nPackage', 'pip list'],
    ['console', '$ kubectl get pods \\\n>   -n shop\nNAME READY', 'kubectl get pods \\\n  -n shop'],
    ['console', '$ a &&\n  b\nout', 'a &&\n  b'],
    ['console', 'only output', undefined],
    ['bash', '$ ls\nfile', 'ls'],
    ['bash', '# first\n$ ls\nfile', 'ls'],
    ['bash', 'ls\n# $ not this', 'ls\n# $ not this'],
    ['powershell', 'PS C:\\x> Get-Item .\nMode', 'Get-Item .'],
    ['bash', '\n', undefined],
  ])('in %s leave prompts and output away: %j', (language, code, commands) => {
    expect(blocksIn(fenced(language, code))[0]?.commands).toBe(commands);
  });
});

describe('the record of a block', () => {
  const hashOf = (code: string): string => `sha256-${code}`;
  const record = (code: string, exitCode = 0): StepRecord => ({
    ...{ ranAt: '2026-01-31T12:00:00Z', exitCode, durationMs: 1, hash: hashOf(code), folder: code },
  });
  const A = `# Check\n\n${fenced('sh', 'a')}\n${fenced('sh', 'b')}`;
  const found = (text: string, records: Record<string, StepRecord>): [string, string | undefined, boolean][] =>
    findRecords(blocksIn(text), records, hashOf).map(({ block, last, isChanged }) => [
      block.code,
      last?.folder,
      isChanged,
    ]);

  test.each<[string, string, Record<string, StepRecord>, [string, string | undefined, boolean][]]>([
    [
      'none',
      A,
      {},
      [
        ['a', undefined, false],
        ['b', undefined, false],
      ],
    ],
    [
      'by their ids',
      A,
      { Check: record('a'), 'Check#2': record('b') },
      [
        ['a', 'a', false],
        ['b', 'b', false],
      ],
    ],
    [
      'exchanged',
      `# Check\n\n${fenced('sh', 'b')}\n${fenced('sh', 'a')}`,
      { Check: record('a'), 'Check#2': record('b') },
      [
        ['b', 'b', false],
        ['a', 'a', false],
      ],
    ],
    [
      'changed',
      `# Check\n\n${fenced('sh', 'A')}\n${fenced('sh', 'b')}`,
      { Check: record('a'), 'Check#2': record('b') },
      [
        ['A', 'a', true],
        ['b', 'b', false],
      ],
    ],
    [
      'one put before',
      `# Check\n\n${fenced('sh', 'new')}\n${fenced('sh', 'a')}`,
      { Check: record('a') },
      [
        ['new', undefined, false],
        ['a', 'a', false],
      ],
    ],
    ['under another heading', `# Other\n\n${fenced('sh', 'a')}`, { Check: record('a') }, [['a', undefined, false]]],
  ])('is found: %s', (_, text, records, expected) => {
    expect(found(text, records)).toEqual(expected);
  });

  test('goes with a block that moved when another one is added', () => {
    const blocks = blocksIn(`# Check\n\n${fenced('sh', 'new')}\n${fenced('sh', 'a')}`);
    const records = withRecord({ Check: record('a'), Gone: record('x') }, blocks, 'Check', record('new'), hashOf);
    expect(Object.fromEntries(Object.entries(records).map(([id, { folder }]) => [id, folder]))).toEqual({
      Check: 'new',
      'Check#2': 'a',
      Gone: 'x',
    });
  });
});
