import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { callHeadroom, type Call } from './headroomCommand.ts';

const root = mkdtempSync(path.join(tmpdir(), 'headroom-binding-'));
let workspace: string;
beforeEach(() => {
  workspace = mkdtempSync(path.join(root, 'workspace-'));
  write('shop.headroom.yaml', PLAN);
});
afterAll(() => rmSync(root, { recursive: true }));

const write = (name: string, text: string): void => writeFileSync(path.join(workspace, name), text);
const read = (name: string): string => readFileSync(path.join(workspace, name), 'latin1');
const checklist = (...args: string[]): Promise<Call> => callHeadroom(['checklist', ...args], workspace);

const PLAN = `headroom: 1
environments: { staging: { target: 'http://127.0.0.1:1' } }
tests:
  search:
    runner: http
    request: GET \${target}/search
    stages: [{ users: 2, duration: 2s }]
    checks: [p95 latency < 500ms, error_rate < 1%]
  checkout:
    runner: http
    request: GET \${target}/checkout
    stages: [{ users: 2, duration: 2s }]
    checks: [p95 latency < 900ms]
`;

describe('bindings of a checklist', () => {
  const DOCUMENT =
    '## Search\r\n\r\n- [ ] p95 < 500ms\r\n- [x] Error rate < 2%\r\n- [ ] Caf\xe9 works\r\n\r\n## All\r\n\r\n- [ ] p95 < 900ms\r\n';

  it('are proposed with what they are made of', async () => {
    write('release.md', DOCUMENT);
    const json = await checklist('release.md', '--format', 'json');
    expect(json).toMatchObject({ code: 0, err: '' });
    const [{ bindings }] = JSON.parse(json.out) as [{ bindings: object[] }];
    expect(bindings).toMatchObject([
      {
        item: 'Search / p95 < 500ms',
        line: 3,
        bound: 'check=search/p95-latency',
        plan: 'shop.headroom.yaml',
        comment: '<!-- headroom: check=search/p95-latency -->',
        confidence: 'certain',
        stated: 'p95 latency < 500ms',
        planned: 'p95 latency < 500ms',
        isSameLimit: true,
      },
      { line: 4, bound: 'check=search/error_rate', confidence: 'likely', isSameLimit: false },
      { line: 9, bound: 'check=checkout/p95-latency', confidence: 'possible', others: ['search/p95-latency'] },
    ]);
    const { out } = await checklist('release.md');
    expect(out).toContain('release.md:3: "p95 < 500ms" can be bound to check=search/p95-latency (certain): ');
    expect(out).toContain('the text says < 2%, the plan error_rate < 1%');
    expect(out).toContain('1 more binding is possible');
  });

  it('are written where they are certain, and nothing else is changed', async () => {
    writeFileSync(path.join(workspace, 'release.md'), Buffer.from(DOCUMENT, 'latin1'));
    const bound = await checklist('release.md', '--bind');
    expect(bound.code).toBe(0);
    expect(bound.err).toMatch(/^release\.md:3: "p95 < 500ms" is bound to check=search\/p95-latency: .*\.\n$/);
    expect(bound.out).toMatch(/^ +3 +unmeasured +p95 latency < 500ms/m);
    expect(read('release.md')).toBe(
      DOCUMENT.replace('- [ ] p95 < 500ms', '- [ ] p95 < 500ms <!-- headroom: check=search/p95-latency -->'),
    );
    expect(await checklist('release.md', '--bind')).toMatchObject({ code: 0, err: '' });
  });

  it('are not proposed by a plan that cannot be used, which is said', async () => {
    write('release.md', DOCUMENT);
    write('shop.headroom.yaml', PLAN.replace('error_rate', 'eror_rate'));
    const call = await checklist('release.md');
    expect(call.code).toBe(0);
    expect(call.err).toMatch(/^shop\.headroom\.yaml is no valid plan/);
    expect(await checklist('release.md', '--bind')).toMatchObject({ code: 2 });
  });
});

describe('limits of checklists', () => {
  it('that contradict each other, or the plan, are warnings', async () => {
    write('a.md', '# Release\n\n- [ ] Memory < 85%\n- [ ] p95 < 400ms <!-- headroom: check=search/p95-latency -->\n');
    write('goals.md', '# Release\n\n- [ ] Memory < 90%\n');
    const call = await checklist('a.md', 'goals.md');
    expect(call.code).toBe(0);
    expect(call.err.trimEnd().split('\n')).toEqual([
      'a.md:4:11 warning This says `< 400ms`, and `search/p95-latency` in shop.headroom.yaml is held against `< 500ms`. Only that is proven: change the text or the plan. [checklist-other-limit]',
      'goals.md:3:14 warning This says `< 90%`, and a.md:3 says `< 85%` of the same. Decide which one holds, and write it in both places. [checklist-contradiction]',
    ]);
  });
});
