import { describe, expect, it } from 'vitest';
import { parsePlan, type PlanOptions } from '../../../core/configs/plan/parsePlan.ts';
import { effectiveTest } from '../../../core/configs/plan/effectiveTest.ts';
import { templateText } from '../../../core/configs/plan/template.ts';

/** Reads a value written as `probe: VALUE` under `variables`, the way a request's URL gets it. */
function urlWith(value: string, options: PlanOptions & { extra?: string } = {}): string | undefined {
  const text = [
    'headroom: 1',
    options.extra ?? '',
    'tests:',
    '  a:',
    '    runner: http',
    `    request: ${value}`,
    '    stages: [{ users: 1, duration: 1s }]',
  ].join('\n');
  const request = parsePlan(text, options).plan?.tests[0]?.http?.requests[0];
  return request && templateText(request.url);
}

describe('names in texts', () => {
  const variables = 'variables: { port: 8080, host: "127.0.0.1", base: "http://${host}:${port}" }';
  it.each([
    ['a variable', 'GET http://h/${port}', 'http://h/8080'],
    ['several', 'GET http://${host}:${port}/', 'http://127.0.0.1:8080/'],
    ['a variable made of others', 'GET ${base}/x', 'http://127.0.0.1:8080/x'],
    ['blanks inside', 'GET http://h/${ port }', 'http://h/8080'],
    ['in double quotes', '"GET http://h/${port}"', 'http://h/8080'],
    ['in single quotes', "'GET http://h/${port}'", 'http://h/8080'],
    ['a literal', 'GET http://h/$${port}', 'http://h/${port}'],
    ['a lone dollar', 'GET http://h/$port', 'http://h/$port'],
    ['an unknown name', 'GET http://h/${prot}', undefined],
  ])('%s', (_, written, expected) => {
    expect(urlWith(written, { extra: variables })).toBe(expected);
  });

  it('an override wins over the plan and its environment', () => {
    const extra = 'variables: { a: 1 }\nenvironments: { e: { target: "http://127.0.0.1", variables: { a: 2 } } }';
    expect(urlWith('GET http://h/${a}', { extra })).toBe('http://h/2');
    expect(urlWith('GET http://h/${a}', { extra, overrides: new Map([['a', '3']]) })).toBe('http://h/3');
  });

  it('environment variables are taken only when a plan is made ready to run', () => {
    const set = (name: string): string | undefined => (name === 'PORT' ? '9' : undefined);
    expect(parsePlanProblems('GET http://h/${env.PORT}')).toEqual([]);
    expect(urlWith('GET http://h/${env.PORT}', { environmentVariable: set })).toBe('http://h/9');
    expect(parsePlanProblems('GET http://h/${env.NOT}', { environmentVariable: set })).toEqual([
      'environment-variable-not-set',
    ]);
  });

  function parsePlanProblems(request: string, options: PlanOptions = {}): string[] {
    const text = `headroom: 1\ntests:\n  a:\n    runner: http\n    request: ${request}\n    stages: [{ users: 1, duration: 1s }]\n`;
    return parsePlan(text, options).problems.map(({ code }) => code);
  }
});

