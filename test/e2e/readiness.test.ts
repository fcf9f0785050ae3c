import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answeringServer, callHeadroom, type Call } from './headroomCommand.ts';

const HOSTILE = "<script>alert(1)</script> \\| ]]> `b` <img src=x onerror='1'>";
const CHECKLIST = `# Release

- [x] Search answers in time <!-- headroom: check=search/p95-latency -->
- [x] ${HOSTILE}
`;

let server: Awaited<ReturnType<typeof answeringServer>>;
let workspace: string;
let plan: string;

beforeAll(async () => {
  server = await answeringServer();
  // The name has to survive in links.
  workspace = path.join(mkdtempSync(path.join(tmpdir(), 'headroom-readiness-')), 'a [b] c');
  mkdirSync(workspace);
  plan = `headroom: 1
environments:
  staging: { target: 'http://127.0.0.1:${server.port}' }
requirements:
  '14.9': Search answers in time
tests:
  search:
    runner: http
    request: GET \${target}/search
    stages: [{ users: 2, duration: 2s }]
    checks:
      - { on: p95 latency, target: '< 500ms', requirement: '14.9' }
      - error_rate < 1%
`;
  write('shop.headroom.yaml', plan);
  write('release.md', CHECKLIST);
  const items = { 'Release / Search answers in time': { note: HOSTILE } };
  write('release.md.headroom.json', JSON.stringify({ headroom: 1, items }));
});
afterAll(() => {
  server.close();
  rmSync(path.dirname(workspace), { recursive: true });
});

const write = (name: string, text: string): void => writeFileSync(path.join(workspace, name), text);
const read = (name: string): string => readFileSync(path.join(workspace, name), 'utf8');
const readiness = (...args: string[]): Promise<Call> => callHeadroom(['readiness', ...args], workspace);
const gate = (...args: string[]): Promise<Call> => readiness('release.md', '--require-go', ...args);

interface Told {
  decision: { value: string; reasons: string[] };
  requirements: { id: string; state: string; actual?: string; places: string[] }[];
  runs: { runId: string; reportLink: string }[];
}

async function told(): Promise<Told> {
  return JSON.parse((await readiness('release.md', '--format', 'json')).out) as Told;
}

