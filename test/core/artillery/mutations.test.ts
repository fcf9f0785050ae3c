import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
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

describe('large scripts are answered in time', () => {
  const steps = (count: number, line: (index: number) => string): string =>
    Array.from({ length: count }, (_, index) => line(index)).join('');
  const script = (flow: string, config = ''): string =>
    `config:\n  target: "http://a.test"\n${config}scenarios:\n  - flow:\n${flow}`;

  /** The best of several: other processes take their share of the machine. */
  function bestMs(work: () => void): number {
    const times = Array.from({ length: 8 }, () => {
      const start = performance.now();
      work();
      return performance.now() - start;
    });
    return Math.min(...times);
  }

  it('1,000 lines in less than 50 ms', () => {
    const flow = steps(
      240,
      (index) =>
        `      - get:\n          url: "/items/{{ id${index} }}"\n          capture: { json: "$.id", as: id${index + 1} }\n          ifTrue: "id${index} > 1"\n`,
    );
    const config = '  variables: { id0: 1 }\n  phases:\n' + steps(30, () => '    - { duration: 10, arrivalRate: 1 }\n');
    const text = script(flow, config);
    expect(text.split('\n').length).toBeGreaterThan(990);
    expect(readArtillery(text, FACTS).problems).toEqual([]);
    const parserMs = bestMs(() => parseAllDocuments(text, { uniqueKeys: false, prettyErrors: false }));
    // On a machine that does other things, too, the parser alone takes longer than that.
    expect(bestMs(() => void readArtillery(text, FACTS))).toBeLessThan(Math.max(50, 4 * parserMs));
  });

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
    const start = performance.now();
    readArtillery(text, FACTS);
    expect(performance.now() - start).toBeLessThan(5000);
  });

  it('aliases of loops in loops', () => {
    const levels = steps(12, (index) => `  - &l${index + 1} { count: 2, loop: [${`*l${index}, `.repeat(6)}] }\n`);
    const text = `steps:\n  - &l0 { think: 1 }\n${levels}${script('      - *l12\n')}`;
    const start = performance.now();
    readArtillery(text, FACTS);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
