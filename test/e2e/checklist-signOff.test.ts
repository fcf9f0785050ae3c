import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { answeringServer, callHeadroom, type Call } from './headroomCommand.ts';

const CHECKLIST = `# Release

- [x] Search answers in time <!-- headroom: check=search/p95-latency -->
- [x] Backups restored
- Peak: ____ users

## Sign-off

- [ ] Tech Lead: ____________ Date: ________
- [ ] Operations: ____________ Date: ________

## Afterwards

- [ ] Watch the errors
`;

let server: Awaited<ReturnType<typeof answeringServer>>;
let root: string;
let workspace: string;
let plan: string;

beforeAll(async () => {
  server = await answeringServer();
  root = mkdtempSync(path.join(tmpdir(), 'headroom-sign-off-'));
  plan = `headroom: 1
environments:
  staging: { target: 'http://127.0.0.1:${server.port}' }
tests:
  search:
    runner: http
    request: GET \${target}/search
    stages: [{ users: 2, duration: 1s }]
    checks: [p95 latency < 5s]
`;
});
afterAll(() => {
  server.close();
  rmSync(root, { recursive: true });
});
beforeEach(() => {
  workspace = mkdtempSync(path.join(root, 'workspace-'));
  write('shop.headroom.yaml', plan);
  write('release.md', CHECKLIST);
  write('.gitignore', 'headroom-results/\n');
  git('init', '-q');
  git('config', 'user.name', 'Ada Lovelace');
  git('config', 'user.email', 'ada@example.com');
  git('add', '-A');
  git('commit', '-qm', 'All of it');
});

const git = (...args: string[]): string => execFileSync('git', args, { cwd: workspace, encoding: 'utf8' }).trim();
const write = (name: string, text: string): void => writeFileSync(path.join(workspace, name), text);
const read = (name: string): string => readFileSync(path.join(workspace, name), 'utf8');
const headroom = (...args: string[]): Promise<Call> => callHeadroom(args, workspace);
const sign = (...args: string[]): Promise<Call> => headroom('sign', 'release.md', ...args);
const gate = (...args: string[]): Promise<Call> => headroom('checklist', 'release.md', '--require-complete', ...args);
const signOffs = async (): Promise<{ role: string; state: string; reasons?: string[] }[]> => {
  const { out } = await headroom('checklist', 'release.md', '--format', 'json');
  const [{ signOffs: found }] = JSON.parse(out) as [
    { signOffs: { role: string; state: string; reasons?: string[] }[] },
  ];
  return found;
};
const hasRecord = (): boolean => existsSync(path.join(workspace, 'release.md.headroom.json'));

it('a placeholder is no signature, and no ground for a go', async () => {
  const table = (name: string, approval: string, date: string): string =>
    `- [x] Built\n\n## Approval\n\n| Role | Name | Approval | Date |\n|---|---|---|---|\n| Lead | ${name} | ${approval} | ${date} |\n`;
  const readiness = (): Promise<Call> => headroom('readiness', 'release.md', '--require-go');
  write('shop.headroom.yaml', plan.replace(/ +checks: .*/, ''));
  write('release.md', table('[Name]', '[ ] Approved', '[Date]'));
  const open = await readiness();
  expect(open.code).toBe(1);
  expect(open.err).toContain('release.md:7: Lead has not signed: its line says "[Name]", "[ ] Approved" and "[Date]".');
  const refused = await sign('--role', 'Lead');
  expect([refused.code, refused.err]).toEqual([2, expect.stringContaining('it says "[Name]" already. Take that out')]);
  write('release.md', table('Ada', '[x] Approved', '2026-01-31'));
  expect((await readiness()).code).toBe(0);
});

