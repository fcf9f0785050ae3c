import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { looksLikeArtillery } from '../../../core/configs/artillery/looksLikeArtillery.ts';
import { readArtillery } from '../../../core/configs/artillery/readArtillery.ts';
import { readYaml } from '../../../core/configs/yaml/readYaml.ts';
import { describeAt } from '../../support/markers.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../fixtures/artillery/valid');
const scripts = readdirSync(FOLDER).map((name) => ({ name, text: readFileSync(path.join(FOLDER, name), 'utf8') }));

/** Facts of files with which every script is right, and the same without any. */
const EVERY_FILE = { fileExists: () => true, firstRowOf: () => ['1', '2'], isPluginInstalled: () => true };

describe.each(scripts)('$name', ({ text }) => {
  it.each([
    ['as it is', text],
    ['with Windows line ends', text.replaceAll('\n', '\r\n')],
  ])('has no problem %s', (_, written) => {
    for (const facts of [{}, EVERY_FILE]) {
      const { problems } = readArtillery(written, facts);
      expect(problems.map(({ code, span }) => describeAt(written, code, span))).toEqual([]);
    }
  });

  it('is recognised', () => {
    expect(looksLikeArtillery(readYaml(text, '').root)).toBe(true);
  });
});

describe('a script is recognised by what is in it', () => {
  it.each([
    ['a config with phases', 'config: { phases: [{ arrivalRate: 1 }] }', true],
    ['a config with a target alone', 'config: { target: "http://a.test" }', true],
    ['a config of a plugin alone', 'config: { plugins: { publish-metrics: [] } }', true],
    ['scenarios alone', 'scenarios: [{ flow: [] }]', true],
    ['scenarios with a wrong config', 'config: null\nscenarios: [{ flow: 1 }]', true],
    ['a plan', 'headroom: 1\ntests: {}', false],
    ['scenarios of k6', 'scenarios: { a: { executor: constant-vus } }', false],
    ['a config of something else', 'config: { target: es2023, environments: {} }', false],
    ['a config among other things', 'config: { target: "http://a.test" }\nname: x', false],
    ['scenarios of something else', 'scenarios: [{ given: a, when: b }]', false],
    ['a list', '[1, 2]', false],
    ['nothing', '', false],
  ])('%s', (_, text, expected) => {
    expect(looksLikeArtillery(readYaml(text, '').root)).toBe(expected);
  });
});
