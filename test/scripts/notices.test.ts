import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { bundledPackages, noticesOf } from '../../scripts/lib/notices.mjs';

test('packages are those whose code is in a bundle, each once', () => {
  const inputs = (names: Record<string, number>): object =>
    Object.fromEntries(Object.entries(names).map(([name, bytesInOutput]) => [name, { bytesInOutput }]));
  const metafileOf = (names: Record<string, number>) =>
    ({ outputs: { 'dist/a.js': { inputs: inputs(names) } } }) as never;
  const found = bundledPackages([
    metafileOf({ 'core/format.ts': 9, 'node_modules/yaml/dist/a.js': 5, 'node_modules/yaml/dist/b.js': 5 }),
    metafileOf({ 'node_modules/@babel/parser/lib/index.js': 7, 'node_modules/left-out/index.js': 0 }),
    metafileOf({ 'node_modules/a/node_modules/b/index.js': 1 }),
  ]);
  expect(found).toEqual(['node_modules/@babel/parser', 'node_modules/a/node_modules/b', 'node_modules/yaml']);
});

test('a notice has the name, the version and every legal text of a package; one without a licence is refused', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'headroom-notices-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const packageOf = (name: string, files: Record<string, string>): string => {
    mkdirSync(path.join(folder, name));
    for (const [file, text] of Object.entries(files)) writeFileSync(path.join(folder, name, file), text);
    return path.join(folder, name);
  };
  const one = packageOf('one', {
    'package.json': '{"name": "one", "version": "1.2.3", "license": "MIT"}',
    'LICENSE.md': 'Copyright One\r\nAs is.\n',
    'ThirdPartyNotices.txt': 'Of two.',
    'licenser.js': 'const x = 1;',
  });
  const notices = noticesOf([one]);
  for (const part of ['one 1.2.3, MIT', 'Copyright One\nAs is.', 'Of two.']) expect(notices).toContain(part);
  expect(notices).not.toContain('const x');
  const bare = packageOf('bare', { 'package.json': '{"name": "bare", "version": "1.0.0"}' });
  expect(() => noticesOf([bare])).toThrow(/bare does not say its licence/);
});
