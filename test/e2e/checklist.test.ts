import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { answeringServer, callHeadroom, type Call } from './headroomCommand.ts';

const DOCS = readFileSync(path.resolve(import.meta.dirname, '../../docs/checklists.md'), 'utf8');

function blockOf(language: string): string {
  const [, text] = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'm').exec(DOCS) ?? [];
  expect(text).toBeDefined();
  return text!;
}

let server: Awaited<ReturnType<typeof answeringServer>>;
let root: string;
let workspace: string;
let plan: string;

beforeAll(async () => {
  server = await answeringServer();
  root = mkdtempSync(path.join(tmpdir(), 'headroom-evidence-'));
});
afterAll(() => {
  server.close();
  rmSync(root, { recursive: true });
});
beforeEach(() => {
  workspace = mkdtempSync(path.join(root, 'workspace-'));
  plan = blockOf('yaml').replace('127.0.0.1:8080', `127.0.0.1:${server.port}`);
  write('shop.headroom.yaml', plan);
  write('release.md', blockOf('markdown'));
});

const write = (name: string, text: string): void => {
  mkdirSync(path.dirname(path.join(workspace, name)), { recursive: true });
  writeFileSync(path.join(workspace, name), text);
};
const headroom = (...args: string[]): Promise<Call> => callHeadroom(args, workspace);
const gate = (...args: string[]): Promise<Call> => headroom('checklist', 'release.md', '--require-complete', ...args);
const run = async (...args: string[]): Promise<void> => {
  expect(await headroom('run', 'shop.headroom.yaml', ...args)).toMatchObject({ code: 0 });
};

