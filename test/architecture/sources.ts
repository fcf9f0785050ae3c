import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

export const root = path.resolve(import.meta.dirname, '..', '..');

export const read = (file: string): string => fs.readFileSync(path.join(root, file), 'utf8');

/** TypeScript files of a folder, with forward slashes, relative to the checkout. */
export function sourcesIn(folder: string): string[] {
  return fs
    .readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => path.posix.join(folder, name.split(path.sep).join('/')))
    .filter((file) => /\.(ts|mts|tsx)$/.test(file) && !file.includes('/fixtures/'));
}

/**
 * What a file imports, by the compiler's own reader: `import`, `export … from`, `import()`, `require()` and type
 * imports. Relative ones come as paths from the checkout, so that a rule can look at the first folder.
 */
export function importsOf(file: string): string[] {
  return ts
    .preProcessFile(read(file), true, true)
    .importedFiles.map(({ fileName }) =>
      fileName.startsWith('.') ? path.posix.join(path.posix.dirname(file), fileName) : fileName,
    );
}
