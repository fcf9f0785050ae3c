import { describe, expect, test } from 'vitest';
import { importsOf, sourcesIn } from './sources.ts';

interface Area {
  files: (file: string) => boolean;
  /** The only folders and files of this project that it may import from. */
  may: RegExp;
  /** Packages and built-in modules that it must not import. */
  never?: RegExp;
}

const ALL = ['core', 'server', 'client', 'webview', 'cli'].flatMap(sourcesIn);
const within = (folder: string) => (file: string) => file.startsWith(`${folder}/`);
const isPureCore = (file: string): boolean => within('core')(file) && !within('core/node')(file);

const AREAS: Record<string, Area> = {
  'pure core': {
    files: isPureCore,
    may: /^core\/(?!node\/)/,
    never: /^(node:.*|vscode|vscode-.*|undici|execa)$/,
  },
  'core/node': { files: within('core/node'), may: /^core\//, never: /^(vscode|vscode-.*)$/ },
  server: {
    files: within('server'),
    may: /^(server|core)\/(?!node\/(?!(folderFiles|lastRuns|planFile)\.ts$))/,
    never: /^(vscode|vscode-languageclient.*)$/,
  },
  client: { files: within('client'), may: /^(client|core)\//, never: /^vscode-languageserver.*$/ },
  webview: {
    files: within('webview'),
    may: /^(webview\/|core\/(protocol|run|stats)\/|core\/(format|units|metrics|language\/load(Areas|Profile))\.ts$)/,
    never: /^(node:.*|vscode|vscode-.*|undici|execa)$/,
  },
  cli: { files: within('cli'), may: /^(cli|core)\//, never: /^(vscode|vscode-languageclient.*)$/ },
};

const isOurs = (name: string): boolean =>
  /^(core|server|client|webview|cli|test|scripts|tools|examples|bin)\//.test(name);

describe.each(Object.entries(AREAS))('imports of %s point inward', (_, { files, may, never }) => {
  const offending = ALL.filter(files).flatMap((file) =>
    importsOf(file)
      .filter((name) => (isOurs(name) ? !may.test(name) : never?.test(name)))
      .map((name) => `${file} imports ${name}`),
  );

  test('none goes where it must not', () => {
    expect(offending).toEqual([]);
  });
});

describe('single places', () => {
  const importersOf = (wanted: RegExp): string[] =>
    ALL.filter((file) => importsOf(file).some((name) => wanted.test(name)));

  test('YAML is read in core/configs alone', () => {
    expect(importersOf(/^yaml$/).filter((file) => !within('core/configs')(file))).toEqual([]);
  });

  test('JavaScript is read in core/configs/k6/parse*.ts alone', () => {
    expect(importersOf(/^@babel\//).filter((file) => !file.startsWith('core/configs/k6/parse'))).toEqual([]);
  });

  test('every file belongs to an area', () => {
    const areas = Object.values(AREAS);
    expect(ALL.filter((file) => !areas.some(({ files }) => files(file)))).toEqual([]);
  });
});