describe('a checklist that is held against runs', () => {
  it('is complete when all is ticked and proven, as the docs say', async () => {
    const before = await gate();
    expect(before).toMatchObject({
      code: 1,
      err: 'release.md is not complete: of what must be done, 1 open and 1 not proven.\n',
    });
    expect(before.out).toContain(
      'release.md:3: "Search answers in time" is ticked, but search/p95-latency was not measured: its test was never run in staging. Run it: `headroom run shop.headroom.yaml --test search`.',
    );
    await run('--smoke');
    expect((await gate()).out).toMatch(
      /release\.md:3: .* was not measured: \S+ does not count: it is a smoke run\. Run it/,
    );

    await run();
    const open = await gate();
    expect(open).toMatchObject({ code: 1, err: 'release.md is not complete: of what must be done, 1 open.\n' });
    expect(open.out).toContain(blockOf('text'));
    expect(open.out).toMatch(/^ +3 +pass +p95 latency < 500ms +[\d.]+ ms +\S+_search\S* +0 m +staging$/m);

    expect(await gate('--tick', 'Search does not fail')).toMatchObject({ code: 0, err: '' });
  }, 60_000);

  it('is judged by the plan as it is now, and marks ticks without touching them', async () => {
    write('release.md', blockOf('markdown').replace('[ ]', '[x]'));
    const text = readFileSync(path.join(workspace, 'release.md'));
    await run();

    write('shop.headroom.yaml', plan.replace('< 500ms', '< 1ms'));
    const failing = await gate();
    expect(failing).toMatchObject({
      code: 1,
      err: 'release.md is not complete: of what must be done, 1 not proven.\n',
    });
    expect(failing.out).toMatch(
      /"Search answers in time" is ticked, but search\/p95-latency failed: [\d.]+ ms, where the plan says < 1ms\. Mend the cause\. Run it again: `headroom run/,
    );
    expect(failing.out).toMatch(/^ +3 +fail .*ticked against the evidence: /m);
    // Nothing is asked for, so nothing is refused.
    expect(await headroom('checklist', 'release.md')).toMatchObject({ code: 0, err: '' });

    write('shop.headroom.yaml', plan.replace('users: 2', 'users: 3'));
    const stale = await gate();
    expect(stale.code).toBe(1);
    expect(stale.out).toMatch(
      /has only stale evidence: since run \S+_search, the load changed \(`stages`\)\. Run it again/,
    );

    write('shop.headroom.yaml', plan.replace('7d', '0'));
    expect((await gate()).out).toMatch(/stale evidence: run \S+ is 0 m old, more than `max_age` of the plan allows/);

    // Evidence elsewhere is none.
    const live = plan
      .replace('\n  environment: staging', '')
      .replace('tests:', '  live: { target: "http://127.0.0.1:1" }\ntests:');
    write('shop.headroom.yaml', live);
    const unknownPlace = await gate();
    expect(unknownPlace).toMatchObject({ code: 2, err: expect.stringContaining('[checklist-which-environment]') });
    write('release.md', String(text).replaceAll(' -->', ' environment=live -->'));
    expect((await gate()).out).toMatch(
      /was not measured: \S+ does not count: it ran in staging, not in live\. Run it: `headroom run shop\.headroom\.yaml --test search --environment live`/,
    );
  }, 60_000);

  it('ticks what is proven when it is asked to, and nothing else', async () => {
    const text = blockOf('markdown')
      .replace('[x] Search', '[ ] Search')
      .replace('[x] Backups restored', '[ ] Backups restored\n- [x] Slow <!-- headroom: check=search/min-latency -->');
    write('release.md', text);
    write('shop.headroom.yaml', plan.replace('      - error_rate', '      - min latency > 1m\n      - error_rate'));
    expect(await headroom('run', 'shop.headroom.yaml')).toMatchObject({ code: 1 });

    const preview = await headroom('checklist', 'release.md');
    expect(preview).toMatchObject({ code: 0, err: '' });
    expect(preview.out).toMatch(
      /^release\.md:3: "Search answers in time" is proven: search\/p95-latency passed with .* in run \S+_search\. --apply ticks it\.$/m,
    );
    expect(readFileSync(path.join(workspace, 'release.md'), 'utf8')).toBe(text);
    const [file] = JSON.parse((await headroom('checklist', 'release.md', '--format', 'json')).out) as {
      proposals: unknown;
    }[];
    expect(file!.proposals).toEqual([
      { kind: 'tick', item: 'Release / Search answers in time', line: 3 },
      { kind: 'tick', item: 'Release / Search does not fail', line: 4 },
    ]);

    const applied = await headroom('checklist', 'release.md', '--apply');
    expect(applied).toMatchObject({ code: 0, out: expect.stringContaining('3 of 4 ticked') });
    expect(applied.err).toMatch(/^release\.md:3: .* Ticked\.\nrelease\.md:4: .* Ticked\.\n$/);
    const ticked = text
      .replace('[ ] Search answers', '[x] Search answers')
      .replace('[ ] Search does', '[x] Search does');
    expect(readFileSync(path.join(workspace, 'release.md'), 'utf8')).toBe(ticked);
    expect(await headroom('checklist', 'release.md', '--apply')).toMatchObject({ code: 0, err: '' });
  }, 60_000);

  it('tells it as JSON and Markdown, of rows and headings, too', async () => {
    write(
      'release.md',
      '# Release <!-- headroom: check=search/error_rate -->\n\n- [x] fast <!-- headroom: check="search/p95 latency" -->\n\n' +
        '| Metric | Target |\n|---|---|\n| p99 | < 1s <!-- headroom: check=search/p99-latency --> |\n',
    );
    await run();
    // The run did not ask for it, but it measured it.
    write('shop.headroom.yaml', plan.replace('      - error_rate', '      - p99 latency < 1ms\n      - error_rate'));
    const { code, out } = await gate('--format', 'json');
    const [file] = JSON.parse(out) as {
      items: unknown[];
      open: unknown[];
      obstacles: unknown[];
      evidence: unknown[];
    }[];
    expect(code).toBe(1);
    expect(file!.items[0]).toMatchObject({
      ...{ id: 'Release / fast', checked: true },
      evidence: {
        ...{
          bound: 'check=search/p95 latency',
          state: 'pass',
          check: 'search/p95-latency',
          verdict: 'pass',
          unit: 'ms',
        },
        ...{
          observed: expect.any(Number),
          levels: { target: '< 500ms' },
          environment: 'staging',
          notes: expect.any(Array),
        },
        ...{
          runId: expect.stringMatching(/_search$/),
          measuredAt: expect.stringMatching(/Z$/),
          ageMs: expect.any(Number),
        },
      },
    });
    expect(file!.items[0]).not.toHaveProperty('evidence.tick');
    expect(file!.open).toEqual([]);
    expect(file!.evidence).toMatchObject([
      { on: 'section', line: 1, state: 'pass' },
      { on: 'row', line: 7, state: 'fail' },
    ]);
    expect(file!.obstacles).toEqual([
      {
        line: 7,
        text: 'p99',
        why: 'fail',
        message: expect.stringMatching(/^release\.md:7: Of "p99" search\/p99-latency failed: /),
      },
    ]);
    expect((await gate('--format', 'md')).out).toMatch(/### Ticked, but not proven\n\n- release\.md:7: Of "p99" /);
  }, 60_000);

  it('looks at preflight items and monitors', async () => {
    const more = `preflight:\n  - variable: PATH\n  - variable: HOME\nmonitors:\n  load: { command: echo 0.5, every: 1s }\n  idle: { command: echo 1 }\n`;
    write(
      'shop.headroom.yaml',
      plan
        .replace('tests:', `${more.replace('  - variable: HOME\n', '')}tests:`)
        .replace('      - error_rate', '      - max load < 1\n      - error_rate'),
    );
    await run();
    write(
      'shop.headroom.yaml',
      plan.replace('tests:', `${more}tests:`).replace('      - error_rate', '      - max load < 1\n      - error_rate'),
    );
    write(
      'release.md',
      ['preflight=PATH', 'preflight=HOME', 'monitor=load', 'monitor=idle']
        .map((bound) => `- [x] ${bound} <!-- headroom: ${bound} -->\n`)
        .join(''),
    );
    const { code, out } = await gate('--format', 'json');
    const [file] = JSON.parse(out) as { items: { evidence: { state: string; reason?: string } }[] }[];
    expect(code).toBe(1);
    expect(file!.items.map(({ evidence }) => evidence.state)).toEqual(['pass', 'unmeasured', 'pass', 'no-data']);
    expect(file!.items[3]!.evidence.reason).toBe(
      'no check of shop.headroom.yaml judges the monitor idle, so its values prove nothing',
    );
  }, 60_000);

  it('refuses names that nothing has, and plans that are not there or not valid', async () => {
    write('docs/far/release.md', '- [x] fast <!-- headroom: check=search/p95-latncy -->\n');
    const far = (...args: string[]): Promise<Call> => headroom('checklist', 'docs/far/release.md', ...args);
    expect(await far()).toMatchObject({
      code: 2,
      err: expect.stringMatching(
        /release\.md:1:\d+ error shop\.headroom\.yaml has no check `search\/p95-latncy`\. Did you mean `search\/p95-latency`\? .*\[checklist-unknown-name\]/,
      ),
      out: expect.stringContaining('1 of 1 ticked'),
    });
    write('docs/far/headroom.yaml', 'headroom: 1\ntests: 3\n');
    expect(await far()).toMatchObject({
      code: 2,
      err: expect.stringContaining('`headroom validate docs/far/headroom.yaml`'),
    });
    expect(await far('--plan', 'gone.yaml')).toMatchObject({ code: 2, err: expect.stringContaining('gone.yaml') });
    rmSync(path.join(workspace, 'docs/far/headroom.yaml'));
    rmSync(path.join(workspace, 'shop.headroom.yaml'));
    expect(await far()).toMatchObject({ code: 2, err: expect.stringContaining('[checklist-no-plan]') });
  }, 60_000);

  it('finds runs in another results folder', async () => {
    await run('--out', 'kept');
    expect((await headroom('checklist', 'release.md', '--results', 'kept')).out).toMatch(/^ +3 +pass/m);
    expect((await headroom('checklist', 'release.md')).out).toMatch(/^ +3 +unmeasured/m);
  }, 60_000);
});
