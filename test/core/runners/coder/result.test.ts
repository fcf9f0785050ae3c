import { describe, expect, it } from 'vitest';
import type { ProcessEnd } from '../../../../core/runners/adapter.ts';
import { CoderDecoder } from '../../../../core/runners/coder/decoder.ts';
import { figuresOf } from '../../../../core/runners/coder/figures.ts';
import { readResult } from '../../../../core/runners/coder/result.ts';
import { ResultFinder } from '../../../../core/runners/coder/resultFinder.ts';
import { withoutLogs } from '../../../../core/runners/coder/withoutLogs.ts';

function run(durationMs: number, error: unknown = '<nil>', more: object = {}): object {
  return { full_id: 'x/0', duration_ms: durationMs, error, logs: '{"a":1}', ...more };
}

function real(passed: number, failed: number, runs: object[]): object {
  const listed = Object.fromEntries(runs.map((one, index) => [`workspacebuild/${index}`, one]));
  return { total_runs: passed + failed, total_pass: passed, total_fail: failed, elapsed_ms: 9, runs: listed };
}

function metricsOf(document: object, command = 'create-workspaces'): string[] {
  const result = readResult(document);
  if (result === undefined) throw new Error('This is no result.');
  return figuresOf({ command, result, ioErrors: undefined }).map(({ metric }) => metric);
}

const SEED = { total: 3, success: 2, failed: 1, provisioning_time_p50_ms: 10, provisioning_time_p95_ms: 20.5 };

describe('the result of a scale test', () => {
  it.each<[string, object, string | undefined]>([
    ['of coder', real(1, 0, [run(5)]), 'coder'],
    ['of coder with fields of the other', { ...real(1, 0, [run(5)]), ...SEED }, 'coder'],
    ['of the documents', SEED, 'documents'],
    [
      'of one version of autostart',
      { total_runs: 1, successful_runs: 1, failed_runs: 0, runs: [], end_to_end_latency_p95_ms: 9 },
      'autostart',
    ],
    ['a log line', { level: 'info', total: 3 }, undefined],
    ['a log line with figures', { level: 'info', msg: 'progress', total_requests: 3, connection_errors: 1 }, undefined],
    ['the bare counts of the documents', { total: 3, success: 2 }, 'documents'],
    ['a number and a yes', { total: 3, success: true }, undefined],
    ['a single run', run(3), undefined],
    ['half of one', { total_runs: 3, runs: {} }, undefined],
  ])('is told by its shape: %s', (_, document, dialect) => {
    expect(readResult(document)?.dialect).toBe(dialect);
  });

  it.each<[string, object, string[]]>([
    [
      'everything',
      real(1, 1, [run(5), run(9, 'boom')]),
      ['requests', 'failures', 'iterations', 'iteration_duration', 'provisioning'],
    ],
    [
      'no time without that of every run',
      real(2, 0, [run(5), { error: '<nil>' }]),
      ['requests', 'failures', 'iterations'],
    ],
    [
      'Go durations where ms are missing',
      real(1, 0, [{ duration: '1m2.5s', error: '<nil>' }]),
      ['requests', 'failures', 'iterations', 'iteration_duration', 'provisioning'],
    ],
    ['no time where it is not told which passed', real(1, 1, [run(5), run(9)]), ['requests', 'failures', 'iterations']],
    ['nothing that contradicts itself', { ...real(1, 0, [run(5)]), total_runs: 3 }, []],
    ['what documents state', SEED, ['requests', 'failures', 'provisioning']],
    ['no failures that were not stated', { total_requests: 9, latency_p95_ms: 4 }, ['requests', 'latency']],
    ['no counts that contradict each other', { ...SEED, failed: 0 }, ['provisioning']],
    ['no percentiles that fall', { ...SEED, provisioning_time_p50_ms: 99 }, ['requests', 'failures']],
    [
      'no text as a number',
      { ...SEED, provisioning_time_p50_ms: '1', provisioning_time_p95_ms: '2' },
      ['requests', 'failures'],
    ],
  ])('gives %s', (_, document, metrics) => {
    expect(metricsOf(document)).toEqual(metrics);
  });

  it('takes every form of no error for success, and an error without words for a failure', () => {
    const document = real(3, 1, [run(1, null), run(1, ''), run(1), run(1, {})]);
    expect(readResult(document)?.runs?.map(({ passed }) => passed)).toEqual([true, true, true, false]);
  });

  it('counts no user of dashboard as a request: one whose every action failed passes', () => {
    expect(metricsOf(real(1, 0, [run(5)]), 'dashboard')).toEqual(['iterations', 'iteration_duration']);
  });
});