describe('the effective test', () => {
  it('has variables in place, types after substitution, and secrets as names', () => {
    const text = `headroom: 1
secrets: [TOKEN]
variables: { users: 5, item: 42, flag: true, hold: 2s, limit: 300ms }
tests:
  a:
    runner: http
    headers: { authorization: "Bearer \${secrets.TOKEN}" }
    requests:
      - request: POST http://127.0.0.1/
        body: { item: "\${item}", both: "\${item}-\${flag}", flag: "\${flag}", list: [1, null] }
    stages: [{ users: "\${users}", duration: "\${hold}" }, { users: 10, duration: 1s, ramp: true }]
    checks: ["p95 latency < \${limit}"]
`;
    const { plan, problems } = parsePlan(text);
    expect(problems).toEqual([]);
    const test = plan?.tests[0];
    expect(test && effectiveTest(test)).toMatchObject({
      headers: { authorization: 'Bearer ${secrets.TOKEN}' },
      requests: [
        { request: 'POST http://127.0.0.1/', body: { item: 42, both: '42-true', flag: true, list: [1, null] } },
      ],
      stages: [
        { name: '1', kind: 'users', from: 5, to: 5, durationMs: 2000 },
        { name: '2', kind: 'users', from: 5, to: 10, durationMs: 1000 },
      ],
      checks: [{ id: 'a/p95-latency', target: 'p95 latency < 300ms' }],
    });
  });

  it('keeps requirement ids as they are written', () => {
    const plan = parsePlan('headroom: 1\nrequirements: { 14.10: ten, 14.1: one, 0x10: hex }\n').plan;
    expect([...(plan?.requirements.keys() ?? [])]).toEqual(['14.10', '14.1', '0x10']);
  });
});

describe('the default environment', () => {
  const environments = (text: string): string | undefined =>
    parsePlan(`headroom: 1\nenvironments:\n${text}`).plan?.environment?.id;
  it.each([
    ['the only one', '  a: { target: "http://127.0.0.1" }\n', 'a'],
    [
      'the marked one',
      '  a: { target: "http://127.0.0.1" }\n  b: { target: "http://127.0.0.1", default: true }\n',
      'b',
    ],
    ['none of several', '  a: { target: "http://127.0.0.1" }\n  b: { target: "http://127.0.0.1" }\n', undefined],
    ['never a protected one', '  a: { target: "http://127.0.0.1", protected: true }\n', undefined],
    [
      'not even a marked protected one',
      '  a: { target: "http://127.0.0.1", protected: true, default: true }\n',
      undefined,
    ],
  ])('%s', (_, text, expected) => {
    expect(environments(text)).toBe(expected);
  });
});

describe('problems of environments', () => {
  it('say which environment they concern', () => {
    const text = `headroom: 1
environments:
  small: { target: "http://127.0.0.1", default: true, variables: { n: 5 } }
  large: { target: "http://127.0.0.1", variables: { n: many } }
variables: { n: 1 }
tests:
  a: { runner: http, request: "GET \${target}/", stages: [{ users: "\${n}", duration: 1s }] }
`;
    const [problem, ...others] = parsePlan(text).problems;
    expect(problem?.message).toContain('(In environment `large`.)');
    expect(others).toEqual([]);
  });
});

describe('columns of a data file', () => {
  const text = (name: string, more = 'data: users.csv'): string =>
    [
      'headroom: 1',
      'tests:',
      '  a:',
      '    runner: http',
      `    ${more}`,
      `    request: "GET http://h/\${data.${name}}"`,
      '    stages: [{ users: 1, duration: 1s }]',
    ].join('\n');
  const columnsOf = (file: string) => (file === 'users.csv' ? ['email', 'name'] : undefined);
  const messages = (plan: string, options: PlanOptions = {}) =>
    parsePlan(plan, options).problems.map((one) => one.message);

  it('stay names until the run', () => {
    const request = parsePlan(text('email'), { columnsOf }).plan?.tests[0]?.http?.requests[0];
    expect(request?.url).toEqual([
      { kind: 'text', text: 'http://h/' },
      { kind: 'column', name: 'email' },
    ]);
    expect(templateText(request?.url ?? [])).toBe('http://h/${data.email}');
  });

  it('are checked where the file can be read, and believed where it cannot', () => {
    expect(messages(text('emial'), { columnsOf })).toEqual([
      '`users.csv` has no column `emial`. Did you mean `email`? Its first line names the columns.',
    ]);
    expect(messages(text('emial'))).toEqual([]);
    expect(messages(text('emial', 'data: { file: other.csv }'), { columnsOf })).toEqual([]);
  });

  it('need a file', () => {
    expect(messages(text('email', 'title: none'), { columnsOf })).toEqual([
      expect.stringContaining('Add `data: FILE.csv`'),
    ]);
  });
});
