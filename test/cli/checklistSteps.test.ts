import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { checklist } from '../../cli/commands/checklist.ts';
import { readChecklist } from '../../core/checklist/readChecklist.ts';
import { runbookBlocks } from '../../core/checklist/runbook/runbookBlocks.ts';
import { keepStep } from '../../core/node/checklist/steps/stepEvidence.ts';
import { Screen } from '../support/screen.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'headroom-checklist-steps-'));
afterAll(() => rmSync(folder, { recursive: true }));

const TEXT = '# Check\n\n```sh\nls\n```\n\n```bash\npwd\n```\n\n```yaml\na: 1\n```\n';
const file = path.join(folder, 'list.md');

async function stepsIn(): Promise<{ code: number; steps: unknown; err: string[] }> {
  const screen = new Screen(10_000, 24, { isTerminal: false });
  const code = await checklist([file, '--format', 'json'], screen);
  const read = JSON.parse(screen.text.join('\n')) as { steps: unknown }[];
  return { code, steps: read[0]?.steps, err: screen.messages };
}

test('JSON has the blocks that can be run, what became of each, and whether it was changed', async () => {
  writeFileSync(file, TEXT);
  const none = { last: null, changed: false };
  const first = { id: 'Check', line: 3, language: 'sh' };
  const second = { id: 'Check#2', line: 7, language: 'bash' };
  expect((await stepsIn()).steps).toEqual([
    { ...first, ...none },
    { ...second, ...none },
  ]);
  const blocks = runbookBlocks(readChecklist(TEXT).shellBlocks);
  const record = keepStep(
    { document: file, blocks, block: blocks[1]!, text: 'pwd', command: ['bash'], startedAt: Date.UTC(2026, 0, 31) },
    { kind: 'failed', exitCode: 2, durationMs: 5, output: '' },
  );
  expect((await stepsIn()).steps).toEqual([
    { ...first, ...none },
    { ...second, last: record, changed: false },
  ]);
  writeFileSync(file, TEXT.replace('pwd', 'pwd -P'));
  expect((await stepsIn()).steps).toEqual([
    { ...first, ...none },
    { ...second, last: record, changed: true },
  ]);
});

test('a record that cannot be understood is told, and nothing is made up', async () => {
  writeFileSync(`${file}.headroom.json`, '{');
  const { code, steps, err } = await stepsIn();
  expect(code).toBe(2);
  expect(steps).toBeUndefined();
  expect(err.join('\n')).toMatch(/list\.md\.headroom\.json is not JSON/);
});
