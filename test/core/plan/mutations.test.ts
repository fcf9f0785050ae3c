import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePlan } from '../../../core/configs/plan/parsePlan.ts';
import { readMarkers } from '../../support/markers.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../fixtures/plans');
const texts = readdirSync(FOLDER).map((name) => readMarkers(readFileSync(path.join(FOLDER, name), 'utf8')).text);

/** Runs in CI; the long series sets `HEADROOM_MUTATIONS`. */
const RUNS = Number(process.env['HEADROOM_MUTATIONS'] ?? 800);

const PIECES = [
  '\n',
  '  ',
  '\t',
  '{',
  '}',
  '[',
  ']',
  ': ',
  '- ',
  '> ',
  '|',
  '&a ',
  '*a',
  '<<: ',
  '${',
  '}',
  '"',
  "'",
  '#',
  '---\n',
  '%',
  '@',
  '\u0000',
  '\uFEFF',
  '😀',
  '...',
  '? ',
  '!!int ',
  ',',
  'runner',
  '1e999',
  '-',
];

const mutation = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  remove: fc.oneof(fc.constant(0), fc.nat(5), fc.nat(200)),
  insert: fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 8 }), fc.constant('')),
});

function apply(text: string, mutations: { at: number; remove: number; insert: string }[]): string {
  return mutations.reduce((result, { at, remove, insert }) => {
    const start = Math.floor(at * result.length);
    return result.slice(0, start) + insert + result.slice(start + remove);
  }, text);
}

describe('random mutations of plans', () => {
  it(`are read without a crash, with every problem inside the text (${RUNS})`, { timeout: 3_600_000 }, () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.array(mutation, { minLength: 1, maxLength: 6 }),
        (original, mutations) => {
          const text = apply(original, mutations);
          const { problems } = parsePlan(text, { fileKind: () => 'file' });
          for (const { span, message, code } of problems) {
            expect(span[0], code).toBeGreaterThanOrEqual(0);
            expect(span[1], code).toBeGreaterThanOrEqual(span[0]);
            expect(span[1], code).toBeLessThanOrEqual(text.length);
            expect(message).not.toContain('undefined');
          }
        },
      ),
      { numRuns: RUNS },
    );
  });
});