describe('headroom sign', () => {
  it('refuses a go that nothing stands behind, and writes nothing', async () => {
    const refused = await sign('--role', 'Tech Lead');
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toContain(
      'release.md:3: "Search answers in time" is ticked, but search/p95-latency was not measured',
    );
    expect(refused.err).toContain(
      'Tech Lead cannot sign go while there is 1 obstacle. Clear them, sign --no-go, or sign in spite of them: --despite.',
    );
    expect(read('release.md')).toBe(CHECKLIST);
    expect(hasRecord()).toBe(false);
  }, 30_000);

  it('signs for the text, the runs and the commit, and tells when that is no longer so', async () => {
    expect(await headroom('run', 'shop.headroom.yaml')).toMatchObject({ code: 0 });
    expect((await gate('--require-signed')).err).toContain(
      'release.md is not signed as it must be: 2 of its sign-offs.',
    );
    const signed = await sign('--role', 'Tech Lead');
    expect(signed).toMatchObject({ code: 0, err: '' });
    expect(signed.out).toMatch(
      /^release\.md is signed: Tech Lead, Ada Lovelace, go, for commit [0-9a-f]{12}, run \S+_search\.$/m,
    );
    const [today] = /\d{4}-\d\d-\d\d/.exec(read('release.md')) ?? [];
    expect(read('release.md')).toBe(
      CHECKLIST.replace('[ ] Tech Lead: ____________ Date: ________', `[x] Tech Lead: Ada Lovelace Date: ${today}`),
    );
    const { signOffs: records } = JSON.parse(read('release.md.headroom.json')) as { signOffs: object[] };
    expect(records).toMatchObject([
      {
        ...{ role: 'Tech Lead', name: 'Ada Lovelace', email: 'ada@example.com', decision: 'go' },
        ...{ commit: git('rev-parse', 'HEAD'), runs: [expect.stringMatching(/_search$/)], obstacles: [] },
        limits: [{ bound: 'search/p95-latency', expression: 'p95 latency < 5s' }],
      },
    ]);
    expect(await gate()).toMatchObject({ code: 0, err: '' });
    expect((await gate('--require-signed')).err).toContain('1 of its sign-offs');

    // Another one signs, a blank is filled in, later items are ticked: all of it stands.
    expect(await sign('--role', 'Operations', '--name', 'Bob')).toMatchObject({ code: 0 });
    write('release.md', read('release.md').replace('Peak: ____', 'Peak: 1,200').replace('[ ] Watch', '[x] Watch'));
    expect(await gate('--require-signed')).toMatchObject({ code: 0, err: '' });
    const shown = await headroom('checklist', 'release.md');
    expect(shown.out).toMatch(new RegExp(`^ +9 +Tech Lead +Ada Lovelace +${today} +go$`, 'm'));
    expect((await headroom('checklist', 'release.md', '--format', 'md')).out).toContain(
      `| 10 | Operations | Bob | ${today} | go |  |`,
    );

    // A wider limit marks them, and closes the gate.
    write('shop.headroom.yaml', plan.replace('< 5s', '< 6s'));
    const marked = 'search/p95-latency was signed against p95 latency < 5s; the plan says < 6s now';
    expect(await signOffs()).toMatchObject([
      { role: 'Tech Lead', state: 'marked', reasons: [marked] },
      { role: 'Operations', state: 'marked', reasons: [marked] },
    ]);
    expect((await gate()).code).toBe(1);
    write('shop.headroom.yaml', plan);
    expect((await gate()).code).toBe(0);

    // Another word above makes them void, and only then they can be signed again.
    expect(await sign('--role', 'Operations', '--name', 'Eve')).toMatchObject({
      code: 2,
      err: expect.stringContaining('Operations has signed release.md already: Bob') as string,
    });
    write('release.md', read('release.md').replace('Backups restored', 'Backups made'));
    const closed = await gate();
    expect(closed).toMatchObject({ code: 1, err: 'release.md is not signed as it must be: 2 of its sign-offs.\n' });
    expect(closed.out).toContain(
      'release.md:10: The sign-off of Operations (Bob) is void: the text under "Release" changed. Sign again: `headroom sign release.md --role Operations`.',
    );
    expect(await sign('--role', 'Operations', '--name', 'Eve')).toMatchObject({
      code: 0,
      out: expect.stringContaining('It takes the place of that of Bob') as string,
    });
    expect(read('release.md')).toContain(`- [x] Operations: Eve Date: ${today}`);
    expect((await signOffs()).map(({ state }) => state)).toEqual(['void', 'go']);
  }, 60_000);

  it('signs a no at any time, and a go in spite of all if that is said; both stay visible', async () => {
    expect(await sign('--role', 'Operations', '--no-go')).toMatchObject({ code: 0 });
    const despite = await sign('--role', 'Tech Lead', '--despite');
    expect(despite).toMatchObject({ code: 0 });
    expect(despite.out).toContain('In spite of: release.md:3:');
    expect(read('release.md')).toMatch(/- \[x\] Tech Lead: Ada Lovelace \(despite 1 obstacle\) Date: 2/);
    expect(read('release.md')).toMatch(/- \[ \] Operations: Ada Lovelace \(no-go\) Date: 2/);
    expect(await signOffs()).toMatchObject([
      { state: 'marked', reasons: [expect.stringContaining('it was signed in spite of an obstacle: release.md:3:')] },
      { state: 'no-go' },
    ]);
    const closed = await gate('--require-signed');
    expect(closed.code).toBe(1);
    expect(closed.out).toContain('Operations (Ada Lovelace) signed no-go.');
  }, 30_000);

  it('lets a sign-off on top of all items excuse none, in all three gates', async () => {
    const top = '# Release\n\n## Approvals\n\n| Role | Name | Date |\n|---|---|---|\n| Lead | | |\n\n';
    write('release.md', `${top}## Must\n\n- [ ] Backups restored\n- [x] Failover tried\n`);
    const open = 'release.md:11: "Backups restored" is open.';
    const closed = await gate();
    expect(closed).toMatchObject({ code: 1, err: 'release.md is not complete: of what must be done, 1 open.\n' });
    expect(closed.out).toContain(open);
    expect(await sign('--role', 'Lead')).toMatchObject({ code: 1, err: expect.stringContaining(open) as string });
    rmSync(path.join(workspace, 'shop.headroom.yaml'));
    const readiness = (): Promise<Call> => headroom('readiness', 'release.md', '--require-go');
    expect(await readiness()).toMatchObject({ code: 1, err: expect.stringContaining(open) as string });

    write('release.md', read('release.md').replace('[ ]', '[x]'));
    expect(await sign('--role', 'Lead')).toMatchObject({ code: 0 });
    expect(await gate('--require-signed')).toMatchObject({ code: 0, err: '' });
    expect(await readiness()).toMatchObject({ code: 0, err: '' });
    write('release.md', `${read('release.md')}- [x] More\n`);
    expect((await gate()).out).toContain('The sign-off of Lead (Ada Lovelace) is void: the text under "Must" changed.');
  });

  it('lets nobody have signed for what was added below with a sign-off of its own', async () => {
    rmSync(path.join(workspace, 'shop.headroom.yaml'));
    write('release.md', '# Release\n\n- [x] a\n\n## Sign-off\n\n- Lead: ____ Date: ____\n');
    expect(await sign('--role', 'Lead')).toMatchObject({ code: 0 });
    write(
      'release.md',
      `${read('release.md')}\n# Phase 2\n\n- [x] Cards encrypted\n\n## Sign-off\n\n- Lead: ____ Date: ____\n`,
    );
    const reason = 'a section was added below what was signed, up to the sign-off in line 13';
    expect(await signOffs()).toMatchObject([{ role: 'Lead', state: 'void', reasons: [reason] }]);
    expect(await gate('--require-signed')).toMatchObject({ code: 1 });
    expect(await headroom('readiness', 'release.md', '--require-go')).toMatchObject({
      ...{ code: 1, err: expect.stringContaining(reason) as string },
    });
    expect(await sign('--role', 'Lead')).toMatchObject({ code: 0 });
    expect(await gate('--require-signed')).toMatchObject({ code: 0 });
  });

  it.each<[string[], string]>([
    [[], 'Say who signs with --role. release.md has `Tech Lead`, `Operations`.'],
    [
      ['--role', 'tech lead'],
      'release.md has no role "tech lead". Did you mean `Tech Lead`? It has `Tech Lead`, `Operations`.',
    ],
    [['--role', 'Operations', '--no-go', '--despite'], '--despite is for a go.'],
    [['other.md', '--role', 'Operations'], 'Name one Markdown file'],
  ])('%j is refused', async (args, said) => {
    expect(await sign(...args)).toMatchObject({ code: 2, err: expect.stringContaining(said) as string });
    expect(hasRecord()).toBe(false);
  });

  it('asks for a name where git has none', async () => {
    git('config', '--unset', 'user.name');
    const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
    expect(await callHeadroom(['sign', 'release.md', '--role', 'Operations', '--no-go'], workspace, env)).toMatchObject(
      {
        code: 2,
        err: expect.stringContaining('A signature needs a name. Say whose with --name NAME.') as string,
      },
    );
  });

  it('works where there is no repository', async () => {
    rmSync(path.join(workspace, '.git'), { recursive: true });
    expect(await sign('--role', 'Operations', '--no-go', '--name', 'Bob')).toMatchObject({ code: 0 });
    expect(read('release.md.headroom.json')).not.toContain('"commit"');
  });
});
