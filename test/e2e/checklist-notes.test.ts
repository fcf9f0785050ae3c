import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { callHeadroom, type Call } from './headroomCommand.ts';

const TEXT = '# Data\n\n- [ ] Limit = 5\n- [ ] Backups restored\n';
const RECORD = 'release.md.headroom.json';

let workspace: string;

beforeEach(() => {
  workspace = mkdtempSync(path.join(tmpdir(), 'headroom-notes-'));
  writeFileSync(path.join(workspace, 'release.md'), TEXT);
});
afterEach(() => rmSync(workspace, { recursive: true }));

const read = (name: string): string => readFileSync(path.join(workspace, name), 'utf8');
const checklist = (...args: string[]): Promise<Call> => callHeadroom(['checklist', 'release.md', ...args], workspace);

it('keeps notes and links beside the text, and prints them with their items', async () => {
  const call = await checklist(
    ...['--note', 'Limit = 5=seen = twice', '--note', 'Data / Backups restored=by Bob'],
    ...['--link', 'Backups restored=https://traces.example.com/?id=1', '--format', 'json'],
  );
  expect(call).toMatchObject({ code: 0, err: '' });
  const [{ items }] = JSON.parse(call.out) as [{ items: object[] }];
  expect(items).toMatchObject([
    { text: 'Limit = 5', note: 'seen = twice' },
    { text: 'Backups restored', note: 'by Bob', links: ['https://traces.example.com/?id=1'] },
  ]);
  expect(read('release.md')).toBe(TEXT);
  expect(await checklist('--note', 'Limit = 5=')).toMatchObject({ code: 0 });
  expect(JSON.parse(read(RECORD))).toMatchObject({ items: { 'Data / Backups restored': { note: 'by Bob' } } });
  expect(read(RECORD)).not.toContain('Limit');
});

it('keeps the note of an item that is gone, and says so', async () => {
  await checklist('--note', 'Backups restored=by Bob');
  writeFileSync(path.join(workspace, 'release.md'), TEXT.replace('Backups restored', 'Backups made'));
  const before = read(RECORD);
  const { code, err } = await checklist('--note', 'Backups made=by Eve');
  expect(code).toBe(0);
  expect(err).toContain(
    'release.md has no item "Data / Backups restored" any more. release.md.headroom.json keeps of it the note "by Bob"',
  );
  expect(JSON.parse(read(RECORD))).toMatchObject({
    items: { ...(JSON.parse(before) as { items: object }).items, 'Data / Backups made': { note: 'by Eve' } },
  });
});

it.each<[string[], string]>([
  [['--note', 'No item=x'], '--note No item=x: before the = belongs the id or the text of one item of release.md.'],
  [['--link', 'Backups restored=javascript:alert(1)'], '"javascript:alert(1)" is no link.'],
  [['--note', 'Backups restored=x', '--link', 'Backups restored=nothing'], '"nothing" is no link.'],
])('%j is refused, and nothing is written', async (args, said) => {
  expect(await checklist(...args)).toMatchObject({ code: 2, err: expect.stringContaining(said) as string });
  expect(existsSync(path.join(workspace, RECORD))).toBe(false);
});
