import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readResultFile } from '../../../core/node/importRun/resultFile.ts';
import { openSource } from '../../../core/node/importRun/sourceFile.ts';
import { textOf } from '../../core/import/importFixture.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'headroom-utf16-'));
afterAll(() => rmSync(folder, { recursive: true }));

it.each([
  ['with its mark', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
  ['the other way round', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
  ['without a mark', (text: string) => Buffer.from(text, 'utf16le')],
])('a file in UTF-16, %s, is refused with what to do', (_, encoded) => {
  const file = path.join(folder, 'wrk.txt');
  writeFileSync(file, encoded(textOf('wrk.txt')));
  expect(readResultFile(openSource(file)).reading).toEqual({
    kind: 'other',
    reason: expect.stringMatching(/UTF-16.*Save it as UTF-8/),
  });
});

it('what is no text is not taken for it', () => {
  const file = path.join(folder, 'picture.png');
  writeFileSync(file, Buffer.from([137, 80, 0, 0, 7, 0, 3, 4]));
  expect(readResultFile(openSource(file)).reading).toEqual({ kind: 'other', reason: 'it is no text' });
});