describe('the readiness report', () => {
  it('decides nothing before a run, and go after one', async () => {
    expect(await gate()).toMatchObject({
      code: 1,
      out: expect.stringContaining('# Readiness: not decided'),
      err: expect.stringMatching(
        /^It is not decided:\nshop\.headroom\.yaml:12: search\/p95-latency was not measured: its test was never run in staging\. Run it: `headroom run shop\.headroom\.yaml --test search`\.\n/,
      ),
    });
    // What nobody requires is not refused.
    expect(await readiness('release.md')).toMatchObject({ code: 0, err: '' });
    expect(await readiness()).toMatchObject({ code: 0, out: expect.stringContaining('not decided') });

    expect(await callHeadroom(['run', 'shop.headroom.yaml'], workspace)).toMatchObject({ code: 0 });
    const { code, out, err } = await gate();
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('# Readiness: go');
    expect(out).toContain(
      '- 2 checks hold and 2 required items are done; nothing that was asked fails, lacks proof or is open.',
    );
    expect(out).toMatch(
      /^\| 14\.9 Search answers in time \(shop\.headroom\.yaml:12, release\.md:3\) \| .* \| `< 500ms` \| [\d.]+ ms \| \d+ ms under \| pass \| \[\d+_\d+_search\]\(<headroom-results\/\d+_\d+_search\/report\.html>\), 0 m old, staging \|$/m,
    );
    expect(await readiness('--require-go')).toMatchObject({ code: 0, out: expect.stringContaining('2 checks hold;') });
  }, 60_000);

  it('writes Markdown and HTML with links that lead to the reports of runs', async () => {
    expect(await gate('--out', 'out/report')).toEqual({
      code: 0,
      out: 'out/report/readiness.md\nout/report/readiness.html\n',
      err: '',
    });
    expect(readdirSync(path.join(workspace, 'out/report')).sort()).toEqual(['readiness.html', 'readiness.md']);
    const page = read('out/report/readiness.html');
    expect(page).not.toMatch(/<script|<img/);
    expect(page).toContain('is ticked with the note: &lt;script&gt;');
    expect(read('out/report/readiness.md')).toMatch(/^\| note \| release\.md:3: .* \\<script>alert\(1\).*\\\| .*\|$/m);
    const links = [...page.matchAll(/href="([^"]*)"/g)].map(([, to = '']) => to);
    expect(links.length).toBeGreaterThan(2);
    for (const to of links) expect(existsSync(path.join(workspace, 'out/report', decodeURIComponent(to)))).toBe(true);

    write('taken', '');
    expect(await gate('--out', 'taken')).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining('The report cannot be written into taken: '),
    });
    expect(await readiness('release.md', '--out', 'new', '--format', 'md')).toMatchObject({ code: 2 });
    expect(existsSync(path.join(workspace, 'new'))).toBe(false);
    const outside = path.join(path.dirname(workspace), 'elsewhere');
    expect(await gate('--out', outside)).toMatchObject({ code: 0 });
    expect(readFileSync(path.join(outside, 'readiness.html'), 'utf8')).toContain(
      'href="../a%20%5Bb%5D%20c/headroom-results/',
    );
  }, 60_000);

  it("fills in a team's own template, or writes nothing", async () => {
    write('template.md', '# {{decision}}\n\nSearch: {{value search/p95-latency}}\n\n{{risks}}\n');
    const { code, out } = await gate('--template', 'template.md');
    expect({ code, out }).toEqual({
      code: 0,
      out: expect.stringMatching(/^# go\n\nSearch: [\d.]+ ms\n\n\| Gravity \| What \|\n/),
    });
    expect(await gate('--template', 'template.md', '--out', 'own')).toMatchObject({ code: 0 });
    expect(read('own/readiness.md')).toContain('# go\n\nSearch: ');
    expect(read('own/readiness.html')).toContain('<h1>Readiness</h1>');

    write('template.md', '{{decision}}\n{{value search/p95-latncy}}\n');
    expect(await gate('--template', 'template.md', '--out', 'never')).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringMatching(/^template\.md:2:1 .* Did you mean `search\/p95-latency`\?/),
    });
    expect(existsSync(path.join(workspace, 'never'))).toBe(false);
  }, 60_000);

  it('is no-go where a limit is missed, and not decided where evidence is stale or an item open', async () => {
    write('shop.headroom.yaml', plan.replace('< 500ms', '< 1ms'));
    const failing = await told();
    expect(failing.decision).toEqual({
      value: 'no-go',
      reasons: [
        expect.stringMatching(/^shop\.headroom\.yaml:12: search\/p95-latency failed: .* where the plan says < 1ms\./),
        expect.stringMatching(/^release\.md:3: "Search answers in time" is ticked, but search\/p95-latency failed/),
      ],
    });
    expect(await gate()).toMatchObject({ code: 1, err: expect.stringContaining('It is no-go:\n') });

    write('shop.headroom.yaml', plan.replace('users: 2', 'users: 3'));
    const stale = await told();
    expect(stale.decision.value).toBe('not-decided');
    expect(stale.decision.reasons[0]).toMatch(/has only stale evidence: since run \S+, the load changed \(`stages`\)/);
    expect(stale.requirements.map(({ state }) => state)).toEqual(['stale', 'stale']);
    expect(stale.runs).toHaveLength(1);

    write('shop.headroom.yaml', plan);
    write('release.md', `${CHECKLIST}- [ ] Backups restored\n`);
    expect((await told()).decision).toEqual({
      value: 'not-decided',
      reasons: ['release.md:5: "Backups restored" is open. Tick it when it is done.'],
    });

    // Signed for another text.
    write('release.md', CHECKLIST);
    const signOff = {
      role: 'Tech Lead',
      name: 'Ada',
      signedAt: '2026-01-31T12:00:00Z',
      decision: 'go',
      hash: 'sha256-0',
    };
    const record = { headroom: 1, signOffs: [{ ...signOff, runs: [], items: [], limits: [], obstacles: [] }] };
    write('release.md.headroom.json', JSON.stringify(record));
    expect((await told()).decision.reasons).toEqual([
      'release.md: The signature of Tech Lead Ada is void: the text above changed; the text has no line for this role any more. It has to be signed again.',
    ]);
    rmSync(path.join(workspace, 'release.md.headroom.json'));
  }, 60_000);

  it('refuses what it cannot use', async () => {
    expect(await readiness('none.md')).toMatchObject({ code: 2, out: '', err: expect.stringContaining('none.md') });
    expect(await readiness('release.md', '--plan', 'none.yaml')).toMatchObject({ code: 2, out: '' });
    write('broken.headroom.yaml', 'headroom: 1\ntests: 5\n');
    expect(await gate('--plan', 'broken.headroom.yaml', '--out', 'broken')).toMatchObject({
      code: 2,
      err: expect.stringContaining('broken.headroom.yaml is no valid plan'),
    });
    expect(existsSync(path.join(workspace, 'broken'))).toBe(false);
    rmSync(path.join(workspace, 'broken.headroom.yaml'));
    write('wrong.md', '- [x] a <!-- headroom: check=search/p95-latncy -->\n');
    expect(await readiness('wrong.md')).toMatchObject({
      code: 2,
      out: expect.stringContaining('# Readiness: not decided'),
      err: expect.stringMatching(/^wrong\.md:1: .*Did you mean `search\/p95-latency`\?/),
    });
    expect(await callHeadroom(['readiness'], path.dirname(workspace))).toMatchObject({
      code: 2,
      err: expect.stringContaining('There is no plan here. Name a checklist or a plan'),
    });
  }, 60_000);
});
