import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Exit } from '../../../core/runners/adapter.ts';
import { wrkAdapter } from '../../../core/runners/wrk/adapter.ts';
import { WrkDecoder } from '../../../core/runners/wrk/decoder.ts';
import { luaString } from '../../../core/runners/wrk/luaText.ts';
import { Histogram } from '../../../core/stats/histogram.ts';
import { CLEAN_EXIT, decoded, jobOf, testOf, total } from './stepSupport.ts';

const FIXTURE = path.resolve(import.meta.dirname, '../../fixtures/tools/wrk-step.ndjson');
const LINES = readFileSync(FIXTURE, 'utf8').trim().split('\n');
const STEP = { stage: 'peak', index: 0, warmup: false, users: 4, durationMs: 2000, threads: 2 };
const KILLED: Exit = { kind: 'exited', code: null, signal: 'SIGKILL' };

function step(lines: readonly string[], exit = CLEAN_EXIT, isStopped = false): ReturnType<typeof decoded> {
  return decoded(new WrkDecoder([STEP], 'watch'), 'watch', lines, exit, isStopped);
}

const counts = (second: number, asked: number, answered: number, refused = 0): string =>
  JSON.stringify({ kind: 'counts', thread: 1, second, asked, answered, refused });
const done = (more: object): string =>
  JSON.stringify({
    ...{ kind: 'done', duration: 2_000_000, requests: 40, bytes: 4000 },
    ...{ connect: 0, read: 0, write: 0, status: 0, timeout: 0 },
    ...more,
  });

describe('what wrk tells of a step', () => {
  it('adds up to its own totals, second by second', () => {
    const { frames, failure } = step(LINES);
    expect(failure).toBeUndefined();
    expect(frames.map(({ second, durationMs, stage }) => [second, Math.round(durationMs), stage])).toEqual([
      [0, 1000, 'peak'],
      [1, 1000, 'peak'],
      [2, 61, 'peak'],
    ]);
    expect(total(frames.slice(0, 1), 'responses')).toBe(33);
    expect(total(frames, 'responses')).toBe(71);
    expect(total(frames, 'requests')).toBe(78);
    expect(total(frames, 'failures')).toBe(17);
    expect(total(frames, 'bytes_in')).toBe(9116);
  });

  it('the added samples are beside what was measured', () => {
    const { frames } = step(LINES);
    expect(total(frames, 'measured_latency')).toBe(71);
    expect(total(frames, 'latency')).toBeGreaterThan(71);
    const sample = frames.at(-1)?.samples.find(({ metric }) => metric === 'latency')?.sample;
    const histogram = sample?.kind === 'trend' ? Histogram.from(sample.histogram) : new Histogram();
    expect(histogram.max()).toBeCloseTo(407.1, 0);
    expect(histogram.mean()).toBeCloseTo(124.2, 0);
  });

  it('a second is told while the step runs, once its threads had time to tell it', () => {
    const decoder = new WrkDecoder([STEP], 'watch');
    decoder.started(0, 10_000);
    decoder.line('watch', counts(0, 20, 18, 1), 11_100);
    expect(decoder.tick(11_500)).toEqual([]);
    const [event] = decoder.tick(11_800);
    expect(event?.kind === 'frame' && total([event.frame], 'failures')).toBe(1);
    expect(decoder.tick(13_500)).toEqual([]);
  });

  it('without live counts a step is one frame, so no second is said to have been empty', () => {
    const decoder = new WrkDecoder([STEP, STEP], 'watch', false);
    decoder.started(0, 10_000);
    expect(decoder.tick(11_900)).toEqual([]);
    decoder.line('watch', done({ duration: 2_050_000, status: 3 }), 12_100);
    const { events } = decoder.ended(0, CLEAN_EXIT, 12_100, { isStopped: false });
    const next = decoded(decoder, 'watch', [done({})]).frames;
    const frames = [...events.flatMap((event) => (event.kind === 'frame' ? event.frame : [])), ...next];
    expect(frames.map(({ second, durationMs }) => [second, durationMs])).toEqual([
      [0, 2050],
      [3, 2000],
    ]);
    expect(total(frames.slice(0, 1), 'failures')).toBe(3);
  });

  it('requests that were begun and not answered were lost, but for one of each connection', () => {
    const { frames } = step([counts(0, 500, 20), counts(1, 900, 20)], KILLED);
    expect(frames.map((frame) => total([frame], 'failures'))).toEqual([477, 400]);
  });

  it.each<[string, string[], Exit, RegExp]>([
    ['killed midway', [counts(0, 20, 18)], KILLED, /SIGKILL before it told its results/],
    ['no done', [counts(0, 20, 18)], CLEAN_EXIT, /without telling its results/],
    ['half a document', [counts(0, 20, 18), done({}).slice(0, 50)], CLEAN_EXIT, /without telling its results/],
    ['refused at the start', [], { kind: 'exited', code: 1, signal: null }, /exit code 1/],
    ['no answer at all', [done({ requests: 0 })], CLEAN_EXIT, /no answer on 4 connections within 2\.0 s/],
    ['fewer answers than connections', [done({ requests: 3 })], CLEAN_EXIT, /only 3 answers/],
    ['not to be started', [], { kind: 'failed', message: 'spawn wrk ENOENT' }, /ENOENT/],
  ])('%s is a failure', (_, lines, exit, why) => {
    expect(step(lines, exit).failure).toMatch(why);
  });

  it('what was told before the end is kept', () => {
    expect(total(step([counts(0, 20, 18, 2), counts(1, 40, 38, 3)], KILLED).frames, 'responses')).toBe(38);
  });

  it('a stopped step may have few answers', () => {
    expect(step([done({ requests: 1, duration: 300_000 })], CLEAN_EXIT, true).failure).toBeUndefined();
  });

  it('lines that are not ours are logged', () => {
    const { events } = step(['{"kind":"counts","thread":-1}', '[]', done({})]);
    expect(events.filter(({ kind }) => kind === 'log')).toHaveLength(2);
  });

  it('a late response with a status of an error is one failure, and there are never more than requests', () => {
    expect(total(step([done({ requests: 40, status: 40, timeout: 30 })]).frames, 'failures')).toBe(40);
  });
});

