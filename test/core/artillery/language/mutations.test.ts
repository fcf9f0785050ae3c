import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { artilleryLanguage } from '../../../../core/configs/artillery/artilleryLanguage.ts';
import type { Span } from '../../../../core/text/span.ts';
import { filesBeside } from '../../../support/filesBeside.ts';
import { mutate, mutation } from '../../../support/mutations.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../../fixtures/artillery/valid');
const texts = readdirSync(FOLDER).map((name) => readFileSync(path.join(FOLDER, name), 'utf8'));
const FILES = filesBeside({ 'functions.js': 'module.exports = { login };' });

/** Runs in CI; the long series sets `HEADROOM_MUTATIONS`. */
const RUNS = Number(process.env['HEADROOM_MUTATIONS'] ?? 200);

it(`whatever a script holds, what an editor is told lies inside of it (${RUNS})`, { timeout: 3_600_000 }, () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...texts),
      fc.array(mutation, { maxLength: 5 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (original, mutations, where) => {
        const text = mutate(original, mutations);
        const offset = Math.floor(where * text.length);
        const language = artilleryLanguage(text, { files: FILES, testId: 'x', isYaml: true });
        const inside = ([start, end]: Span): void => {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(text.length);
        };
        for (const { span } of language.occurrences()) inside(span);
        for (const { span } of language.links()) inside(span);
        const hover = language.hover(offset);
        if (hover) {
          inside(hover.span);
          expect(hover.markdown).not.toMatch(/\bundefined\b/);
        }
        for (const { span, label } of language.completions(offset)) {
          inside(span);
          expect(span[0], label).toBeLessThanOrEqual(offset);
          expect(span[1], label).toBeGreaterThanOrEqual(offset);
        }
      },
    ),
    { numRuns: RUNS },
  );
});
