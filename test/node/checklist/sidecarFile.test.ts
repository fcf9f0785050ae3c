import {
  existsSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { changeSidecarOf, readSidecarOf, sidecarPath } from '../../../core/node/checklist/sidecarFile.ts';

let folder: string;
let checklist: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'headroom-sidecar-'));
  checklist = path.join(folder, 'release.md');
});
afterEach(() => rmSync(folder, { recursive: true }));

const noteOf = (id: string) => changeSidecarOf(checklist, (sidecar) => withNoteOf(id, sidecar));
const withNoteOf = (id: string, sidecar: ReturnType<typeof readSidecarOf>) => ({
  ...sidecar,
  items: { ...sidecar.items, [id]: { note: 'seen' } },
});

it('keeps a link and the permissions of what it names', () => {
  const elsewhere = path.join(folder, 'elsewhere.json');
  writeFileSync(elsewhere, '\uFEFF{"headroom":1}', { mode: 0o640 });
  symlinkSync(elsewhere, sidecarPath(checklist));
  noteOf('a');
  expect(lstatSync(sidecarPath(checklist)).isSymbolicLink()).toBe(true);
  expect(statSync(elsewhere).mode & 0o777).toBe(0o640);
  expect(readFileSync(elsewhere, 'utf8')).toContain('"seen"');
});

it('refuses a link that leads nowhere, and leaves it', () => {
  symlinkSync(path.join(folder, 'not-there.json'), sidecarPath(checklist));
  expect(() => noteOf('a')).toThrow(`There is no file ${sidecarPath(checklist)}.`);
  expect(lstatSync(sidecarPath(checklist)).isSymbolicLink()).toBe(true);
});

it.each([true, false])('loses no change that somebody else makes meanwhile (there was a record: %s)', (isThere) => {
  if (isThere) noteOf('first');
  let isFirst = true;
  changeSidecarOf(checklist, (sidecar) => {
    if (isFirst) {
      isFirst = false;
      noteOf('theirs');
    }
    return withNoteOf('ours', sidecar);
  });
  expect(Object.keys(readSidecarOf(checklist).items)).toEqual([...(isThere ? ['first'] : []), 'ours', 'theirs']);
});

it('gives up where somebody else writes without an end, and leaves theirs', () => {
  let count = 0;
  const meanwhile = (): void => void noteOf(`theirs ${(count += 1)}`);
  expect(() =>
    changeSidecarOf(checklist, (sidecar) => {
      meanwhile();
      return withNoteOf('ours', sidecar);
    }),
  ).toThrow('was changed by somebody else in this moment. Nothing was written; try again.');
  expect(readSidecarOf(checklist).items).not.toHaveProperty('ours');
  expect(existsSync(`${sidecarPath(checklist)}.${process.pid}.part`)).toBe(false);
});
