import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readChecklist } from '../../../core/checklist/readChecklist.ts';
import { runbookBlocks } from '../../../core/checklist/runbook/runbookBlocks.ts';
import { readSidecarOf } from '../../../core/node/checklist/sidecarFile.ts';
import { keepStep, type RanBlock } from '../../../core/node/checklist/steps/stepEvidence.ts';
import { stepsOf } from '../../../core/node/checklist/steps/stepsOf.ts';

const TEXT = '# Release\n\n## Größe prüfen!\n\n```sh\nls\n```\n';
let folder: string;
let document: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'headroom-evidence-'));
  document = path.join(folder, 'release.md');
  fs.writeFileSync(document, TEXT);
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const ran = (): RanBlock => {
  const blocks = runbookBlocks(readChecklist(TEXT).shellBlocks);
  return {
    ...{ document, blocks, block: blocks[0]!, text: 'ls', command: ['/bin/sh', '-e'] },
    ...{ startedAt: Date.UTC(2026, 0, 31, 12), environment: 'staging' },
  };
};
const DONE = { kind: 'succeeded', exitCode: 0, durationMs: 12, output: 'release.md\n' } as const;

test('a step is kept whole, and its record beside the document', () => {
  const record = keepStep(ran(), DONE);
  expect(record.folder).toBe('headroom-results/steps/20260131_120000_release-größe-prüfen');
  const kept = path.join(folder, record.folder);
  expect(fs.readdirSync(kept).toSorted()).toEqual(['output.txt', 'step.json']);
  expect(fs.readFileSync(path.join(kept, 'output.txt'), 'utf8')).toBe('release.md\n');
  expect(JSON.parse(fs.readFileSync(path.join(kept, 'step.json'), 'utf8'))).toMatchObject({
    ...{ document: 'release.md', id: 'Release / Größe prüfen!', line: 5, language: 'sh', exitCode: 0 },
    ...{ durationMs: 12, environment: 'staging', text: 'ls', command: ['/bin/sh', '-e'] },
  });
  expect(readSidecarOf(document).steps).toEqual({ 'Release / Größe prüfen!': record });
  expect(fs.readdirSync(path.join(folder, 'headroom-results', 'steps'))).toHaveLength(1);
});

test('steps of the same second have folders of their own, and the newest is the record', () => {
  keepStep(ran(), DONE);
  const second = keepStep(ran(), { ...DONE, kind: 'cancelled', exitCode: null });
  expect(second).toMatchObject({ isCancelled: true, exitCode: null });
  expect(second.folder).toMatch(/-2$/);
  expect(stepsOf(document, readChecklist(TEXT).shellBlocks)[0]).toMatchObject({ last: second, isChanged: false });
  const other = readChecklist(TEXT.replace('ls\n', 'ls -l\n'));
  expect(stepsOf(document, other.shellBlocks)[0]).toMatchObject({ last: second, isChanged: true });
});

test('what steps leave is ignored by git, but for the record', () => {
  spawnSync('git', ['init', '-q'], { cwd: folder });
  keepStep(ran(), DONE);
  const { stdout } = spawnSync('git', ['status', '--porcelain', '-uall'], { cwd: folder, encoding: 'utf8' });
  expect(stdout.trim().split('\n').toSorted()).toEqual(['?? release.md', '?? release.md.headroom.json']);
});

test('a record that cannot be understood is not replaced', () => {
  fs.writeFileSync(`${document}.headroom.json`, '{');
  expect(() => keepStep(ran(), DONE)).toThrow(/is not JSON/);
  expect(fs.readFileSync(`${document}.headroom.json`, 'utf8')).toBe('{');
});
