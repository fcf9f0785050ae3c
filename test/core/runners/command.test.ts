import { describe, expect, it } from 'vitest';
import { parsePlan } from '../../../core/configs/plan/parsePlan.ts';
import type { LoadTest } from '../../../core/configs/plan/plan.ts';
import { ownDefinitions } from '../../../core/configs/plan/sections/outputs.ts';
import { foldRun, runResult, startRun } from '../../../core/run/foldRun.ts';
import type { RunResult } from '../../../core/run/runResult.ts';
import type { Exit, RunnerEvent, ToolJob, ToolPlan } from '../../../core/runners/adapter.ts';
import { commandAdapter } from '../../../core/runners/command/adapter.ts';

function testOf(keys: string): LoadTest {
  const { plan, problems } = parsePlan(
    `headroom: 1\ntests:\n  load:\n    runner: command\n    command: make load\n${keys}`,
  );
  expect(problems).toEqual([]);
  return plan!.tests[0]!;
}

function prepare(test: LoadTest, more: Partial<ToolJob> = {}): ToolPlan {
  return commandAdapter.prepare({
    test,
    smoke: false,
    secrets: new Map(),
    blockedHosts: [],
    program: '',
    engineBundle: '',
    locate: (file) => `/plan/${file}`,
    planFolder: '/plan',
    rawFolder: '/run/raw',
    ports: [],
    probes: [],
    ...more,
  });
}

type Said = readonly (readonly [channel: string, line: string])[];

/** What becomes of a command that says this within 2.5 seconds and ends so. */
function outcomeOf(
  test: LoadTest,
  said: Said,
  exit: Exit = { kind: 'exited', code: 0, signal: null },
  isOverdue = false,
): { result: RunResult; events: RunnerEvent[]; failure: string | undefined } {
  const { decoder } = prepare(test);
  const events = [...decoder.started(0, 10_000)];
  for (const [channel, line] of said) events.push(...decoder.line(channel, line, 10_500));
  events.push(...decoder.tick(11_000));
  const { events: last, failure } = decoder.ended(0, exit, 12_500, { isStopped: false, isOverdue });
  events.push(...last);
  const checks = test.checks.map(({ check }) => check);
  const run = startRun({ checks, guards: [], definitions: ownDefinitions(test.outputs!) });
  for (const event of events) foldRun(run, event);
  const outcome =
    failure === undefined ? { kind: 'completed' as const } : { kind: 'failed' as const, message: failure };
  foldRun(run, { at: 12_500, kind: 'finished', outcome });
  return { result: runResult(run), events, failure };
}

const json = (text: string): Said => text.split('\n').map((line) => ['stdout', line]);

describe('outputs of a command', () => {
  it.each<[string, string, string, Said, number]>([
    ['json', 'throughput: { json: $.rps }', 'throughput > 5/s', json('{"rps": 12.5}'), 12.5],
    ['json over several lines', 'throughput: { json: $.a.rps }', 'throughput > 5/s', json('{"a": {\n "rps": 7\n}}'), 7],
    [
      'the last document',
      'throughput: { json: $.rps }',
      'throughput > 5/s',
      json('make: x\n{"rps":6}\n[1/2] a\n{"rps":9}\nbye'),
      9,
    ],
    ['a percentile', 'p95 latency: { json: $.p95, unit: s }', 'p95 latency < 1s', json('{"p95": 0.25}'), 250],
    ['a median', 'med latency: { json: $.p, unit: ms }', 'p50 latency < 1s', json('{"p": 25}'), 25],
    ['a percentage', 'error_rate: { regex: "([\\\\d.]+)%", unit: "%" }', 'error_rate < 2%', json('1.5% failed'), 0.015],
    ['a share', 'success_rate: { json: $.ok }', 'success_rate > 99%', json('{"ok": 1}'), 1],
    ['a count', 'requests: { regex: "(\\\\d+) requests", unit: k }', 'count requests > 5', json('3 requests'), 3000],
    ['the last match', 'score: { regex: "score (\\\\S+)" }', 'score > -5', json('score 1\nscore -2.5e0'), -2.5],
    ['error output', 'score: { regex: "score (\\\\S+)" }', 'score > 1', [['stderr', 'score 2']], 2],
    ['a file', 'score: { json: $.a, file: out.json }', 'score > 1', [['file out.json', '{"a":2}']], 2],
    ['the exit code', 'score: { json: $.a }', 'exit_code == 0', json('{"a":2}'), 0],
  ])('%s is measured', (_, output, check, said, observed) => {
    const test = testOf(`    outputs: { ${output} }\n    checks: ["${check}"]\n`);
    const { result } = outcomeOf(test, said);
    expect(result.checks[0]).toMatchObject({ verdict: 'pass', observed });
    expect(result.verdict).toBe('pass');
  });

  it.each<[string, string, string, Said, string]>([
    [
      'nothing is printed',
      'score: { json: $.a }',
      'score > 1',
      [],
      'output `score`: its standard output holds no JSON',
    ],
    [
      'the path leads nowhere',
      'score: { json: $.a.b }',
      'score > 1',
      json('{"a":1}'),
      'nothing is at `$.a.b` in its standard output',
    ],
    [
      'a text with a unit',
      'score: { json: $.a }',
      'score > 1',
      json('{"a":"12ms"}'),
      '`$.a` in its standard output is `"12ms"`, not a number',
    ],
    [
      'half a document',
      'score: { json: $.a }',
      'score > 1',
      json('{"x": [\n{"a":5}'),
      'holds JSON that is not complete: it begins in line 1',
    ],
    [
      'no match',
      'score: { regex: "score (\\\\d+)" }',
      'score > 1',
      json('nothing'),
      'no line of its standard output and error output matches',
    ],
    [
      'a match with a unit',
      'score: { regex: "score (\\\\S+)" }',
      'score > 1',
      json('score 12ms'),
      'found `"12ms"`, not a number',
    ],
    [
      'a separator',
      'score: { regex: "score (\\\\S+)" }',
      'score > 1',
      json('score 1,234'),
      'found `"1,234"`, not a number',
    ],
    [
      'an old or missing file',
      'score: { json: $.a, file: o.json }',
      'score > 1',
      json('{"a":5}'),
      '`o.json` does not exist, is empty, or was not written by this run',
    ],
    ['a share above all', 'error_rate: { json: $.a }', 'error_rate < 90%', json('{"a":5}'), 'add `unit: "%"`'],
    [
      'a time below zero',
      'p95 latency: { json: $.a, unit: ms }',
      'p95 latency < 1s',
      json('{"a":-1}'),
      'is below zero',
    ],
    ['an infinite number', 'score: { json: $.a }', 'score > 1', json('{"a":1e999}'), 'too large to be a number'],
    [
      'a derived rate without its count',
      'failures: { json: $.f }, requests: { json: $.r }',
      'error_rate < 1%',
      json('{"f":0}'),
      'nothing is at `$.r`',
    ],
  ])('%s: no data, with the reason', (_, output, check, said, reason) => {
    const test = testOf(`    outputs: { ${output} }\n    checks: ["${check}"]\n`);
    const { result, events } = outcomeOf(test, said);
    expect(result.verdict).toBe('no-data');
    expect(result.checks[0]?.notes.join()).toContain(reason);
    expect(
      events
        .filter((event) => event.kind === 'log')
        .map(({ line }) => line)
        .join(),
    ).toContain(reason);
  });

  it('a text of many megabytes is not kept', () => {
    const test = testOf('    outputs: { score: { json: $.a } }\n    checks: ["score > 1"]\n');
    const long = Array.from({ length: 50 }, (): readonly [string, string] => ['stdout', 'x'.repeat(100_000)]);
    expect(outcomeOf(test, [...long, ['stdout', '{"a":5}']]).result.checks[0]?.notes.join()).toContain(
      'longer than 4 MB',
    );
  });
});

