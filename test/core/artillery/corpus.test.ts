import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { recognise } from '../../../core/configs/recognise.ts';
import { scriptProblems } from '../../../core/configs/scriptProblems.ts';
import { folderFiles } from '../../../core/node/folderFiles.ts';

/*
 * Scripts of Artillery's own repository, which its own tests run: none has an error, but those that are wrong on
 * purpose or have a mistake that Artillery swallows. `node scripts/fetch-artillery-corpus.mjs` brings them.
 */

const ROOT = path.resolve(import.meta.dirname, '../../..');
const FOLDER = process.env['HEADROOM_ARTILLERY_CORPUS'] ?? path.join(ROOT, '.corpus/artillery');

const manifest = z
  .object({
    repository: z.string(),
    commit: z.string(),
    files: z.array(z.object({ path: z.string(), sha256: z.string() })),
    /** The errors of files that are wrong, and why they are. */
    wrong: z.record(z.string(), z.object({ why: z.string(), errors: z.array(z.string()) })),
  })
  .parse(JSON.parse(readFileSync(path.join(ROOT, 'test/fixtures/artillery/corpus.json'), 'utf8')));

const isThere = existsSync(path.join(FOLDER, manifest.files[0]?.path ?? ''));
if (!isThere)
  process.stderr.write('Tests are skipped: node scripts/fetch-artillery-corpus.mjs brings their scripts.\n');

describe.skipIf(!isThere)(`scripts of ${manifest.repository} (needs scripts/fetch-artillery-corpus.mjs)`, () => {
  it.each(manifest.files)('$path', ({ path: name, sha256 }) => {
    const file = path.join(FOLDER, name);
    const text = readFileSync(file, 'utf8');
    expect(createHash('sha256').update(text).digest('hex'), 'the script is the one that the manifest names').toBe(
      sha256,
    );
    expect(recognise(file, text)).toEqual({ dialect: 'artillery' });
    const files = folderFiles(path.dirname(file));
    const problems = scriptProblems('artillery', { path: file, text, files });
    const errors = problems.filter(({ severity }) => severity === 'error').map(({ code }) => code);
    expect([...new Set(errors)].sort()).toEqual(manifest.wrong[name]?.errors ?? []);
  });
});

describe('the manifest', () => {
  it('names each script once, and says of no other that it is wrong', () => {
    const names = manifest.files.map(({ path: name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(Object.keys(manifest.wrong).filter((name) => !names.includes(name))).toEqual([]);
    expect(names.length).toBeGreaterThan(150);
  });
});