describe('a result among other output', () => {
  const one = JSON.stringify(real(1, 0, [run(5)]));
  const pretty = JSON.stringify({ ...SEED, more: [{ a: 1 }, {}] }, null, 2);
  it.each<[string, string, string | undefined]>([
    ['progress before and words behind', `Planning...\n{ not json\n${one}\nCleaning up...`, 'coder'],
    ['colours and line ends', `\u001b[32m${one}\u001b[0m\r`, 'coder'],
    ['several lines', `Running\n${pretty}\nDone {}`, 'documents'],
    ['several lines behind an open brace', `{ open\n${pretty}\nDone`, 'documents'],
    ['the same one twice', `${one}\nand again\n${one}`, 'coder'],
    ['one beside the progress of something', `{"total":9,"success":1}\n${one}\n{"total":9,"success":9}`, 'coder'],
    ['JSON log lines', `${one}\n{"level":"info","runs":{}}`, 'coder'],
    ['not progress', '{"total":9,"success":1}\n{"total":9,"success":9}', undefined],
    ['cut through', one.slice(0, -3), undefined],
    ['with a message inside', `${one.slice(0, 20)}WARN\n${one.slice(20)}`, undefined],
  ])('is found: %s', (_, text, dialect) => {
    const finder = new ResultFinder();
    for (const line of text.split('\n')) finder.take(line);
    expect(finder.found?.dialect).toBe(dialect);
  });
});

describe('several results among other output', () => {
  const one = real(1, 0, [run(5)]);
  it.each<[string, object, object]>([
    ['of coder', one, real(1, 0, [run(6)])],
    ['of different forms', SEED, one],
  ])('are none, as nobody knows which is meant: %s', (_, ...results) => {
    const finder = new ResultFinder();
    for (const result of results) finder.take(JSON.stringify(result));
    expect(finder).toMatchObject({ found: undefined, areSeveral: true });
  });

  it('make a run invalid that printed them, unless its result file tells which is its own', () => {
    const decoderOf = (): CoderDecoder => new CoderDecoder({ command: 'create-workspaces', target: 'http://c' });
    const end = (decoder: CoderDecoder): ProcessEnd =>
      decoder.ended(0, { kind: 'exited', code: 0, signal: null }, 9000, { isStopped: false });
    const [unclear, clear] = [decoderOf(), decoderOf()];
    for (const decoder of [unclear, clear]) {
      decoder.line('stdout', JSON.stringify(one), 1000);
      decoder.line('stdout', JSON.stringify(real(1, 0, [run(6)])), 2000);
    }
    clear.line('result', JSON.stringify(one), 3000);
    expect(end(unclear)).toMatchObject({ failure: expect.stringContaining('several different results') });
    expect(end(unclear).events.filter(({ kind }) => kind === 'totals')).toEqual([]);
    expect(end(clear).failure).toBeUndefined();
  });
});

describe('what is kept of a line', () => {
  it('is a result without its logs', () => {
    const kept = withoutLogs(JSON.stringify(real(1, 0, [run(5, '<nil>', { logs: '"password":"hunter22"' })])));
    expect(kept).not.toContain('hunter22');
    expect(JSON.parse(kept)).toMatchObject({ total_runs: 1, runs: { 'workspacebuild/0': { duration_ms: 5 } } });
  });

  it.each([
    ['\tbody={"email":"a@b","password":"hunter22"}', '\tbody={"email":"a@b","password":"[secret]"}'],
    ['{\\"session_token\\":\\"hunter22\\"}', '{\\"session_token\\":\\"[secret]\\"}'],
    ['no secret here', 'no secret here'],
  ])('hides passwords: %s', (line, kept) => {
    expect(withoutLogs(line)).toBe(kept);
  });
});
