import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { checklist } from '../../cli/commands/checklist.ts';
import { Screen } from '../support/screen.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'headroom-targets-'));
afterAll(() => rmSync(folder, { recursive: true }));

const PLAN = `headroom: 1\r
environments: { staging: { target: 'http://127.0.0.1:1' } }\r
tests:\r
  search:\r
    runner: http\r
    request: GET \${target}/search\r
    stages: [{ users: 2, duration: 2s }]\r
    checks: # those of the team in Z\u00fcrich\r
      - 'p99 latency < 2s'\r
  orders:\r
    runner: http\r
    request: GET \${target}/orders\r
    stages: [{ users: 2, duration: 2s }]\r
`;
const RELEASE = `# Release

## Search

| Metric | Target |
|---|---|
| p95 latency | < 500 ms |
| p99 latency | < 1 s |
| Disk of the database | < 80% |

## Both

| Metric | Target | Critical |
|---|---|---|
| Error rate | < 1% | > 5% |
`;

const plan = path.join(folder, 'shop.headroom.yaml');
const file = path.join(folder, 'release.md');
const name = path.relative(process.cwd(), plan);
beforeEach(() => {
  writeFileSync(plan, `\uFEFF${PLAN}`);
  writeFileSync(file, RELEASE);
});

async function call(...args: string[]): Promise<{ code: number; out: string[]; err: string[] }> {
  const screen = new Screen(10_000, 24, { isTerminal: false });
  return { code: await checklist([file, ...args], screen), out: screen.text, err: screen.messages };
}

describe('headroom checklist --targets', () => {
  it('lists the checks by test, and what becomes none', async () => {
    expect(await call('--targets')).toEqual({
      code: 0,
      out: [
        `${file}: no task items`,
        expect.stringContaining('can be bound to check=search/p99-latency'),
        `Checks for search of ${name}:`,
        `  'p95 latency < 500ms'  ${file}:7: "p95 latency" (certain): The test search is named by "Search". --add-targets writes it.`,
        'Checks for one of search, orders, to be chosen:',
        `  { on: error_rate, target: '< 1%', critical: '> 5%' }  ${file}:15: "Error rate" (possible): The text names no test.`,
        `${file}:8: "p99 latency" contradicts search/p99-latency: the text says < 1s, the plan < 2s (${name}:9).`,
        `${file}:9: "Disk of the database" becomes no check: no metric and no monitor of ${name} is called "Disk of the database".`,
      ],
      err: [],
    });
    expect(readFileSync(plan, 'utf8')).toBe(`\uFEFF${PLAN}`);
  });

  it('prints them as JSON', async () => {
    const { out } = await call('--targets', '--format', 'json');
    const [{ targetChecks }] = JSON.parse(out.join('\n')) as [{ targetChecks: object[] }];
    const test = { plan: name, test: 'search' };
    expect(targetChecks).toEqual([
      {
        ...{ kind: 'proposed', table: 5, line: 7, text: 'p95 latency', ...test, check: "'p95 latency < 500ms'" },
        ...{ on: 'p95 latency', levels: { target: '< 500ms' }, confidence: 'certain' },
        reason: 'the test search is named by "Search"',
      },
      {
        ...{ kind: 'contradicted', table: 5, line: 8, text: 'p99 latency', ...test, id: 'search/p99-latency' },
        ...{ stated: 'p99 latency < 1s', planned: 'p99 latency < 2s', reason: 'the text says < 1s, the plan < 2s' },
      },
      { kind: 'left', table: 5, line: 9, text: 'Disk of the database', reason: expect.any(String) as string },
      {
        ...{ kind: 'proposed', table: 13, line: 15, text: 'Error rate', confidence: 'possible' },
        ...{ check: "{ on: error_rate, target: '< 1%', critical: '> 5%' }", on: 'error_rate' },
        ...{ levels: { target: '< 1%', critical: '> 5%' }, reason: 'the text names no test' },
        candidates: [test, { plan: name, test: 'orders' }],
      },
    ]);
  });

  it('writes those that are certain into the plan, and changes nothing else of it', async () => {
    const { code, err } = await call('--add-targets');
    expect(code).toBe(0);
    expect(err).toEqual([
      `${file}:7: "p95 latency" is now a check of search of ${name}: 'p95 latency < 500ms'. The test search is named by "Search".`,
    ]);
    expect(readFileSync(plan, 'utf8')).toBe(
      `\uFEFF${PLAN.replace("'p99 latency < 2s'\r\n", (row) => `${row}      - 'p95 latency < 500ms'\r\n`)}`,
    );
    expect(readFileSync(file, 'utf8')).toBe(RELEASE);
    expect(await call('--add-targets')).toMatchObject({ code: 0, err: [] });
    const { out } = await call('--targets');
    expect(out).toContain(`${file}:7: "p95 latency" is in the plan as search/p95-latency (${name}:10).`);
  });

  it('holds what is bound against the plan as it is then', async () => {
    writeFileSync(file, `${RELEASE}\n- [ ] Fast <!-- headroom: check=search/p95-latency -->\n`);
    expect(await call()).toMatchObject({ code: 2 });
    expect(await call('--add-targets')).toMatchObject({ code: 0 });
  });

  it('says so where there is no plan, no table, or a plan that cannot be used', async () => {
    writeFileSync(file, '- [ ] p95 latency < 1s\n');
    expect((await call('--targets')).out.at(-1)).toBe(`${file} has no table with targets.`);
    writeFileSync(plan, PLAN.replace('runner: http', 'runner: nothing'));
    expect(await call('--targets')).toMatchObject({ code: 2, err: [expect.stringContaining('is no valid plan')] });
    expect(await call('--add-targets')).toMatchObject({ code: 2 });
    rmSync(plan);
    expect((await call('--targets')).out.at(-1)).toMatch(/^There is no plan beside .*release\.md or above it/);
  });
});
