import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { until } from '../support/until.ts';
import { openWindow, type Window } from './window.ts';

const PLAN = `headroom: 1
tests:
  search:
    runner: hey
    request: 'GET http://127.0.0.1:1/'
    stages: [{ users: 1, duration: 1s }]
    checks: ['p95 latency < 1us', 'error_rate < 100%']
  checkout:
    runner: hey
    request: 'GET http://127.0.0.1:1/'
    stages: [{ users: 1, duration: 1s }]
    checks: ['error_rate < 1%']
`;

let window: Window;

beforeAll(async () => {
  window = await openWindow((workspace) => {
    fs.mkdirSync(path.join(workspace, 'load'));
    fs.writeFileSync(path.join(workspace, 'load', 'shop.headroom.yaml'), PLAN);
    fs.copyFileSync(path.join(import.meta.dirname, '../fixtures/import/hey.txt'), path.join(workspace, 'hey.txt'));
  });
});
afterAll(() => window.close());

describe('importing results', () => {
  test('a file is judged by a test of a plan that a person chooses', async () => {
    const { workbench, workspace } = window;
    await workbench.command('Headroom: Import Results…');
    await workbench.pick('Files…');
    await workbench.chooseFile(path.join(workspace, 'hey.txt'));
    await workbench.pick('load/shop.headroom.yaml');
    await workbench.pick('search');
    // Beside the plan that judged it.
    const results = path.join(workspace, 'load', 'headroom-results');
    const written = (): string | undefined => {
      if (!fs.existsSync(results)) return undefined;
      return fs.readdirSync(results).find((name) => fs.existsSync(path.join(results, name, 'result.json')));
    };
    await until(() => written() !== undefined, 60_000);
    const result = JSON.parse(fs.readFileSync(path.join(results, written() ?? '', 'result.json'), 'utf8')) as {
      testId: string;
      checks: { expression: string; verdict: string }[];
    };
    expect(result.testId).toBe('search');
    expect(result.checks.map(({ expression, verdict }) => [expression, verdict])).toEqual([
      ['p95 latency < 1us', 'fail'],
      ['error_rate < 100%', 'pass'],
    ]);
    await workbench.page
      .locator('.statusbar-item', { hasText: 'judged by load/shop.headroom.yaml: not all passed' })
      .waitFor();
    await workbench.openView('Headroom');
    await workbench.treeRow('search').first().waitFor();
  });

  test('what is no result is refused with its reason', async () => {
    const { workbench, workspace } = window;
    await workbench.command('Headroom: Import Results…');
    await workbench.pick('Files…');
    await workbench.chooseFile(path.join(workspace, 'load', 'shop.headroom.yaml'));
    await workbench.pick('load/shop.headroom.yaml');
    await workbench.pick('As the name of the file tells');
    const message = (await workbench.notifications()).filter({ hasText: 'Not everything was imported' });
    expect(await message.innerText()).toMatch(/shop\.headroom\.yaml/);
  });
});
