// Writes what is derived from the code: JSON Schemas and the tables of the docs. `--check` only compares.
import { build } from 'esbuild';
import { mkdtempSync, readFileSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const root = path.resolve(import.meta.dirname, '..');
const folder = mkdtempSync(path.join(tmpdir(), 'headroom-generate-'));
try {
  const bundle = path.join(folder, 'files.mjs');
  await build({
    entryPoints: [path.join(root, 'scripts', 'generate', 'files.ts')],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
  const { generatedFiles } = await import(pathToFileURL(bundle).href);
  const isCheck = process.argv.includes('--check');
  const stale = [];
  for (const [name, content] of Object.entries(generatedFiles())) {
    const file = path.join(root, name);
    let current;
    try {
      current = readFileSync(file, 'utf8');
    } catch {
      current = undefined;
    }
    if (current === content) continue;
    stale.push(name);
    if (isCheck) continue;
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
    console.log(`wrote ${name}`);
  }
  if (isCheck && stale.length > 0) {
    console.error(`Not up to date: ${stale.join(', ')}. Run npm run generate.`);
    process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true });
}
