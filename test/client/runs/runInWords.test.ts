import { expect, test } from 'vitest';
import { runInWords } from '../../../client/runs/actions/runInWords.ts';
import { knownRun } from './knownRun.ts';

const FOLDER = '/home/shop/headroom-results/20260131_120000_search';
const WORDS = { dateAndTime: (ms: number) => new Date(ms).toISOString().slice(0, 16) };

test.each([
  [
    'a run',
    FOLDER,
    knownRun({ verdict: 'fail', startedAt: Date.UTC(2026, 0, 31, 12) }),
    'search, 2026-01-31T12:00, fail',
  ],
  [
    'a smoke run',
    FOLDER,
    knownRun({ smoke: true, startedAt: Date.UTC(2026, 0, 31, 12) }),
    'search, 2026-01-31T12:00, pass (smoke)',
  ],
  ['a damaged one', FOLDER, { kind: 'damaged', reason: 'cut off' } as const, 'search, 2026-01-31T12:00, damaged'],
  ['what has no name of a run', '/home/shop/old', undefined, 'old'],
])('%s is known by test, date and verdict', (_, folder, summary, words) => {
  expect(runInWords(folder, summary, WORDS)).toBe(words);
});
