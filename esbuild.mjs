// Bundles everything that is shipped. `--production` minifies, `--host-tests` also bundles the tests that run in VS Code.
import * as esbuild from 'esbuild';
import fs from 'node:fs';
import path from 'node:path';

const production = process.argv.includes('--production');
const shared = { bundle: true, minify: production, sourcemap: 'linked', logLevel: 'warning', metafile: true };
const node = {
  ...shared,
  platform: 'node',
  format: 'cjs',
  target: 'node22',
  // A CommonJS bundle has no import.meta; these three members are what our sources and libraries ask of it.
  define: {
    'import.meta.url': 'importMetaUrl',
    'import.meta.dirname': '__dirname',
    'import.meta.filename': '__filename',
  },
  banner: { js: "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;" },
};
const browser = { ...shared, platform: 'browser', format: 'iife', target: 'chrome138' };

/** Parts of the extension that `import()` loads when they are needed, as `dist/client-<name>.js`. */
const LAZY_CLIENT = [
  'client/language/recognition.ts',
  'client/language/languageClient.ts',
  'client/panels/resultPanels.ts',
  'client/panels/loadProfilePanels.ts',
];
const lazyBundle = (file) => `client-${path.basename(file, '.ts')}`;
const lazyParts = {
  name: 'lazy parts',
  setup: (build) =>
    build.onResolve({ filter: /^\.{1,2}\// }, ({ path: wanted, resolveDir, kind }) => {
      if (kind !== 'dynamic-import') return undefined;
      const file = path.relative('.', path.resolve(resolveDir, wanted)).split(path.sep).join('/');
      if (LAZY_CLIENT.includes(file)) return { path: `./${lazyBundle(file)}.js`, external: true };
      return { errors: [{ text: `${file} is loaded by import(), but LAZY_CLIENT in esbuild.mjs does not name it.` }] };
    }),
};

const jobs = [
  {
    ...node,
    entryPoints: {
      client: 'client/extension.ts',
      ...Object.fromEntries(LAZY_CLIENT.map((file) => [lazyBundle(file), file])),
    },
    outdir: 'dist',
    external: ['vscode'],
    plugins: [lazyParts],
  },
  { ...node, entryPoints: ['server/main.ts'], outfile: 'dist/server.js' },
  { ...node, entryPoints: ['cli/main.ts'], outfile: 'dist/cli.js' },
  { ...node, entryPoints: ['core/node/engine/main.ts'], outfile: 'dist/engine.js' },
  { ...node, entryPoints: ['core/node/watcher/main.ts'], outfile: 'dist/watcher.js' },
  { ...node, entryPoints: ['core/node/artillery/tap.ts'], outfile: 'dist/artillery-tap.js' },
  {
    ...node,
    entryPoints: ['core/node/artillery/reporter.ts'],
    outfile: 'dist/artillery-reporter.js',
    // Artillery calls what the module itself is.
    footer: { js: 'module.exports = module.exports.default;' },
  },
  {
    ...browser,
    entryPoints: { webview: 'webview/main.ts', 'webview-load': 'webview/load/main.ts' },
    outdir: 'dist',
  },
  { ...browser, entryPoints: ['webview/styles.css'], outfile: 'dist/webview.css' },
];
if (process.argv.includes('--host-tests')) {
  // mocha stays outside the bundle: it finds its reporters and interfaces by file name.
  const entryPoints = fs.globSync('test/host/{index,*.test}.ts');
  jobs.push({ ...node, entryPoints, outdir: 'dist/host-tests', external: ['vscode', 'mocha'] });
}

// One broken bundle does not hide the state of the others: all are built, then all failures are told.
const results = await Promise.allSettled(jobs.map((job) => esbuild.build(job)));
let failed = 0;
for (const [index, result] of results.entries()) {
  const job = jobs[index];
  if (result.status === 'rejected') {
    failed += 1;
    console.error(`${job.outfile ?? job.outdir}: not built (${Object.values(job.entryPoints).join(', ')})`);
    if (!Array.isArray(result.reason?.errors)) console.error(result.reason);
    continue;
  }
  for (const [file, { bytes }] of Object.entries(result.value.metafile.outputs)) {
    if (/\.(js|css)$/.test(file)) console.log(`${file.padEnd(28)} ${(bytes / 1024).toFixed(0).padStart(5)} KiB`);
  }
}
if (failed > 0) {
  console.error(`${failed} of ${jobs.length} bundles failed.`);
  process.exitCode = 1;
}
