// Two jobs: typed correctness rules for all TypeScript, and the import rule (imports point inward) folder by folder.
// test/architecture says the import rule a second time with its own means.
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Imports of a top-level folder from anywhere else: `../server/main.ts`, `../../server/main.ts`. */
const folder = (name, message) => ({ regex: `^(\\.\\./)+${name}/`, message });
const outer = (...names) => names.map((name) => folder(name, 'Imports point inward, see docs/architecture.md.'));
const modules = (names, message) => ({ regex: `^(${names.join('|')})(/|$)`, message });

const NO_NODE = {
  regex: '^node:',
  message: 'Only core/node, server, client and cli may use Node; pass the ability in.',
};
const NO_VSCODE = modules(['vscode'], 'The editor API belongs to client/ alone.');
const NO_PROCESS_LIBRARIES = modules(['undici', 'execa'], 'Sockets and processes belong to core/node/.');
const NO_LANGUAGE_CLIENT = modules(['vscode-languageclient'], 'Only client/ talks to the server as a client.');
const NO_LANGUAGE_SERVER = modules(['vscode-languageserver.*'], 'Only server/ speaks the protocol as a server.');
const NO_YAML = modules(['yaml'], 'YAML is read in core/configs/ alone, where every value keeps its span.');
const NO_BABEL = modules(
  ['@babel'],
  'Scripts are read in core/configs/k6/parse*.ts alone; `parseScript.ts` hands the types on.',
);

const imports = (files, patterns, ignores = []) => ({
  files,
  ignores,
  rules: { 'no-restricted-imports': ['error', { patterns }] },
});

const PURE = [
  ...outer('server', 'client', 'webview', 'cli', 'test'),
  NO_NODE,
  NO_VSCODE,
  NO_PROCESS_LIBRARIES,
  NO_LANGUAGE_CLIENT,
  NO_LANGUAGE_SERVER,
  { regex: '/node/', message: 'Pure code does not know core/node/; core/node/ knows it.' },
];

export default defineConfig(
  {
    ignores: [
      '**/node_modules/',
      '**/dist/',
      '.tools/',
      '.corpus/',
      '.vscode-test/',
      '**/headroom-results/',
      'coverage/',
      'test/fixtures/',
      // Types of scripts that stay plain JavaScript; nothing in them runs.
      '**/*.d.mts',
      // Scripts for k6 and other tools: they run in engines of their own.
      'examples/**/*.js',
    ],
  },
  {
    files: ['**/*.ts', '**/*.mts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: { allowDefaultProject: ['vitest.config.mts'] } } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // Numbers and booleans read well in messages; objects and undefined are still refused.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // `() => emitter.fire()` is the usual shape of a handler, `return report(…)` that of an early way out.
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      eqeqeq: 'error',
      'no-console': 'error',
      'no-restricted-syntax': [
        'error',
        {
          // The namespace leaves out what is not used, such as all of zod's locales.
          selector:
            "ImportDeclaration[source.value='zod'][importKind!='type'] > :matches(ImportSpecifier[imported.name='z'], ImportDefaultSpecifier)",
          message: "Write `import * as z from 'zod'`: it makes each bundle 350 KiB smaller.",
        },
      ],
      'no-restricted-properties': [
        'error',
        {
          object: 'process',
          property: 'exit',
          message: 'Only cli/main.ts ends the process; set process.exitCode or throw.',
        },
      ],
    },
  },
  {
    files: ['**/*.mjs', '**/*.cjs', '**/*.js'],
    extends: [tseslint.configs.recommended],
    rules: { eqeqeq: 'error', '@typescript-eslint/no-require-imports': 'off' },
  },
  { files: ['cli/**', 'examples/**'], rules: { 'no-console': 'off' } },
  { files: ['cli/main.ts'], rules: { 'no-restricted-properties': 'off' } },
  {
    files: ['test/**/*.ts'],
    rules: {
      // A test that gets `undefined` where it expects a value fails at that line anyway.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
    },
  },

  // The import rule.
  imports(['core/**/*.ts'], [...PURE, NO_YAML, NO_BABEL], ['core/node/**', 'core/configs/**']),
  imports(['core/configs/**/*.ts'], [...PURE, NO_BABEL], ['core/configs/k6/parse*.ts']),
  imports(['core/configs/k6/parse*.ts'], PURE),
  imports(
    ['core/node/**/*.ts'],
    [...outer('server', 'client', 'webview', 'cli', 'test'), NO_VSCODE, NO_LANGUAGE_CLIENT, NO_LANGUAGE_SERVER],
  ),
  imports(
    ['server/**/*.ts'],
    [
      ...outer('client', 'webview', 'cli', 'test'),
      folder(
        'core/node/(?!(folderFiles|lastRuns|planFile)\\.ts$)',
        'The language server works on text and looks at the files beside it; it starts nothing and writes nothing.',
      ),
      NO_VSCODE,
      NO_PROCESS_LIBRARIES,
      NO_LANGUAGE_CLIENT,
      NO_YAML,
    ],
  ),
  imports(
    ['client/**/*.ts'],
    [
      ...outer('webview', 'cli', 'test'),
      folder('server', 'client and server meet only in core/protocol/lsp.ts.'),
      NO_LANGUAGE_SERVER,
      NO_YAML,
    ],
  ),
  imports(
    ['webview/**/*.ts'],
    [
      ...outer('server', 'client', 'cli', 'test'),
      NO_NODE,
      NO_VSCODE,
      NO_PROCESS_LIBRARIES,
      NO_LANGUAGE_CLIENT,
      NO_LANGUAGE_SERVER,
      NO_YAML,
      {
        regex: '^(\\.\\./)+core/(?!(protocol|run|stats)/|(format|units|metrics|language/load(Areas|Profile))\\.ts$)',
        message:
          'A webview draws: it knows core/protocol, core/run, core/stats, core/format, core/units, core/metrics and load curves.',
      },
    ],
  ),
  imports(['cli/**/*.ts'], [...outer('server', 'client', 'webview', 'test'), NO_VSCODE, NO_LANGUAGE_CLIENT, NO_YAML]),
  imports(
    ['test/**/*.ts'],
    [{ ...NO_VSCODE, message: 'Only test/host runs inside VS Code.' }],
    ['test/host/**', 'test/client/**'],
  ),
);
