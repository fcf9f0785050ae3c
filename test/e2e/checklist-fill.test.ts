import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answeringServer, callHeadroom, type Call } from './headroomCommand.ts';

let server: Awaited<ReturnType<typeof answeringServer>>;
let workspace: string;

const headroom = (...args: string[]): Promise<Call> => callHeadroom(args, workspace);
const file = (name: string): string => path.join(workspace, name);
const CAPACITY = '<!-- headroom: capacity=search -->';
const P95 = '<!-- headroom: check=search/p95-latency -->';
const TEXT = [
  '\uFEFF# Größe',
  '',
  `- [ ] Concurrent users: _____ (target: 1), headroom: ___% ${CAPACITY}`,
  `- p95: _____ ms (target: < 5s) ${P95}`,
  '',
  `p99: _____ ${P95}`,
  '',
  'Signed: ________ Date: ________',
  '',
].join('\r\n');

beforeAll(async () => {
  server = await answeringServer();
  workspace = mkdtempSync(path.join(tmpdir(), 'headroom-fill-'));
  writeFileSync(
    file('headroom.yaml'),
    `headroom: 1
environments: { local: { target: "http://127.0.0.1:${server.port}" } }
tests:
  search:
    runner: http
    request: GET \${target}/
    stages: [{ name: one, users: 1, duration: 2s }, { name: two, users: 2, duration: 2s }]
    checks: [p95 latency < 5s]
`,
  );
  writeFileSync(file('release.md'), TEXT);
  expect(await headroom('checklist', 'release.md', '--fill')).toMatchObject({
    code: 0,
    err: expect.stringContaining(
      'is not filled: the evidence of search/p95-latency is unmeasured: its test was never run',
    ),
  });
  expect(readFileSync(file('release.md'), 'utf8')).toBe(TEXT);
  expect(await headroom('run', 'headroom.yaml')).toMatchObject({ code: 0 });
}, 60_000);
afterAll(() => {
  server.close();
  rmSync(workspace, { recursive: true });
});

describe('blanks of a checklist that are bound', () => {
  it('are proposals until --fill writes them, and every other byte stays', async () => {
    const preview = await headroom('checklist', 'release.md');
    expect(preview).toMatchObject({ code: 0, err: '' });
    expect(preview.out).toMatch(
      /^release\.md:3: Concurrent users: at least 2, from run \S+_search\. --fill writes it\.$/m,
    );
    const [told] = JSON.parse((await headroom('checklist', 'release.md', '--format', 'json')).out) as {
      blanks: unknown;
      evidence: unknown;
    }[];
    expect(told!.blanks).toEqual([
      expect.objectContaining({ kind: 'fill', line: 3, label: 'Concurrent users', text: 'at least 2' }),
      expect.objectContaining({ kind: 'fill', line: 3, label: 'headroom', unit: '%', text: 'at least 50' }),
      expect.objectContaining({ line: 4, label: 'p95', text: expect.any(String), runId: expect.any(String) }),
      expect.objectContaining({
        line: 6,
        label: 'p99',
        why: 'it asks for p99, and search/p95-latency is another value',
      }),
    ]);
    expect(told!.evidence).toEqual([
      expect.objectContaining({ on: 'line', line: 4, state: 'pass' }),
      expect.objectContaining({ on: 'line', line: 6, state: 'pass' }),
    ]);
    expect(readFileSync(file('release.md'), 'utf8')).toBe(TEXT);

    const item = 'Concurrent users: _____ (target: 1), headroom: ___%';
    expect(await headroom('checklist', 'release.md', '--note', `${item}=of Ada`)).toMatchObject({ code: 0, err: '' });
    const filled = await headroom('checklist', 'release.md', '--fill', '--apply');
    expect(filled.code).toBe(0);
    const [tick, users, share, p95, left] = filled.err.split('\n');
    expect(tick).toMatch(/^release\.md:3: .* is proven: search passed with .* Ticked\.$/);
    expect(users).toMatch(/^release\.md:3: Concurrent users: at least 2, from run \S+_search\.$/);
    expect(share).toMatch(/^release\.md:3: headroom: at least 50%, from run /);
    const value = /^release\.md:4: p95: ([\d.,]+) ms, from run /.exec(p95 ?? '')?.[1];
    expect(left).toBe('release.md:6: "p99" is not filled: it asks for p99, and search/p95-latency is another value.');
    expect(readFileSync(file('release.md'), 'utf8')).toBe(
      TEXT.replace('[ ]', '[x]')
        .replace('users: _____', 'users: at least 2')
        .replace('___%', 'at least 50%')
        .replace('p95: _____', `p95: ${String(value)}`),
    );

    // What is filled is text now: it is proven as before, and never filled again.
    const after = await headroom('checklist', 'release.md', '--fill', '--require-complete');
    expect(after).toMatchObject({ code: 0, err: `${left}\n` });

    // The item has another id now, and what is known of it stays with it.
    const noted = 'Concurrent users: at least 2 (target: 1), headroom: at least 50%';
    const linked = await headroom(
      ...['checklist', 'release.md', '--link', `${noted}=https://traces.example.com/1`, '--format', 'json'],
    );
    expect(JSON.parse(linked.out)).toMatchObject([
      { items: [{ text: noted, note: 'of Ada', links: ['https://traces.example.com/1'] }] },
    ]);
  }, 60_000);

  it('on lines keep the gate closed where they are not proven', async () => {
    writeFileSync(file('other.md'), `- [x] done\n- p95: 1 ms <!-- headroom: check=search/p95-latency -->\n`);
    expect(await headroom('checklist', 'other.md', '--require-complete')).toMatchObject({ code: 0 });
    writeFileSync(file('headroom.yaml'), readFileSync(file('headroom.yaml'), 'utf8').replace('< 5s', '< 1us'));
    expect(await headroom('checklist', 'other.md', '--require-complete')).toMatchObject({
      code: 1,
      out: expect.stringMatching(/other\.md:2: Of "p95: 1 ms" search\/p95-latency failed: /),
    });
  }, 60_000);
});
