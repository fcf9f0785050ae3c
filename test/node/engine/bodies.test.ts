import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HttpJob, HttpJobRequest } from '../../../core/runners/http/httpJob.ts';
import { get, job, runEngineProcess, text, users, type EngineRun } from '../../support/engineRun.ts';
import { startFaultServer, type FaultServer } from '../../support/faultServer.ts';

let server: FaultServer;
let folder: string;
beforeEach(async () => {
  server = await startFaultServer();
  folder = mkdtempSync(path.join(tmpdir(), 'headroom-bodies-'));
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

function fileWith(name: string, content: string | Buffer): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

const post = (extra: Partial<HttpJobRequest>): HttpJobRequest =>
  get(`${server.origin}/ok`, { method: 'POST', ...extra });
const column = (name: string): HttpJobRequest['url'] => [{ kind: 'column', name }];
const smoke = (requests: HttpJobRequest[], rest: Partial<HttpJob> = {}): Promise<EngineRun> =>
  runEngineProcess(job([], requests, { smoke: true, ...rest }));

describe('a body', () => {
  it('is a form, with every value escaped', async () => {
    const fields = { user: text('ann & bob'), key: [{ kind: 'secret' as const, name: 'KEY' }], note: text('') };
    const run = await smoke([post({ body: { kind: 'form', fields } })], { secrets: { KEY: 'ü=1' } });
    expect(run.total('failures')).toBe(0);
    expect(server.seen.log[0]?.body).toBe('user=ann+%26+bob&key=%C3%BC%3D1&note=');
    expect(server.seen.log[0]?.headers['content-type']).toBe('application/x-www-form-urlencoded');
  });

  it.each([
    ['order.json', 'application/json'],
    ['ORDER.XML', 'application/xml'],
    ['order.bin', 'application/octet-stream'],
  ])('is the file %s as it is, sent as %s', async (name, type) => {
    const content = '{"not": "${replaced}"}';
    await smoke([post({ body: { kind: 'file', path: fileWith(name, content) } })]);
    expect(server.seen.log[0]?.body).toBe(content);
    expect(server.seen.log[0]?.headers['content-type']).toBe(type);
  });

  it('has the content type that a header states', async () => {
    const body = { kind: 'file' as const, path: fileWith('a.json', '{}') };
    await smoke([post({ body, headers: { 'content-type': text('application/merge-patch+json') } })]);
    expect(server.seen.log[0]?.headers['content-type']).toBe('application/merge-patch+json');
  });

  it('from a file that is not there ends the run before anything is sent', async () => {
    const run = await smoke([post({ body: { kind: 'file', path: path.join(folder, 'gone') } })]);
    expect(run.end).toEqual({ kind: 'failed', message: expect.stringMatching(/gone cannot be read/) as string });
    expect(server.seen.log).toHaveLength(0);
  });
});

describe('data', () => {
  const CSV = '\uFEFFemail,note\r\nann@x.example,"a, ""b"""\r\nbob@x.example,\r\n\r\ncy@x.example,c\r\n';
  const request = () => ({
    ...post({ body: { kind: 'json', value: { note: column('note') } } }),
    url: [...text(`${server.origin}/ok?`), ...column('email')],
  });

  it('gives each pass the next row and begins again after the last', async () => {
    const data = { path: fileWith('users.csv', CSV), order: 'sequential' as const };
    const twice = [request(), { ...request(), name: 'again', thinkMs: 20 }];
    const run = await runEngineProcess(job([users(1, 700)], twice, { data }));
    expect(run.total('failures')).toBe(0);
    const sent = server.seen.log.map(({ line, body }) => `${line.split('?')[1]} ${body}`);
    const rows = [
      'ann@x.example {"note":"a, \\"b\\""}',
      'bob@x.example {"note":""}',
      'cy@x.example {"note":"c"}',
      'ann@x.example {"note":"a, \\"b\\""}',
    ];
    // Both requests of a pass have the same row.
    expect(sent.slice(0, 8)).toEqual(rows.flatMap((row) => [row, row]));
  });

  it('gives users at the same time different rows', async () => {
    const data = { path: fileWith('users.csv', CSV), order: 'sequential' as const };
    await runEngineProcess(job([users(3, 700)], [request()], { data }));
    expect(new Set(server.seen.log.slice(0, 3).map(({ line }) => line)).size).toBe(3);
  });

  it('can be drawn at random', async () => {
    const rows = Array.from({ length: 50 }, (_, row) => `u${row},`).join('\n');
    const data = { path: fileWith('users.csv', `email,note\n${rows}\n`), order: 'random' as const };
    await runEngineProcess(job([users(2, 700)], [{ ...request(), thinkMs: 5 }], { data }));
    const first = server.seen.log.slice(0, 20).map(({ line }) => line.split('?')[1]);
    expect(new Set(first).size).toBeGreaterThan(5);
    expect(first).not.toEqual(first.map((_, row) => `u${row}`));
  });

  it.each([
    ['is not there', undefined, /cannot be read/],
    ['has no rows', 'email,note\n', /no rows below/],
    ['is empty', '', /no rows below/],
    ['has rows of different lengths', 'email,note\na,b\nc\n', /not a CSV table: .*line 3/],
    ['has a column twice', 'email,email\na,b\n', /two columns called "email"/],
    ['lacks a column', 'mail,note\na,b\n', /needs the column "email"; there are mail, note/],
  ])('that %s ends the run before anything is sent', async (_what, content, message) => {
    const file = content === undefined ? path.join(folder, 'gone.csv') : fileWith('users.csv', content);
    const run = await smoke([request()], { data: { path: file, order: 'sequential' } });
    expect(run.end).toEqual({ kind: 'failed', message: expect.stringMatching(message) as string });
    expect(server.seen.log).toHaveLength(0);
  });
});
