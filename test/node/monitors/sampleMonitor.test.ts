import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Monitor } from '../../../core/configs/plan/plan.ts';
import { freePorts } from '../../../core/node/tool/freePorts.ts';
import { sampleMonitor } from '../../../core/node/monitors/sampleMonitor.ts';

let answer: (response: ServerResponse) => void = (response) => response.end();
let seenUrl = '';
let seenAuthorization: string | undefined;
const server = createServer((request, response) => {
  seenUrl = request.url ?? '';
  seenAuthorization = request.headers.authorization;
  answer(response);
});
let base = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const place = { cwd: process.cwd(), environment: process.env };

function sample(source: Monitor['source'], unit?: string): Promise<number> {
  return sampleMonitor({ source, ...(unit === undefined ? {} : { unit }) }, place, new AbortController().signal);
}

function says(status: number, body: unknown): void {
  answer = (response) => response.writeHead(status).end(typeof body === 'string' ? body : JSON.stringify(body));
}

const success = (resultType: string, result: unknown) => ({ status: 'success', data: { resultType, result } });
const series = (value: string) => ({ metric: { job: 'demo' }, value: [1795218191.499, value] });

describe('a monitor on Prometheus', () => {
  const ask = (unit?: string) =>
    sample({ kind: 'prometheus', url: `http://user:pass-word@${base}/prefix/?tenant=a`, query: 'up{a="b"}' }, unit);

  it.each([
    ['a vector of one', success('vector', [series('70')]), 70],
    ['a scalar', success('scalar', [1, '1e3']), 1000],
    ['a matrix of one point', success('matrix', [{ metric: {}, values: [[1, '-0.5']] }]), -0.5],
  ])('reads %s', async (_, body, value) => {
    says(200, body);
    await expect(ask()).resolves.toBe(value);
    expect(seenUrl).toBe('/prefix/api/v1/query?tenant=a&query=up%7Ba%3D%22b%22%7D');
    expect(seenAuthorization).toBe(`Basic ${Buffer.from('user:pass-word').toString('base64')}`);
  });

  it.each([
    ['no series', 200, success('vector', []), 'the query `up{a="b"}` gave no value'],
    ['several series', 200, success('vector', [series('1'), series('2')]), 'gave 2 values; make it one'],
    [
      'several points',
      200,
      success('matrix', [
        {
          values: [
            [1, '1'],
            [2, '1'],
          ],
        },
      ]),
      'gave 2 values',
    ],
    ['no number', 200, success('vector', [series('NaN')]), 'gave `NaN`, which is no number'],
    ['an infinite number', 200, success('scalar', [1, '+Inf']), 'gave `+Inf`, which is no number'],
    ['a text', 200, success('string', [1, 'hello']), 'gave `hello`, which is no number'],
    ['a native histogram', 200, success('vector', [{ metric: {}, histogram: [1, {}] }]), 'which is no number'],
    ['a refusal', 400, { status: 'error', errorType: 'bad_data', error: 'parse error' }, 'was refused by http://127'],
    ['another answer', 200, { hello: 1 }, 'answered with something that is no answer of Prometheus'],
    ['a page', 200, '<html>', 'answered with something that is no answer of Prometheus'],
    ['a broken gateway', 503, 'no healthy upstream', '/prefix/api/v1/query answered with status 503'],
    ['a redirect to a login', 302, '', 'answered with status 302'],
    ['an endless answer', 200, 'x'.repeat(2_000_000), 'is larger than 1 MB'],
  ])('is not taken in by %s', async (_, status, body, message) => {
    says(status, body);
    const error: unknown = await ask().catch((reason: unknown) => reason);
    expect(String(error)).toContain(message);
    expect(String(error)).not.toMatch(/pass-word|tenant/);
  });

  it('names a server that is not there, without the password', async () => {
    const [port] = await freePorts(1);
    const asked = sample({ kind: 'prometheus', url: `http://user:pass-word@127.0.0.1:${port}/`, query: 'up' });
    await expect(asked).rejects.toThrow(`no answer from http://127.0.0.1:${port}/api/v1/query: ECONNREFUSED`);
  });

  it('gives up on a server that says nothing', { timeout: 20_000 }, async () => {
    answer = () => undefined;
    await expect(ask()).rejects.toThrow(/^no answer from .* within 3 s$/);
  });

  it.each([
    ['%', 0.7],
    ['ms', 70],
    ['s', 70_000],
    ['MB', 70e6],
    ['/min', 70 / 60],
    [undefined, 70],
  ])('turns the unit %s into the base unit that limits of checks have', async (unit, value) => {
    says(200, success('vector', [series('70')]));
    await expect(ask(unit)).resolves.toBeCloseTo(value, 9);
  });
});

describe('a monitor on a JSON document', () => {
  const ask = (jsonPath: string) => sample({ kind: 'http', url: `http://${base}/stats`, jsonPath });
  const document = { pool: { active: 7, share: ' 0.25', name: 'main', open: true, list: [1, 2] } };

  it.each([
    ['$.pool.active', 7],
    ['$.pool.share', 0.25],
    ["$['pool'].list[1]", 2],
  ])('reads %s', async (path, value) => {
    says(200, document);
    await expect(ask(path)).resolves.toBe(value);
  });

  it.each([
    ['$.pool.idle', 'has nothing at `$.pool.idle`'],
    ['$.pool.name', 'has `"main"` at `$.pool.name`, which is no number'],
    ['$.pool.open', 'has `true`'],
    ['$.pool.list', 'has `[1,2]`'],
  ])('is not taken in by what is at %s', async (path, message) => {
    says(200, document);
    await expect(ask(path)).rejects.toThrow(message);
  });

  it('says what came instead of JSON', async () => {
    says(200, 'all is well');
    await expect(ask('$.a')).rejects.toThrow(`http://${base}/stats is not JSON: \`all is well\``);
    says(404, '{"a": 1}');
    await expect(ask('$.a')).rejects.toThrow('answered with status 404');
  });
});

describe('a monitor on a command', () => {
  const ask = (script: string) => sample({ kind: 'command', command: [process.execPath, '-e', script] });

  it('reads the number on its standard output, whatever it says elsewhere', async () => {
    await expect(ask('console.error("a warning 99"); console.log("\\n 4.5e2 ")')).resolves.toBe(450);
  });

  it.each([
    ['nothing', '0', 'printed nothing on its standard output'],
    ['two numbers', 'console.log("1\\n2")', 'printed `1 2` and not one number alone'],
    ['a number with a unit', 'console.log("12 MB")', 'printed `12 MB`'],
    ['no number', 'console.log("NaN")', 'printed `NaN`'],
    ['a failure', 'console.log(5); console.error("no such pod"); process.exit(3)', 'exit code 3: `no such pod`'],
  ])('is not taken in by %s', async (_, script, message) => {
    await expect(ask(script)).rejects.toThrow(message);
  });

  it('names a program that is not there', async () => {
    await expect(sample({ kind: 'command', command: ['no-such-program-here'] })).rejects.toThrow(
      /`no-such-program-here` gave nothing: .*could not be started/,
    );
  });
});
