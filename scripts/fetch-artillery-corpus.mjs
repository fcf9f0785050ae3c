// Brings Artillery's own repository into an ignored folder, at the commit that test/fixtures/artillery/corpus.json names,
// so that test/core/artillery/corpus.test.ts can hold its scripts against the rules. Nothing of it is committed.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './lib/root.mjs';

const manifest = JSON.parse(readFileSync(path.join(root, 'test/fixtures/artillery/corpus.json'), 'utf8'));
const folder = path.join(root, '.corpus', 'artillery');

const git = (...args) => execFileSync('git', ['-C', folder, ...args], { stdio: ['ignore', 'ignore', 'inherit'] });

try {
  if (!existsSync(path.join(folder, '.git'))) {
    mkdirSync(folder, { recursive: true });
    git('init', '--quiet');
    git('remote', 'add', 'origin', `https://github.com/${manifest.repository}`);
  }
  // The large files are data of a few of its tests.
  git('sparse-checkout', 'set', '--no-cone', '/examples/', '/packages/', '!*large*payload*.json');
  git('fetch', '--quiet', '--depth', '1', '--filter=blob:none', 'origin', manifest.commit);
  git('checkout', '--quiet', '--force', 'FETCH_HEAD');
  console.log(`${manifest.repository} at ${manifest.commit} is in ${path.relative(process.cwd(), folder) || '.'}`);
} catch (error) {
  // What git said is printed already.
  console.error(`The scripts of ${manifest.repository} could not be fetched; their test is skipped without them.`);
  if (!(error instanceof Error && 'status' in error)) throw error;
  process.exitCode = 1;
}
