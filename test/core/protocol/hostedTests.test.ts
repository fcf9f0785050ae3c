import { describe, expect, test } from 'vitest';
import { foldHosted, runningTest, waitingTests, type HostedTests } from '../../../core/protocol/hostedTests.ts';
import type { PlainItem } from '../../../core/protocol/runHost.ts';

const told = (tests: readonly string[], items: readonly PlainItem[]): HostedTests =>
  items.map((item, sequence) => ({ ...item, sequence })).reduce(foldHosted, waitingTests(tests));

const run = (testId: string, number = 1): PlainItem => ({
  kind: 'run',
  testId,
  runId: `${testId}${number}`,
  folder: `/runs/${testId}${number}`,
});
const ended = (runId: string): PlainItem => ({ kind: 'run-ended', runId, state: 'completed', verdict: 'pass' });
const kinds = ({ tests }: HostedTests): string[] => tests.map(({ testId, kind }) => `${testId} ${kind}`);

describe('what a run host has told of its tests', () => {
  test.each([
    ['nothing yet', [], ['one waiting', 'two waiting']],
    ['the first runs', [run('one')], ['one running', 'two waiting']],
    ['the first has ended', [run('one'), ended('one1')], ['one ended', 'two waiting']],
    [
      'the second was not run',
      [run('one'), ended('one1'), { kind: 'not-run', testId: 'two' }],
      ['one ended', 'two not-run'],
    ],
    ['a test that was not announced', [run('three')], ['one waiting', 'two waiting', 'three running']],
    ['the end of a run that it never told of', [ended('other')], ['one waiting', 'two waiting']],
  ] satisfies [string, PlainItem[], string[]][])('%s', (_, items, expected) => {
    expect(kinds(told(['one', 'two'], items))).toEqual(expected);
  });

  test('a test that a suite names twice goes from one to the next', () => {
    const first = told(['one', 'one'], [run('one'), ended('one1'), run('one', 2)]);
    expect(kinds(first)).toEqual(['one ended', 'one running']);
    expect(runningTest(first)?.folder).toBe('/runs/one2');
  });

  test('why nothing was sent is what was said before', () => {
    const { tests } = told(
      ['one'],
      [
        { kind: 'note', text: 'Preflight of one failed: git is missing.' },
        { kind: 'not-run', testId: 'one' },
      ],
    );
    expect(tests[0]).toMatchObject({ kind: 'not-run', why: ['Preflight of one failed: git is missing.'] });
  });

  test('the first reason to stop stays, and the end has its exit code', () => {
    const hosted = told(
      ['one'],
      [
        { kind: 'stopping', reason: 'a client asked for it' },
        { kind: 'stopping', reason: 'it was interrupted' },
        { kind: 'done', exitCode: 130 },
      ],
    );
    expect(hosted).toMatchObject({ stopping: 'a client asked for it', exitCode: 130 });
  });

  test('notes are bounded', () => {
    const notes = Array.from({ length: 2000 }, (_, number): PlainItem => ({ kind: 'note', text: String(number) }));
    const hosted = told([], notes);
    expect(hosted.notes).toHaveLength(500);
    expect(hosted.notes.at(-1)).toBe('1999');
  });
});
