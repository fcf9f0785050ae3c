import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadsOf } from '../../../core/configs/artillery/load.ts';
import { readArtillery } from '../../../core/configs/artillery/readArtillery.ts';
import { mutation, mutate } from '../../support/mutations.ts';
import { readMarkers } from '../../support/markers.ts';
import { FACTS, ROWS } from './rowTable.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../fixtures/artillery/valid');
const texts = [
  ...readdirSync(FOLDER).map((name) => readFileSync(path.join(FOLDER, name), 'utf8')),
  ...ROWS.map(([, , marked]) => readMarkers(marked).text),
];

/** Runs in CI; the long series sets `HEADROOM_MUTATIONS`. */
const RUNS = Number(process.env['HEADROOM_MUTATIONS'] ?? 800);

describe('random mutations of scripts', () => {
  it(`are read without a crash, with every problem inside the text (${RUNS})`, { timeout: 3_600_000 }, () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.array(mutation, { minLength: 1, maxLength: 6 }),
        (original, mutations) => {
          const text = mutate(original, mutations);
          const { problems, script } = readArtillery(text, FACTS);
          for (const { span, code, fix } of problems) {
            for (const [start, end] of [span, ...(fix?.edits ?? []).map((edit) => edit.span)]) {
              expect(start, code).toBeGreaterThanOrEqual(0);
              expect(end, code).toBeGreaterThanOrEqual(start);
              expect(end, code).toBeLessThanOrEqual(text.length);
            }
          }
          for (const { load } of script ? loadsOf(script) : []) {
            for (const { fromMs, toMs } of load.segments) expect(toMs).toBeGreaterThanOrEqual(fromMs);
          }
        },
      ),
      { numRuns: RUNS },
    );
  });
});

// How long it takes is for `npm run bench -- language` to say; what would take minutes fails here.
describe('large scripts are answered', { timeout: 120_000 }, () => {
  const steps = (count: number, line: (index: number) => string): string =>
    Array.from({ length: count }, (_, index) => line(index)).join('');
  const script = (flow: string, config = ''): string =>
    `config:\n  target: "http://a.test"\n${config}scenarios:\n  - flow:\n${flow}`;

  it.each([
    ['steps that are all unknown', script(steps(8000, (index) => `      - stpe${index}: { url: "/" }\n`))],
    ['unknown variables', script(steps(8000, (index) => `      - log: "{{ name${index} }}"\n`))],
    ['loops in a row', script(steps(8000, () => '      - { loop: [{ think: 1 }], count: 0 }\n'))],
    [
      'scenarios with names',
      `config: { target: "http://a.test" }\nscenarios:\n${steps(8000, (index) => `  - { name: s${index}, flow: [{ think: 1 }] }\n`)}`,
    ],
    ['braces', script(`      - log: "${'{{ '.repeat(100_000)}"\n`)],
    ['keys at the top', `${script('      - think: 1\n')}${steps(8000, (index) => `senarios${index}: 1\n`)}`],
  ])('%s', (_, text) => {
    expect(readArtillery(text, FACTS).script).toBeDefined();
  });

  it('a text full of braces with few problems', () => {
    const { problems } = readArtillery(script(`      - log: "${'{{ a '.repeat(1000)}"\n`), FACTS);
    expect(problems).toHaveLength(10);
  });

  it('aliases of loops in loops', () => {
    const levels = steps(12, (index) => `  - &l${index + 1} { count: 2, loop: [${`*l${index}, `.repeat(6)}] }\n`);
    const text = `steps:\n  - &l0 { think: 1 }\n${levels}${script('      - *l12\n')}`;
    expect(readArtillery(text, FACTS).problems.length).toBeGreaterThan(0);
  });
});