describe('how a command ends', () => {
  const plain = '    outputs: { score: { json: $.a } }\n    checks: ["score > 1"]\n';
  const exited = (code: number | null, signal: string | null = null): Exit => ({ kind: 'exited', code, signal });
  it.each<[string, string, Exit, boolean, RegExp | undefined]>([
    ['well', plain, exited(0), false, undefined],
    ['with a code', plain, exited(2), false, /^`make load` ended with exit code 2; it last said: no rule$/],
    ['by a signal', plain, exited(null, 'SIGSEGV'), false, /ended by SIGSEGV/],
    [
      'with a code that is judged',
      plain.replace('score > 1"', 'score > 1", "exit_code == 2"'),
      exited(2),
      false,
      undefined,
    ],
    [
      'by a signal although the code is judged',
      plain.replace('score > 1"', 'score > 1", "exit_code == 2"'),
      exited(null, 'SIGKILL'),
      false,
      /SIGKILL/,
    ],
    ['too late', `    timeout: 2s\n${plain}`, exited(0), true, /did not end within its timeout of 2 s/],
    [
      'before it began',
      plain,
      { kind: 'failed', message: 'spawn make ENOENT' },
      false,
      /could not be started.*no program make/,
    ],
  ])('%s', (_, keys, exit, isOverdue, message) => {
    const { result, failure } = outcomeOf(
      testOf(keys),
      [
        ['stdout', '{"a":5}'],
        ['stderr', 'no rule'],
      ],
      exit,
      isOverdue,
    );
    if (message === undefined) expect(failure).toBeUndefined();
    else expect(failure).toMatch(message);
    expect(result.verdict).toBe(message === undefined ? 'pass' : 'invalid');
  });

  it('a frame for every second says only that time has passed', () => {
    const { events } = outcomeOf(testOf(plain), json('{"a":5}'));
    const frames = events.flatMap((event) => (event.kind === 'frame' ? [event.frame] : []));
    expect(frames.map(({ second, durationMs, samples }) => [second, durationMs, samples.length])).toEqual([
      [0, 1000, 0],
      [1, 1000, 0],
      [2, 500, 0],
    ]);
  });
});

describe('what is started', () => {
  const test = testOf('    timeout: 5s\n    outputs: { score: { json: $.a, file: out/a.json } }\n');

  it('is the command in the folder of the plan, with its files and its time limit', () => {
    expect(prepare(test).processes).toMatchObject([
      {
        argv: ['make', 'load'],
        cwd: '/plan',
        timeoutMs: 5000,
        results: [{ name: 'file out/a.json', file: '/plan/out/a.json' }],
      },
    ]);
  });

  it('is nothing in a smoke run, or when the command names a protected host', () => {
    expect(() => prepare(test, { smoke: true })).toThrow(/no smoke run/);
    const named = { ...test, command: ['./load.sh', 'https://Shop.example.com/x'] };
    expect(() => prepare(named, { blockedHosts: ['shop.example.com'] })).toThrow(/--confirm shop\.example\.com/);
  });
});
