import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { findFiles } from '../../../core/node/importRun/findFiles.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'headroom-find-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('finds what is there beside what is not', () => {
  const at = (...parts: string[]): string => path.join(folder, ...parts);
  mkdirSync(at('logs'));
  writeFileSync(at('logs', 'b.txt'), 'b');
  writeFileSync(at('a.txt'), 'a');
  const found = findFiles([at('missing.json'), at('a.txt'), at('logs'), at('a.txt', 'inside')]);
  expect(found.files).toEqual([
    { path: at('a.txt'), isNamed: true },
    { path: at('logs', 'b.txt'), isNamed: false },
  ]);
  expect(found.absent).toEqual([
    { path: at('missing.json'), reason: 'there is no such file or folder' },
    { path: at('a.txt', 'inside'), reason: expect.stringMatching(/^it cannot be read: |^there is no such/) },
  ]);
});
