// Bundles everything that is shipped. `--production` minifies, `--host-tests` also bundles the tests that run in VS Code.
import * as esbuild from 'esbuild';
import fs from 'node:fs';
import path from 'node:path';
import { bundledPackages, noticesOf } from './scripts/lib/notices.mjs';

const production = process.argv.includes('--production');
const shared = { bundle: true, minify: production, sourcemap: 'linked', logLevel: 'warning', metafile: true };
const nodeAlone = {
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
const browser = { ...shared, platform: 'browser', format: 'esm', target: 'chrome138' };

/** Parts of the extension that `import()` loads when they are needed, as `dist/client-<name>.js`. */
const LAZY_CLIENT = [
  'client/language/recognition.ts',
  'client/language/languageClient.ts',
  'client/running/parts.ts',
  'client/panels/loadProfilePanels.ts',
  'client/runs/tree/runsView.ts',
  'client/plansAndRuns.ts',
  'client/checklists/checklists.ts',
  'client/checklists/reading.ts',
  'client/checklists/runbook/runbook.ts',
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

/**
 * Libraries that several processes need. Each is a file of its own in dist/ and stands outside the other bundles, which
 * would hold a copy each: the package would be half as large again.
 */
const SHARED_LIBRARIES = [
  '@babel/parser',
  'csv-parse/sync',
  'tough-cookie',
  'undici',
  'vscode-languageserver/node',
  'yaml',
  'zod',
];
const libraryBundle = (library) => `lib-${library.replace('@', '').replaceAll('/', '-')}`;
/** The only file that knows our Markdown parser, which is several libraries that need each other. */
const MARKDOWN_PARSER = 'core/checklist/markdown/parseMarkdown.ts';
const sharedLibraries = {
  name: 'shared libraries',
  setup: (build) => {
    build.onResolve({ filter: /^[^.]/ }, ({ path: wanted, kind }) => {
      if (!SHARED_LIBRARIES.includes(wanted) || kind === 'entry-point') return undefined;
      return { path: `./${libraryBundle(wanted)}.js`, external: true };
    });
    build.onResolve({ filter: /parseMarkdown\.ts$/ }, ({ path: wanted, resolveDir, kind }) =>
      kind !== 'entry-point' && path.resolve(resolveDir, wanted) === path.resolve(MARKDOWN_PARSER)
        ? { path: './lib-markdown.js', external: true }
        : undefined,
    );
  },
};
/** zod's own messages in fifty languages, of which we show none, are half of it. */
const withoutLocales = {
  name: 'without locales',
  setup: (build) => {
    build.onResolve({ filter: /\/locales\/index\.js$/ }, () => ({ path: 'none', namespace: 'locales' }));
    build.onLoad({ filter: /^/, namespace: 'locales' }, () => ({ contents: 'export {}' }));
  },
};
/** undici's second parser of HTTP, which it takes only when this variable asks for it, is a fifth of it. */
const withoutMilo = {
  name: 'without milo',
  setup: (build) => {
    build.initialOptions.define = { ...build.initialOptions.define, 'process.env.UNDICI_USE_MILO': '"0"' };
    build.onResolve({ filter: /\/milo\/(?:no-)?simd\.js$/ }, () => ({ path: 'none', namespace: 'milo' }));
    build.onLoad({ filter: /^/, namespace: 'milo' }, () => ({ contents: 'module.exports = {}' }));
  },
};
const node = { ...nodeAlone, plugins: [sharedLibraries] };

const jobs = [
  {
    ...nodeAlone,
    entryPoints: {
      ...Object.fromEntries(SHARED_LIBRARIES.map((library) => [libraryBundle(library), library])),
      'lib-markdown': MARKDOWN_PARSER,
    },
    outdir: 'dist',
    plugins: [withoutLocales, withoutMilo],
  },
  {
    ...node,
    entryPoints: {
      client: 'client/extension.ts',
      ...Object.fromEntries(LAZY_CLIENT.map((file) => [lazyBundle(file), file])),
    },
    outdir: 'dist',
    external: ['vscode'],
    plugins: [lazyParts, sharedLibraries],
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
    // What several pages need, such as the charts, is in the package once.
    splitting: true,
    chunkNames: 'webview-shared-[hash]',
    entryPoints: {
      webview: 'webview/main.ts',
      'webview-load': 'webview/load/main.ts',
      'webview-compare': 'webview/compare/main.ts',
    },
    outdir: 'dist',
  },
  { ...browser, entryPoints: ['webview/styles.css'], outfile: 'dist/webview.css' },
  { ...browser, entryPoints: ['webview/compare/styles.css'], outfile: 'dist/webview-compare.css' },
];
if (process.argv.includes('--host-tests')) {
  // mocha stays outside the bundle: it finds its reporters and interfaces by file name.
  const entryPoints = fs.globSync('test/host/{index,*.test}.ts');
  jobs.push({ ...nodeAlone, entryPoints, outdir: 'dist/host-tests', external: ['vscode', 'mocha'] });
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
if (failed === 0) {
  // What an older build left would be packed with the rest.
  const written = new Set(results.flatMap(({ value }) => Object.keys(value.metafile.outputs)));
  for (const file of fs.globSync('dist/*.{js,css,map}')) {
    if (!written.has(file.split(path.sep).join('/'))) fs.rmSync(file);
  }
  const metafiles = results.map(({ value }) => value.metafile);
  fs.writeFileSync('dist/THIRD_PARTY_NOTICES.txt', noticesOf(bundledPackages(metafiles)));
} else {
  console.error(`${failed} of ${jobs.length} bundles failed.`);
  process.exitCode = 1;
}