describe('how wrk is started', () => {
  const head = 'secrets: [TOKEN]';
  const planned = (lines: string, more = {}): ReturnType<typeof wrkAdapter.prepare> =>
    wrkAdapter.prepare(jobOf(testOf(`{ runner: wrk, ${lines} }`, head), more));
  const stages = 'stages: [{ users: 6, duration: 2s }, { users: 5, duration: 2s }]';

  it('one process for each step; threads divide users', () => {
    const { processes } = planned(
      `request: GET http://127.0.0.1:80/a, with: { threads: 4 }, timeout: 2500ms, ${stages}`,
    );
    expect(processes.map(({ argv }) => argv.join(' '))).toEqual([
      'wrk --connections 6 --threads 3 --duration 2s --timeout 3s --script /run/raw/wrk.lua http://127.0.0.1:80/',
      'wrk --connections 5 --threads 1 --duration 2s --timeout 3s --script /run/raw/wrk.lua http://127.0.0.1:80/',
    ]);
  });

  it('secrets are names in the script and nowhere else', () => {
    const request = 'request: "GET http://127.0.0.1/a?key=${secrets.TOKEN}#part"';
    const headers = 'headers: { authorization: "Bearer \\"${secrets.TOKEN}" }';
    const plan = planned(`${request}, ${headers}, ${stages}`, { secrets: new Map([['TOKEN', 'sesame']]) });
    expect(JSON.stringify(plan)).not.toContain('sesame');
    const [file] = plan.files ?? [];
    expect(file?.text).toContain('wrk.path = "/a?key=" .. headroom_secret("TOKEN") .. ""');
    expect(file?.text).toContain('wrk.headers["authorization"] = "Bearer \\034" .. headroom_secret("TOKEN")');
  });

  it.each([
    [
      'a protected host',
      `request: GET http://Shop.Example.com./, ${stages}`,
      { blockedHosts: ['shop.example.com'] },
      /protected/,
    ],
    [
      'a protected target of a script',
      `script: a.lua, ${stages}`,
      { blockedHosts: ['127.0.0.1'], target: 'http://127.0.0.1:1', scriptText: '' },
      /protected/,
    ],
    [
      'a script that cannot be read',
      `script: a.lua, ${stages}`,
      { target: 'http://127.0.0.1:1' },
      /a\.lua .* cannot be read/,
    ],
    ['nowhere to send to', `script: a.lua, ${stages}`, { scriptText: '' }, /nowhere to send to/],
    ['credentials in the URL', `request: "GET http://a:b@127.0.0.1/", ${stages}`, {}, /credentials/],
    ['a host in a secret', `request: "GET http://\${secrets.TOKEN}/", ${stages}`, {}, /must stand in the plan/],
    [
      'a secret with a line break',
      `request: GET http://127.0.0.1/, headers: { a: "\${secrets.TOKEN}" }, ${stages}`,
      { secrets: new Map([['TOKEN', 'a\r\nb']]) },
      /line break in the secret TOKEN/,
    ],
    [
      'a stage without users',
      'request: GET http://127.0.0.1/, stages: [{ users: 1, duration: 1s }, { users: 0, duration: 1s }]',
      {},
      /0 users/,
    ],
  ])('refuses %s', (_, lines, more, why) => {
    expect(() => planned(lines, more)).toThrow(why);
  });

  it('says that certificates are not verified', () => {
    expect(planned(`request: GET https://127.0.0.1/, ${stages}`).notes?.join()).toMatch(
      /certificates were not verified/,
    );
  });

  it('smoke is one connection for a second', () => {
    const plan = planned(`request: GET http://127.0.0.1/, ${stages}`, { smoke: true });
    expect(plan.processes.map(({ argv }) => argv.slice(1, 7).join(' '))).toEqual([
      '--connections 1 --threads 1 --duration 1s',
    ]);
  });

  it('texts are harmless in Lua', () => {
    expect(luaString('a"\\\n]]é')).toBe('"a\\034\\092\\010]]\\195\\169"');
  });
});
