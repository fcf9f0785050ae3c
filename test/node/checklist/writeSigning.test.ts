import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readChecklist } from '../../../core/checklist/readChecklist.ts';
import { prepareSigning, type PreparedSigning } from '../../../core/checklist/signOff/prepareSigning.ts';
import { readChecklistFile, type ChecklistFile } from '../../../core/node/checklist/checklistFile.ts';
import { changeSidecarOf, readSidecarOf, sidecarPath } from '../../../core/node/checklist/sidecarFile.ts';
import { textHash } from '../../../core/node/checklist/textHash.ts';
import { writeSigning } from '../../../core/node/checklist/writeSigning.ts';

const TEXT = '\uFEFF- [x] Café\r\n\r\n# Sign-off\r\n\r\n- [ ] Lead: ____ Date: ____\r\n- Operations: ____ Date: ____';
const SIGNED = TEXT.replace('[ ] Lead: ____ Date: ____', '[x] Lead: Åsa Date: 2026-01-31');

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'headroom-signing-'));
  file = path.join(folder, 'release.md');
  writeFileSync(file, TEXT);
});
afterEach(() => rmSync(folder, { recursive: true }));

function prepare(role = 'Lead'): { source: ChecklistFile; prepared: PreparedSigning } {
  const source = readChecklistFile(file);
  const { text } = source;
  const now = {
    file,
    text,
    checklist: readChecklist(text),
    evidence: [],
    sidecar: readSidecarOf(file),
    hash: textHash,
  };
  const wish = { role, name: 'Åsa', decision: 'go' as const, despite: false, replace: false };
  return { source, prepared: prepareSigning(now, { ...wish, signedAt: '2026-01-31T12:00:00+01:00' }) };
}
const write = ({ source, prepared }: ReturnType<typeof prepare>): void => writeSigning(source, prepared);
const textNow = (): string => readFileSync(file, 'utf8');

it('writes the places and no other byte, and the record beside it', () => {
  write(prepare());
  expect(textNow()).toBe(SIGNED);
  expect(readSidecarOf(file).signOffs).toMatchObject([{ role: 'Lead', name: 'Åsa', decision: 'go' }]);
});

it('keeps what others wrote into the record in the meantime', () => {
  const ready = prepare();
  changeSidecarOf(file, (sidecar) => ({ ...sidecar, items: { Café: { note: 'seen' } } }));
  write(ready);
  expect(readSidecarOf(file)).toMatchObject({ items: { Café: { note: 'seen' } }, signOffs: [{ role: 'Lead' }] });
});

it('writes nothing when the text was changed in the meantime', () => {
  const ready = prepare();
  writeFileSync(file, `${TEXT}\nmore`);
  expect(() => write(ready)).toThrow(
    `${file} was changed by somebody else in this moment. Nothing was written; try again.`,
  );
  expect(textNow()).toBe(`${TEXT}\nmore`);
  expect(existsSync(sidecarPath(file))).toBe(false);
});

it('puts the text back when the role was signed in the meantime', () => {
  const ready = prepare();
  const other = prepare();
  changeSidecarOf(file, (sidecar) => ({ ...sidecar, signOffs: [{ ...other.prepared.signOff, name: 'Bob' }] }));
  expect(() => write(ready)).toThrow('Lead has signed');
  expect(textNow()).toBe(TEXT);
  expect(readSidecarOf(file).signOffs).toMatchObject([{ name: 'Bob' }]);
});

it('puts the text back when the record cannot be understood any more', () => {
  const ready = prepare();
  writeFileSync(sidecarPath(file), '{');
  expect(() => write(ready)).toThrow('is not JSON');
  expect(textNow()).toBe(TEXT);
  expect(readFileSync(sidecarPath(file), 'utf8')).toBe('{');
});

it('puts the text back when the record cannot be written', () => {
  const ready = prepare();
  mkdirSync(sidecarPath(file));
  expect(() => write(ready)).toThrow();
  expect(textNow()).toBe(TEXT);
});

it('writes no letters into a file of which nobody knows the encoding', () => {
  writeFileSync(file, Buffer.from(TEXT.slice(1), 'latin1'));
  expect(() => write(prepare())).toThrow('is neither UTF-8 nor UTF-16, so "Åsa" cannot be written into it.');
  expect(readFileSync(file)).toEqual(Buffer.from(TEXT.slice(1), 'latin1'));
});

it('writes UTF-16 as it was', () => {
  writeFileSync(file, Buffer.from(TEXT, 'utf16le'));
  write(prepare());
  expect(readFileSync(file)).toEqual(Buffer.from(SIGNED, 'utf16le'));
});
