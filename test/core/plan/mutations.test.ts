import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePlan } from '../../../core/configs/plan/parsePlan.ts';
import { readMarkers } from '../../support/markers.ts';
import { mutate, mutation } from '../../support/mutations.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../fixtures/plans');
const texts = readdirSync(FOLDER).map((name) => readMarkers(readFileSync(path.join(FOLDER, name), 'utf8')).text);

/** Runs in CI; the long series sets `HEADROOM_MUTATIONS`. */
const RUNS = Number(process.env['HEADROOM_MUTATIONS'] ?? 800);

describe('random mutations of plans', () => {
  it(`are read without a crash, with every problem inside the text (${RUNS})`, { timeout: 3_600_000 }, () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.array(mutation, { minLength: 1, maxLength: 6 }),
        (original, mutations) => {
          const text = mutate(original, mutations);
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
