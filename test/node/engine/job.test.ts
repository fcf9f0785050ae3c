import { describe, expect, it } from 'vitest';
import type { HttpRequest, LoadTest } from '../../../core/configs/plan/plan.ts';
import { parseJsonPath, valueAtPath } from '../../../core/text/jsonPath.ts';
import { decodeEngineLine } from '../../../core/runners/http/engineMessage.ts';
import { httpJobSchema } from '../../../core/runners/http/httpJob.ts';
import { toHttpJob } from '../../../core/runners/http/toHttpJob.ts';
import { get, job, rate, text, users } from '../../support/engineRun.ts';

const span = [0, 0] as const;

function loadTest(requests: HttpRequest[]): LoadTest {
  return {
    id: 'checkout',
    idSpan: span,
    span,
    runner: 'http',
    requirements: [],
    checks: [],
    guards: [],
    stages: [{ name: 'peak', span, load: { kind: 'users', from: 1, to: 5 }, durationMs: 1000, warmup: true }],
    before: [],
    after: [],
    with: {},
    http: {
      requests,
      requestNames: [],
      headers: { Authorization: text('common'), accept: text('text/html') },
      timeoutMs: 30_000,
      cookies: true,
      data: { file: { value: 'users.csv', span }, order: 'random' },
      tls: { verify: false, ca: { value: 'ca.pem', span } },
    },
  };
}

describe('the job of a test', () => {
  const request: HttpRequest = {
    name: 'pay',
    span,
    method: 'POST',
    url: text('http://127.0.0.1/pay'),
    headers: { authorization: text('own') },
    body: { kind: 'json', value: { items: [], note: text(''), nested: [{ kind: text('x'), text: text('y') }] } },
    maxRedirects: 3,
    expect: { status: [201] },
    capture: {},
  };

  it('is plain data that survives its own schema, with headers merged', () => {
    const made = toHttpJob(loadTest([request]), { KEY: 'value' });
    expect(httpJobSchema.parse(JSON.parse(JSON.stringify(made)))).toEqual(made);
    expect(made.requests[0]?.headers).toEqual({ authorization: text('own'), accept: text('text/html') });
    expect(made.stages).toEqual([{ name: 'peak', kind: 'users', from: 1, to: 5, durationMs: 1000, warmup: true }]);
    expect(made.smoke).toBeUndefined();
    expect(toHttpJob(loadTest([request]), {}, { smoke: true }).smoke).toBe(true);
  });

  it('names its files by their absolute path', () => {
    const upload: HttpRequest = { ...request, body: { kind: 'file', path: { value: 'body.json', span } } };
    const made = toHttpJob(loadTest([upload]), {}, { locate: (file) => `/plans/${file}` });
    expect(made.requests[0]?.body).toEqual({ kind: 'file', path: '/plans/body.json' });
    expect(made.data).toEqual({ path: '/plans/users.csv', order: 'random' });
    expect(made.tls).toEqual({ verify: false, caPath: '/plans/ca.pem' });
    expect(httpJobSchema.parse(JSON.parse(JSON.stringify(made)))).toEqual(made);
  });

  it('names the blocked hosts; where they are not named, none is', () => {
    const made = toHttpJob(loadTest([request]), {}, { blockedHosts: ['shop.example'] });
    expect(httpJobSchema.parse(made).blockedHosts).toEqual(['shop.example']);
    const { blockedHosts, ...older } = toHttpJob(loadTest([request]), {});
    expect(blockedHosts).toEqual([]);
    expect(httpJobSchema.parse(older).blockedHosts).toEqual([]);
  });

  it('is refused without requests or stages, or with users and rate mixed', () => {
    const test = loadTest([]);
    delete test.http;
    expect(() => toHttpJob(test, {})).toThrow(/no requests/);
    expect(httpJobSchema.safeParse(job([], [get('http://x/')])).success).toBe(false);
    expect(httpJobSchema.safeParse(job([users(1, 1), rate(1, 1)], [get('http://x/')])).success).toBe(false);
    expect(httpJobSchema.safeParse(job([], [get('http://x/')], { smoke: true })).success).toBe(true);
  });
});

describe('a line of the engine', () => {
  it('is an event, the end or garbage', () => {
    const stage = { kind: 'stage', at: 5, stage: 'a', index: 0, level: '5 users', warmup: false };
    expect(decodeEngineLine(JSON.stringify(stage))).toEqual({ kind: 'event', event: stage });
    expect(decodeEngineLine('{"kind":"end","at":1,"result":"stopped"}')).toMatchObject({ kind: 'end' });
    expect(decodeEngineLine('{"kind":"log","at":1,"level":"info","line":"x"}')).toMatchObject({
      kind: 'event',
      event: { kind: 'log', source: 'tool' },
    });
    for (const line of ['', 'hello', '{}', '{"kind":"frame","at":1}', 'null']) {
      expect(decodeEngineLine(line)).toEqual({ kind: 'garbage', line });
    }
  });
});

describe('a JSON path', () => {
  const value = { a: { b: [{ c: 1 }, 'two'] }, 'with-dash': { 'and space': true } };
  it.each([
    ['$', value],
    ['$.a.b[0].c', 1],
    ['$.a.b[1]', 'two'],
    ["$.with-dash['and space']", true],
    ['$["a"].b[9]', undefined],
    ['$.a.toString', undefined],
  ])('%s', (path, expected) => {
    expect(valueAtPath(value, parseJsonPath(path) ?? ['unparsed'])).toEqual(expected);
  });

  it.each(['a.b', '$a', '$.', '$.a[', '$.a[x]', '$..a'])('%s is not one', (path) => {
    expect(parseJsonPath(path)).toBeUndefined();
  });
});
