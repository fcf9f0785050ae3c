import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { httpTest, ok, useWorkbench } from './workbench.ts';

const workbench = useWorkbench();

describe('headroom run: what it refuses', { timeout: 60_000 }, () => {
  it.each([
    ['an invalid plan', httpTest('x', '    checks: ["p95 latncy < 1s"]'), '', [], /latency/],
    [
      'a missing secret',
      httpTest('x', '    headers: { a: "${secrets.NOT_SET_HERE}" }'),
      'secrets: [NOT_SET_HERE]',
      [],
      /NOT_SET_HERE has no value/,
    ],
    [
      'an unset environment variable',
      httpTest('x', '    headers: { a: "${env.NOT_SET_HERE}" }'),
      '',
      [],
      /NOT_SET_HERE.*not set/,
    ],
    [
      'a failed preflight',
      httpTest('x', ''),
      'preflight: [{ http: "http://127.0.0.1:1/health" }]',
      [],
      /Preflight of x failed/,
    ],
    ['an unknown test', httpTest('checkout', ''), '', ['--test', 'chekout'], /Did you mean checkout/],
    ['a suite where there is none', httpTest('x', ''), '', ['--suite', 'nix'], /no suite nix\. It has no suites\./],
    ['an unknown environment', httpTest('x', ''), '', ['--environment', 'locale'], /Did you mean local/],
    ['an unknown variable', httpTest('x', ''), 'variables: { users: 1 }', ['--set', 'user=2'], /Did you mean users/],
    ['a key that is no variable', httpTest('x', ''), '', ['--set', 'duration=9s'], /no variable duration/],
    [
      'a secret as an environment variable',
      httpTest('x', '    headers: { a: "${env.TOKEN}" }'),
      'secrets: [TOKEN]',
      [],
      /is a secret/,
    ],
    ['a tool that is not installed', '  x: { runner: coder, scaletest: dashboard }', '', [], /coder is not installed/],
  ])('refuses %s before anything is sent', async (_, tests, head, args, message) => {
    workbench.seen.length = 0;
    const { code, err } = await workbench.headroom(['run', workbench.plan(tests, head), ...args]);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringMatching(message) as string });
    expect(workbench.seen).toEqual([]);
  });

  it('sends nothing to a protected host without its name', async () => {
    workbench.answer = ok;
    workbench.seen.length = 0;
    const file = path.join(workbench.newFolder(), 'headroom.yaml');
    const environments = `environments: { live: { target: "http://127.0.0.1:${workbench.port}", protected: true }, other: { target: "http://localhost:1", default: true } }`;
    writeFileSync(
      file,
      `headroom: 1\n${environments}\ntests:\n${httpTest('x', '    checks: ["error_rate < 1%"]')}\n  direct:\n    runner: http\n    request: GET http://127.0.0.1:${workbench.port}/\n    stages: [{ users: 1, duration: 1s }]\n`,
    );
    const live = ['run', file, '--environment', 'live', '--test', 'x'];
    expect(await workbench.headroom(live)).toMatchObject({
      code: 2,
      err: expect.stringContaining('--confirm 127.0.0.1') as string,
    });
    expect(await workbench.headroom(['run', file, '--test', 'direct'])).toMatchObject({ code: 2 });
    expect(workbench.seen).toEqual([]);
    expect((await workbench.headroom([...live, '--confirm', '127.0.0.1'])).code).toBe(0);
  });

  it('a protected host stays protected when a variable is overridden or a request builds its URL', async () => {
    workbench.answer = (_, response) => void response.end(JSON.stringify({ host: `127.0.0.1:${workbench.port}` }));
    workbench.seen.length = 0;
    const file = path.join(workbench.newFolder(), 'headroom.yaml');
    writeFileSync(
      file,
      `headroom: 1
variables: { live: "127.0.0.1" }
environments:
  live: { target: "http://\${live}:${workbench.port}", protected: true }
  other: { target: "http://localhost:${workbench.port}", default: true }
tests:
  literal: { runner: http, request: "GET http://127.0.0.1:${workbench.port}/", stages: [{ users: 1, duration: 1s }] }
  captured:
    runner: http
    requests:
      - { name: ask, request: "GET \${target}/", capture: { host: $.host } }
      - { name: go, request: "GET http://\${host}/reached" }
    stages: [{ users: 1, duration: 1s }]
    checks: ["error_rate < 100%"]
`,
    );
    expect(await workbench.headroom(['run', file, '--test', 'literal', '--set', 'live=example.test'])).toMatchObject({
      code: 2,
    });
    expect(workbench.seen).toEqual([]);
    await workbench.headroom(['run', file, '--test', 'captured']);
    const reached = workbench.seen.filter((headers) => headers.host?.startsWith('127.0.0.1'));
    expect({ asked: workbench.seen.length > 0, reached }).toEqual({ asked: true, reached: [] });
  });
});
