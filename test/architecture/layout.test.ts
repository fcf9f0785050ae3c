import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { isPlanFile, PLAN_FILE_PATTERNS, PLAN_LANGUAGE_ID } from '../../core/protocol/lsp.ts';
import { MINIMUM_NODE } from '../../scripts/lib/nodeVersion.mjs';
import { read, root, sourcesIn } from './sources.ts';

const PRODUCT = ['core', 'server', 'client', 'cli', 'webview'];
const FOLDERS = [
  ...PRODUCT,
  'syntaxes',
  'media',
  'schemas',
  'examples',
  'test',
  'docs',
  'bin',
  'scripts',
  'tools',
  '.ci',
  '.git',
];
const LONGEST_FILE = 300;

interface Manifest {
  engines: { node: string };
  scripts: Record<string, string>;
  dependencies?: Record<string, string>;
  devDependencies: Record<string, string>;
  optionalDependencies: Record<string, string>;
  contributes: {
    languages: { id: string; filenamePatterns: string[]; configuration: string }[];
    grammars: { path: string }[];
    snippets: { path: string }[];
    yamlValidation: { fileMatch: string[] }[];
  };
}
const manifest = JSON.parse(read('package.json')) as Manifest;

describe('the tree', () => {
  test('has the top level that docs/architecture.md describes, and no more', () => {
    const ignored = read('.gitignore')
      .split('\n')
      .map((line) => line.replace(/\/$/, ''));
    const folders = fs
      .readdirSync(root, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .filter((name) => !ignored.includes(name));
    expect(folders.filter((name) => !FOLDERS.includes(name))).toEqual([]);
    expect(PRODUCT.concat('syntaxes', 'test', 'docs').filter((name) => !folders.includes(name))).toEqual([]);
    for (const file of [
      'package.json',
      'tsconfig.json',
      '.vscodeignore',
      'LICENSE',
      'CHANGELOG.md',
      'CONTRIBUTING.md',
    ]) {
      expect(fs.existsSync(path.join(root, file)), file).toBe(true);
    }
  });

  test(`no source file is longer than ${String(LONGEST_FILE)} lines`, () => {
    const long = PRODUCT.flatMap(sourcesIn)
      .map((file) => ({ file, lines: read(file).trimEnd().split('\n').length }))
      .filter(({ lines }) => lines > LONGEST_FILE);
    expect(long).toEqual([]);
  });

  test('only cli/main.ts ends the process', () => {
    const callers = PRODUCT.flatMap(sourcesIn).filter((file) =>
      /\bprocess\s*(\.\s*exit\b(?!Code)|\[)/.test(read(file)),
    );
    expect(callers.filter((file) => file !== 'cli/main.ts')).toEqual([]);
  });
});

describe('what is said twice is said alike', () => {
  test('every dependency has its line in docs/dependencies.md, and every line its dependency', () => {
    const declared = [
      ...Object.keys(manifest.dependencies ?? {}),
      ...Object.keys(manifest.devDependencies),
      ...Object.keys(manifest.optionalDependencies),
    ];
    const described = [...read('docs/dependencies.md').matchAll(/^\| `([^`]+)`/gm)].map(([, name]) => name);
    expect(described.toSorted()).toEqual(declared.toSorted());
  });

  test('the README names the commands that package.json has', () => {
    const readme = read('README.md');
    expect(readme).toContain('npm start');
    expect(readme).toContain('npm test');
    const named = [...readme.matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name ?? '');
    expect(named.filter((name) => !Object.hasOwn(manifest.scripts, name))).toEqual([]);
  });

  test('the oldest Node is the same everywhere', () => {
    expect(manifest.engines.node).toBe(`>=${MINIMUM_NODE}`);
    const [major, minor] = MINIMUM_NODE.split('.');
    expect(read('bin/headroom.cjs')).toContain(`MINIMUM = [${String(major)}, ${String(minor)}]`);
  });

  test('the editor and the language server know plans by the same names', () => {
    const [language] = manifest.contributes.languages;
    expect(language?.id).toBe(PLAN_LANGUAGE_ID);
    expect(language?.filenamePatterns).toEqual([...PLAN_FILE_PATTERNS]);
    expect(manifest.contributes.yamlValidation[0]?.fileMatch).toEqual([...PLAN_FILE_PATTERNS]);
    for (const pattern of PLAN_FILE_PATTERNS) expect(isPlanFile(`/a/${pattern.replace('*', 'shop')}`)).toBe(true);
    for (const name of ['shop.yaml', 'myheadroom.yaml', 'headroom.yaml.bak', 'headroom.json']) {
      expect(isPlanFile(`file:///a/${name}`), name).toBe(false);
    }
  });

  test('files that package.json contributes exist', () => {
    const { languages, grammars, snippets } = manifest.contributes;
    const files = [
      ...languages.map(({ configuration }) => configuration),
      ...[...grammars, ...snippets].map(({ path: file }) => file),
    ];
    for (const file of files) expect(() => JSON.parse(read(file)) as unknown, file).not.toThrow();
  });
});

describe('documents', () => {
  test('name only files and folders that exist', () => {
    const missing = ['README.md', 'CONTRIBUTING.md', 'docs/architecture.md'].flatMap((document) =>
      [
        ...read(document).matchAll(
          /`((?:core|server|client|webview|cli|syntaxes|schemas|examples|test|docs|bin|scripts|tools)\/[\w./-]*)`/g,
        ),
      ]
        .map(([, name]) => name ?? '')
        .filter((name) => !fs.existsSync(path.join(root, name)))
        .map((name) => `${document}: ${name}`),
    );
    expect(missing).toEqual([]);
  });
});
