// npm run package [-- --out FILE]: builds for production and packs the extension. With --cli it packs the command line
// as npm installs it: `npm install --global headroom-0.1.0.tgz`. With --built it packs what dist/ has already.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { pinnedEnvironment, pinnedNode } from './lib/pinned.mjs';
import { root } from './lib/root.mjs';
import { runCommand } from './lib/runCommand.mjs';

const manifest = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
/** What only a checkout needs to know; `scripts` would have the packer build once more. */
const OF_THE_CHECKOUT = ['private', 'scripts', 'devDependencies', 'optionalDependencies'];

/** .vscodeignore is a white list: it ignores everything but what it names after a `!`. */
const inExtension = fs
  .readFileSync(path.join(root, '.vscodeignore'), 'utf8')
  .split(/\r?\n/)
  .filter((line) => line.startsWith('!'))
  .map((line) => line.slice(1));
const KINDS = {
  extension: {
    out: 'headroom.vsix',
    files: ['.vscodeignore', ...inExtension],
    left: [...OF_THE_CHECKOUT, 'bin'],
    pack: (stage, out) => {
      const vsce = path.join(root, 'node_modules', '@vscode', 'vsce', 'vsce');
      const options = ['--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links', '--out', out];
      return run(pinnedNode(), [vsce, 'package', ...options], stage);
    },
  },
  cli: {
    out: `headroom-${manifest.version}.tgz`,
    files: ['LICENSE', 'CHANGELOG.md', 'bin/*', 'dist/{cli,server,engine,watcher,artillery-*,lib-*}.js'],
    left: [...OF_THE_CHECKOUT, 'main', 'activationEvents', 'capabilities', 'contributes', 'icon', 'galleryBanner'],
    pack: async (stage, out) => {
      await run('npm', ['pack', '--silent'], stage);
      fs.copyFileSync(path.join(stage, `headroom-${manifest.version}.tgz`), out);
    },
  },
};

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    cli: { type: 'boolean', default: false },
    built: { type: 'boolean', default: false },
  },
});
const kind = values.cli ? KINDS.cli : KINDS.extension;

// In a folder of its own: a packer looks at every file around, and tools installed for tests are tens of thousands.
const stage = fs.mkdtempSync(path.join(os.tmpdir(), 'headroom-package-'));
try {
  if (!values.built) await run(pinnedNode(), [path.join(root, 'esbuild.mjs'), '--production'], root);
  for (const file of fs.globSync(kind.files, { cwd: root })) {
    if (!fs.statSync(path.join(root, file)).isFile()) continue;
    fs.mkdirSync(path.dirname(path.join(stage, file)), { recursive: true });
    fs.copyFileSync(path.join(root, file), path.join(stage, file));
  }
  const notices = 'THIRD_PARTY_NOTICES.txt';
  fs.copyFileSync(path.join(root, 'dist', notices), path.join(stage, notices));
  const shipped = Object.fromEntries(Object.entries(manifest).filter(([key]) => !kind.left.includes(key)));
  fs.writeFileSync(path.join(stage, 'package.json'), JSON.stringify(shipped));
  await kind.pack(stage, path.resolve(values.out ?? kind.out));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  fs.rmSync(stage, { recursive: true, force: true });
}

async function run(command, args, cwd) {
  const code = await runCommand(command, args, { cwd, env: pinnedEnvironment() });
  if (code !== 0) throw new Error(`${[command, ...args].join(' ')} ended with exit code ${code}.`);
}
