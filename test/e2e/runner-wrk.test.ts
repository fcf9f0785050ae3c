import type { ServerResponse } from 'node:http';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { describeWithTool } from '../support/tools.ts';
import { until } from '../support/until.ts';
import { filesOf, lastResult, observed, processesOf } from './toolRuns.ts';
import { ok, useWorkbench } from './workbench.ts';

const workbench = useWorkbench();
const SECRET = 'tok-9f2a-very-secret';

function wrkTest(more: string, stages = '[{ users: 4, duration: 2s }]', request = 'request: GET ${target}/'): string {
  return `  w:\n    runner: wrk\n    ${request}\n    stages: ${stages}\n${more}`;
}

/** A plan with a script beside it. */
function scripted(lua: string, more: string, stages?: string, head?: string): string {
  const file = workbench.plan(wrkTest(more, stages, 'script: own.lua'), head);
  writeFileSync(path.join(path.dirname(file), 'own.lua'), lua);
  return file;
}

const PASSING = '    checks: ["error_rate < 50%"]';

describeWithTool('wrk', 'headroom run: wrk', () => {
  it('agrees with what the server counted, and keeps a secret to itself', async () => {
    let [answered, refused] = [0, 0];
    workbench.seen.length = 0;
    workbench.answer = (_, response) => {
      answered += 1;
      response.statusCode = answered % 10 === 0 ? 500 : 200;
      if (response.statusCode === 500) refused += 1;
      setTimeout(() => response.end('fine'), 10);
    };
    const more = `    headers: { authorization: "Bearer \${secrets.TOKEN}" }\n${PASSING}`;
    const stages = '[{ name: up, users: 4, duration: 4s, ramp: true }]';
    const file = workbench.plan(wrkTest(more, stages), 'secrets: [TOKEN]');
    const commandLines = new Set<string>();
    const watch = setInterval(() => {
      for (const found of processesOf('wrk', `:${workbench.port}/`)) commandLines.add(found.commandLine);
    }, 200);
    const call = await workbench.headroom(['run', file], { env: { TOKEN: SECRET } });
    clearInterval(watch);

    expect(call.code, call.out + call.err).toBe(0);
    expect(workbench.seen.every(({ authorization }) => authorization === `Bearer ${SECRET}`)).toBe(true);
    expect(commandLines.size).toBe(2);
    expect([...commandLines].join()).not.toContain(SECRET);
    const { folder, reasons } = lastResult(file);
    for (const { name, text } of filesOf(folder)) expect(text, name).not.toContain(SECRET);
    expect(call.out + call.err).not.toContain(SECRET);
    expect(reasons).toContain('the ramp of stage `up` was a staircase of users: 2 for 2 s, 4 for 2 s');
    // Requests that were under way when a step ended reached the server and no count of wrk: one for each connection.
    const requests = observed(file, 'requests', 'count') ?? 0;
    expect(answered - requests).toBeGreaterThanOrEqual(0);
    expect(answered - requests).toBeLessThanOrEqual(6);
    expect(Math.abs(refused - (observed(file, 'failures', 'count') ?? 0))).toBeLessThanOrEqual(6);
    expect(observed(file, 'measured_latency', 'min')).toBeGreaterThanOrEqual(9);
    expect(observed(file, 'users', 'max')).toBe(4);
  });

  it("chains to the user's own script", async () => {
    workbench.answer = ok;
    workbench.seen.length = 0;
    const lua = `
      local asked = 0
      function setup(thread) thread:set('mark', 'set-up') end
      function init(arguments) wrk.headers['x-init'] = mark end
      function delay() return 5 end
      function request() asked = asked + 1 return wrk.format('POST', '/own', nil, 'body') end
      function response(status) if asked == 3 then print('third ' .. status) end end
      function done(summary) print('done of my own ' .. summary.requests) error('and then it fails') end`;
    const file = scripted(lua.replace(" error('and then it fails')", ''), PASSING);
    const call = await workbench.headroom(['run', file]);
    expect(call.code, call.out + call.err).toBe(0);
    expect(workbench.seen[0]).toMatchObject({ 'x-init': 'set-up', 'content-length': '4' });
    const printed = filesOf(lastResult(file).folder).find(({ name }) => name === 'stdout.txt')?.text ?? '';
    expect(printed).toMatch(/third 200/);
    expect(printed).toMatch(/done of my own \d+/);

    const failing = scripted(lua, PASSING);
    expect((await workbench.headroom(['run', failing])).code).not.toBe(0);
    expect(lastResult(failing).reasons.join()).toMatch(/and then it fails/);
    expect(observed(failing, 'requests', 'count')).toBeGreaterThan(10);
  });

  it.each([
    ['does not parse', 'function request( return', 'own.lua'],
    ['asks for what is not there', "require('no_such_module')", 'no_such_module'],
    ['goes to a protected host', "wrk.lookup('Shop.Test.', '80')", 'shop.test is protected'],
  ])('sends nothing with a script that %s', async (_, lua, why) => {
    workbench.seen.length = 0;
    const head = `  safe: { target: "http://shop.test", protected: true }`;
    const file = scripted(lua, PASSING);
    const plan = `headroom: 1\nenvironments:\n  local: { target: "http://127.0.0.1:${workbench.port}", default: true }\n${head}\n`;
    writeFileSync(file, `${plan}tests:\n${wrkTest(PASSING, undefined, 'script: own.lua')}\n`);
    const call = await workbench.headroom(['run', file]);
    expect(call.code, call.out + call.err).toBe(3);
    expect(lastResult(file)).toMatchObject({ verdict: 'invalid', state: 'failed' });
    expect(lastResult(file).reasons.join()).toContain(why);
    expect(workbench.seen).toEqual([]);
  });

  it('tells only at the end where that was asked, and its windows are without data', async () => {
    workbench.answer = ok;
    const checks = '    with: { live: false }\n    checks: ["error_rate < 50%", "throughput > 1/s for 1s"]';
    const file = workbench.plan(wrkTest(checks));
    expect((await workbench.headroom(['run', file])).code).not.toBe(0);
    expect(lastResult(file).checks.map(({ verdict }) => verdict)).toEqual(['pass', 'no-data']);
  });

  it('a port that nobody listens on is no pass', async () => {
    const file = workbench.plan(wrkTest(PASSING, undefined, 'request: GET http://127.0.0.1:1/'));
    expect((await workbench.headroom(['run', file])).code).not.toBe(0);
    expect(lastResult(file).verdict).toBe('invalid');
    expect(lastResult(file).reasons.join()).toMatch(/unable to connect to 127\.0\.0\.1:1/);
  });

  it('a service that never answers is no pass', async () => {
    workbench.answer = () => undefined;
    const file = workbench.plan(wrkTest(PASSING, '[{ users: 2, duration: 1s }]'));
    expect((await workbench.headroom(['run', file])).code).not.toBe(0);
    expect(lastResult(file).verdict).toBe('invalid');
    expect(lastResult(file).reasons.join()).toMatch(/no answer on 2 connections/);
  });

  it('smoke passes', async () => {
    workbench.answer = ok;
    const file = workbench.plan(wrkTest(PASSING, '[{ users: 50, duration: 60s }]'));
    expect((await workbench.headroom(['run', file, '--smoke'])).code).toBe(0);
    expect(observed(file, 'users', 'max')).toBe(1);
  });

  it('Ctrl+C keeps what was measured', async () => {
    workbench.answer = ok;
    const file = workbench.plan(wrkTest(PASSING, '[{ users: 2, duration: 60s }]'));
    let isStopped = false;
    await workbench.headroom(['run', file, '--verbose'], {
      onOutput: (_, child) => {
        if (isStopped || processesOf('wrk', `:${workbench.port}/`).length === 0) return;
        isStopped = true;
        void until(() => workbench.seen.length > 50).then(() => child.kill('SIGINT'));
        workbench.seen.length = 0;
      },
    });
    expect(lastResult(file).state).toBe('cancelled');
    expect(observed(file, 'measured_latency', 'p95')).toBeGreaterThan(9);
    expect(processesOf('wrk', `:${workbench.port}/`)).toEqual([]);
  });

  it('a wrk that is killed makes the run invalid', async () => {
    workbench.answer = ok;
    workbench.seen.length = 0;
    const file = workbench.plan(wrkTest(PASSING, '[{ users: 2, duration: 60s }]'));
    const run = workbench.headroom(['run', file]);
    await until(() => workbench.seen.length > 20);
    for (const { pid } of processesOf('wrk', `:${workbench.port}/`)) process.kill(pid, 'SIGKILL');
    expect((await run).code).not.toBe(0);
    expect(lastResult(file)).toMatchObject({ verdict: 'invalid', state: 'failed' });
    expect(lastResult(file).reasons.join()).toMatch(/ended by SIGKILL/);
  });

  it.each([
    [
      'statuses of errors',
      (response: ServerResponse): void => {
        response.statusCode = 500;
        response.end();
      },
    ],
    [
      'closed connections',
      (response: ServerResponse): void => {
        response.destroy();
      },
    ],
  ])('a guard stops it on %s', async (_, fail) => {
    workbench.seen.length = 0;
    workbench.answer = (request, response) => {
      if (workbench.seen.length > 100) fail(response);
      else ok(request, response);
    };
    const file = workbench.plan(wrkTest('    guards: ["error_rate > 50% for 2s"]', '[{ users: 4, duration: 60s }]'));
    const begun = performance.now();
    expect((await workbench.headroom(['run', file])).code).not.toBe(0);
    expect(performance.now() - begun).toBeLessThan(30_000);
    expect(lastResult(file)).toMatchObject({ verdict: 'fail', state: 'completed' });
    expect(lastResult(file).reasons[0]).toMatch(/stopped by guard/);
  });
});
