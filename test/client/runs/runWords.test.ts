import { describe, expect, test } from 'vitest';
import { RunList, type RunNode } from '../../../client/runs/tree/runList.ts';
import { groupWords, runWords, type RunPlace } from '../../../client/runs/tree/runWords.ts';
import type { KnownRun, RunSummary } from '../../../client/runs/tree/runSummary.ts';
import { knownRun } from './knownRun.ts';

const WORDS = {
  time: () => '12:00',
  short: () => 'Jan 31, 12:00',
  dateAndTime: () => 'Jan 31, 2026, 12:00:00',
  day: () => 'Saturday',
  folder: (path: string) => path.replace('/home/shop/', ''),
};
const PLACE: RunPlace = { by: 'test', isInBaseline: false, isAmbiguous: false };

function nodeOf(summary: RunSummary | undefined): RunNode {
  const list = new RunList();
  list.add('/home/shop/a/results/20260131_120000_search');
  return { ...list.find('/home/shop/a/results/20260131_120000_search')!, summary };
}
const wordsOf = (summary: RunSummary | undefined, place: Partial<RunPlace> = {}): ReturnType<typeof runWords> =>
  runWords(nodeOf(summary), { ...PLACE, ...place }, WORDS);

describe('a run in the tree', () => {
  test('says verdict, duration, environment and what is left to its limits', () => {
    expect(wordsOf(knownRun())).toMatchObject({
      label: 'Jan 31, 12:00',
      description: 'pass · 1 m 10 s · staging · 58 ms under limit',
      spoken: 'search, Jan 31, 2026, 12:00:00, pass, 1 m 10 s, staging, 58 ms under limit',
      icon: { id: 'pass', colour: 'testing.iconPassed' },
      context: 'run finished reference',
    });
  });

  test('has its test as label in a day, and where it is when the name does not tell', () => {
    expect(wordsOf(knownRun(), { by: 'day', isAmbiguous: true })).toMatchObject({
      label: 'search',
      description: 'pass · 12:00 · 1 m 10 s · staging · 58 ms under limit · a/results',
    });
  });

  test.each<[string, Partial<KnownRun>, string, string, string]>([
    ['running', { state: 'running', verdict: undefined }, 'running', 'loading~spin', 'run unfinished'],
    [
      'of another machine',
      { state: 'unknown', verdict: undefined },
      'running or cut off',
      'circle-outline',
      'run unfinished',
    ],
    ['cut off', { state: 'interrupted', verdict: undefined }, 'cut off', 'circle-outline', 'run finished'],
    ['failed', { verdict: 'fail' }, 'fail', 'error', 'run finished'],
    ['a warning', { verdict: 'warn' }, 'warning', 'warning', 'run finished'],
    ['without data', { verdict: 'no-data' }, 'no data', 'question', 'run finished'],
    ['not to be trusted', { verdict: 'invalid' }, 'invalid', 'circle-slash', 'run finished'],
    ['a smoke run', { smoke: true }, 'pass · smoke', 'pass', 'run finished'],
    ['imported', { isImported: true }, 'pass · imported', 'pass', 'run finished'],
    ['stopped', { isStopped: true, verdict: 'fail' }, 'fail · stopped by a guard', 'error', 'run finished'],
    ['cancelled', { state: 'cancelled', verdict: 'no-data' }, 'no data · cancelled', 'question', 'run finished'],
    ['cut off with a result', { state: 'interrupted', verdict: 'fail' }, 'fail · cut off', 'error', 'run finished'],
  ])('that is %s says so without its icon', (_, rest, description, icon, context) => {
    const plain = { durationMs: undefined, environment: undefined, margin: undefined, mayBeBaseline: false };
    expect(wordsOf(knownRun({ ...plain, ...rest }))).toMatchObject({ description, icon: { id: icon }, context });
  });

  test('says what a reader must know before the figures', () => {
    expect(wordsOf(knownRun({ smoke: true })).description).toBe(
      'pass · smoke · 1 m 10 s · staging · 58 ms under limit',
    );
  });

  test('of a baseline is marked and offers to remove it', () => {
    const words = wordsOf(knownRun(), { isInBaseline: true });
    expect(words.description).toContain(' · baseline');
    expect(words.context).toBe('run finished reference baseline');
  });

  test('that is damaged says what of it', () => {
    expect(wordsOf({ kind: 'damaged', reason: 'run.json is cut off or damaged' })).toMatchObject({
      description: 'damaged: run.json is cut off or damaged',
      context: 'run damaged',
    });
  });

  test('explains itself in a tooltip in which nothing of a run is markup', () => {
    const { tooltip } = wordsOf(knownRun({ title: '**Search** <b>', environment: '[a](b)' }));
    expect(tooltip).toContain('**\\*\\*Search\\*\\* \\<b>**');
    expect(tooltip).toContain('Environment: \\[a\\](b)');
    expect(tooltip).toContain('Nearest to its limit: p95 latency < 400ms: 58 ms under');
  });
});

describe('a group in the tree', () => {
  test('of a test has the icon of its last run, of a day its number of runs', () => {
    const run = nodeOf(knownRun({ verdict: 'fail' }));
    const group = { kind: 'group', key: 'k', shown: 50, runs: [run, nodeOf(knownRun())] } as const;
    const of = { by: 'test', testId: 'search', results: '/home/shop/a/results' } as const;
    expect(groupWords({ ...group, of }, true, WORDS)).toEqual({
      label: 'search',
      description: '2 runs · last: fail · a/results',
      spoken: 'search, 2 runs, last: fail, a/results',
      icon: { id: 'error', colour: 'testing.iconFailed' },
      context: 'test',
    });
    const smoke = { ...group, runs: [nodeOf(knownRun({ smoke: true }))], of } as const;
    expect(groupWords(smoke, false, WORDS)).toMatchObject({ description: '1 run · last: pass (smoke)' });
    expect(
      groupWords({ ...group, runs: [run], of: { by: 'day', day: 'd', startedAt: 1 } }, false, WORDS),
    ).toMatchObject({
      label: 'Saturday',
      description: '1 run',
    });
  });
});
