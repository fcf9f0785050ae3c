import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Exit } from '../../../core/runners/adapter.ts';
import { heyAdapter } from '../../../core/runners/hey/adapter.ts';
import { HeyDecoder } from '../../../core/runners/hey/decoder.ts';
import { CLEAN_EXIT, decoded, jobOf, testOf, total } from './stepSupport.ts';

const FIXTURE = path.resolve(import.meta.dirname, '../../fixtures/tools/hey-step.txt');
const LINES = readFileSync(FIXTURE, 'utf8').trim().split('\n');
const STEP = { stage: 'peak', index: 0, warmup: false, users: 4, durationMs: 2000 };

function step(lines: readonly string[], exit = CLEAN_EXIT, isStopped = false): ReturnType<typeof decoded> {
  return decoded(new HeyDecoder([STEP]), 'stdout', lines, exit, isStopped);
}

const response = (latency: number, start: number, status = 200): string =>
  `response ${latency.toFixed(6)} 0.001000 0.000000 ${start.toFixed(6)} ${status}`;

describe('what hey tells of a step', () => {
  it('becomes the seconds in which the answers were complete', () => {
    const { frames, failure } = step(LINES);
    expect(failure).toBeUndefined();
    expect(frames.map(({ second, durationMs }) => [second, Math.round(durationMs)])).toEqual([
      [0, 1000],
      [1, 1000],
      [2, 343],
    ]);
    expect(total(frames, 'requests')).toBe(69);
    expect(total(frames, 'latency')).toBe(69);
    expect(total(frames, 'ttfb')).toBe(69);
    const refused = LINES.filter((line) => line.endsWith(' 503')).length;
    expect(total(frames, 'failures')).toBe(refused);
  });

  it('an answer counts where it ends, and errors at the end of the step', () => {
    const { frames } = step([response(0.5, 0.1), response(0.9, 0.2, 404), 'error 3 Get "x": EOF', 'end 5 2.000000']);
    expect(frames.map((frame) => ['requests', 'failures'].map((name) => total([frame], name)))).toEqual([
      [1, 0],
      [4, 4],
    ]);
  });

  it('a run whose requests all failed is one of errors only', () => {
    const { frames, failure } = step([
      'error 7212 Get "http://127.0.0.1:1/": connect: connection refused',
      'end 7212 2.000000',
    ]);
    expect(failure).toBeUndefined();
    expect([total(frames, 'requests'), total(frames, 'failures'), total(frames, 'latency')]).toEqual([
      7212,
      7212,
      undefined,
    ]);
  });

  it.each<[string, string[], Exit, RegExp]>([
    ['nothing', [], CLEAN_EXIT, /without telling any results/],
    ['an unknown flag', [], { kind: 'exited', code: 1, signal: null }, /exit code 1/],
    ['killed', [], { kind: 'exited', code: null, signal: 'SIGKILL' }, /SIGKILL/],
    ['half a report', [response(0.1, 0.1), 'response 0.0100'], CLEAN_EXIT, /broke off/],
    ['responses missing', [response(0.1, 0.1), 'end 5 2.000000'], CLEAN_EXIT, /sent 5 requests, but told of 1/],
    ['garbage among them', [response(0.1, 0.1), 'NaN', 'end 2 2.000000'], CLEAN_EXIT, /printed `NaN`/],
    ['no request', ['end 0 2.000000'], CLEAN_EXIT, /no request/],
    ['a time without end', [response(0.1, 0.1), 'end 1 99999999999.000000'], CLEAN_EXIT, /took 99999999999 s/],
    ['text instead', ['Summary:', '  Total: 2.0010 secs'], CLEAN_EXIT, /without telling any results/],
  ])('%s is a failure', (_, lines, exit, why) => {
    expect(step(lines, exit).failure).toMatch(why);
  });

  it('what was told before it broke off is kept', () => {
    expect(total(step([response(0.1, 0.1), response(0.1, 1.1), 'respo']).frames, 'responses')).toBe(2);
  });

  it('an answer with a made-up time makes no frames without end', () => {
    expect(step([response(0.1, 999_999_999), 'x']).frames.length).toBeLessThanOrEqual(2);
  });

  it('more answers than hey keeps are said to be so', () => {
    const decoder = new HeyDecoder([STEP]);
    decoder.started(0, 0);
    const line = response(0.001, 0.5);
    for (let at = 0; at < 1_000_000; at++) decoder.line('stdout', line, 0);
    decoder.line('stdout', 'end 1500000 2.000000', 0);
    expect(decoder.ended(0, CLEAN_EXIT, 0, { isStopped: false }).failure).toMatch(/keeps 1000000 answers .* 1500000/);
  });
});

describe('how hey is started', () => {
  const planned = (lines: string, more = {}): ReturnType<typeof heyAdapter.prepare> =>
    heyAdapter.prepare(jobOf(testOf(`{ runner: hey, ${lines} }`), more));
  const stages = 'stages: [{ users: 6, duration: 1500ms }]';

  it('with the request, its headers and the options of the plan', () => {
    const options = 'with: { body: hello, content_type: text/plain, keepalive: false, rate_per_user: 2 }';
    const { processes } = planned(
      `request: POST http://127.0.0.1:80/a?b#c, headers: { x-a: b, Host: shop.test }, timeout: 3s, ${options}, ${stages}`,
    );
    const [argv = []] = processes.map((process) => process.argv.filter((_, at, all) => all[at - 1] !== '-o'));
    expect(argv.join(' ')).toBe(
      'hey -z 1500ms -c 6 -o -m POST -t 3 -H x-a: b -d hello -T text/plain -host shop.test -q 2 -disable-keepalive http://127.0.0.1:80/a?b',
    );
  });

  it('smoke is one request', () => {
    const { processes } = planned(`request: GET http://127.0.0.1/, ${stages}`, { smoke: true });
    expect(processes.map(({ argv }) => argv.slice(1, 5))).toEqual([['-n', '1', '-c', '1']]);
  });

  it('never with a secret: the plan says so, and so does the run', () => {
    const test = testOf(
      `{ runner: wrk, request: "GET http://127.0.0.1/", headers: { a: "\${secrets.T}" }, ${stages} }`,
      'secrets: [T]',
    );
    const job = jobOf({ ...test, runner: 'hey' }, { secrets: new Map([['T', 'sesame']]) });
    expect(() => heyAdapter.prepare(job)).toThrow(/header a holds the secret T, .* Use runner: http, k6 or wrk\./);
  });

  it('never to a protected host', () => {
    expect(() => planned(`request: GET http://127.0.0.1/, ${stages}`, { blockedHosts: ['127.0.0.1'] })).toThrow(
      /protected/,
    );
  });
});
