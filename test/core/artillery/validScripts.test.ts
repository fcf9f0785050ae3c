import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readArtillery } from '../../../core/configs/artillery/readArtillery.ts';
import { recognise } from '../../../core/configs/recognise.ts';
import { describeAt } from '../../support/markers.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../fixtures/artillery/valid');
const scripts = readdirSync(FOLDER).map((name) => ({ name, text: readFileSync(path.join(FOLDER, name), 'utf8') }));

/** Facts of files with which every script is right, and the same without any. */
const EVERY_FILE = { fileExists: () => true, firstRowOf: () => ['1', '2'], isPluginInstalled: () => true };

describe.each(scripts)('$name', ({ name, text }) => {
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
    expect(recognise(name, text).dialect).toBe('artillery');
  });
});
