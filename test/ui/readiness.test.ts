import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findToolForTests } from '../support/tools.ts';
import { until } from '../support/until.ts';
import { openWindow, type Window } from './window.ts';

const pictures = process.env['HEADROOM_PICTURES'];
const THEMES = ['light', 'dark', 'high-contrast'] as const;

const planFor = (port: number): string => `headroom: 1
environments:
  staging: { target: 'http://127.0.0.1:${String(port)}' }
evidence: { max_age: 7d, environment: staging }
tests:
  search:
    runner: k6
    script: search.js
    with: { samples: true }
    stages:
      - { name: few, users: 2, duration: 3s }
      - { name: many, users: 4, duration: 3s }
    checks:
      - p95 latency < 500ms
      - error_rate < 1%
`;
const SCRIPT = `import http from 'k6/http';
import { sleep } from 'k6';

export default function () {
  http.get(\`\${__ENV.TARGET}/search\`);
  sleep(0.1);
}
`;
const CHECKLIST = `# May the shop open?

## Search load test

- [ ] p95 < 500ms
- [ ] Error rate < 1%

## Capacity

Concurrent users: _____ (target: 3 users) <!-- headroom: capacity=search -->

## People

- [ ] The team on call knows the date

## Sign-off

Performance: ____________________ Date: ____________
`;

/** The way from a checklist as people have it to a signed report, with the real k6. */
describe.skipIf(findToolForTests('k6') === undefined)('readiness, from a checklist to a report', () => {
  let window: Window;
  let service: Server;
  const at = (name: string): string => path.join(window.workspace, name);
  const textIn = (name: string): string => fs.readFileSync(at(name), 'utf8');
  const list = (): Locator =>
    window.workbench.page
      .locator('.sidebar .pane')
      .filter({ has: window.workbench.page.locator('[aria-label^="Checklists"]') });
  const row = (text: string | RegExp): Locator => list().locator('.monaco-list-row').filter({ hasText: text });
  const accept = (): Promise<void> =>
    window.workbench.page.locator('.quick-input-widget .quick-input-box input').press('Enter');
  const entry = (text: string | RegExp): Locator =>
    window.workbench.page.locator('.quick-input-widget .monaco-list-row').filter({ hasText: text });
  const picture = async (step: string): Promise<void> => {
    if (pictures === undefined) return;
    for (const theme of THEMES) {
      await window.workbench.theme(theme);
      await window.workbench.page.screenshot({ path: path.join(pictures, `readiness-${step}-${theme}.png`) });
    }
  };
  const results = (): string[] => {
    const folder = at('headroom-results');
    if (!fs.existsSync(folder)) return [];
    return fs.readdirSync(folder).filter((one) => fs.existsSync(path.join(folder, one, 'result.json')));
  };
  /** Of what is on disk, against what it was. */
  const changedLines = (): string[] => {
    const before = CHECKLIST.split('\n');
    return textIn('launch.md')
      .split('\n')
      .filter((line, index) => line !== before[index]);
  };

  beforeAll(async () => {
    service = createServer((_, response) => void setTimeout(() => response.end('found'), 20));
    await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
    const { port } = service.address() as AddressInfo;
    window = await openWindow((workspace) => {
      const write = (name: string, text: string): void => fs.writeFileSync(path.join(workspace, name), text);
      write('shop.headroom.yaml', planFor(port));
      write('search.js', SCRIPT);
      write('launch.md', CHECKLIST);
      const git = (...args: string[]): void => void execFileSync('git', args, { cwd: workspace, stdio: 'ignore' });
      git('init');
      git('config', 'user.name', 'Ada Example');
      git('config', 'user.email', 'ada@example.com');
      git('add', '.');
      git('commit', '-m', 'Begin');
    });
    await window.workbench.openView('Headroom');
    await window.workbench.page.locator('.sidebar .pane-header', { hasText: 'Runs' }).click();
  });
  afterAll(async () => {
    await window.close();
    service.closeAllConnections();
    service.close();
  });

  test('two items are bound to what the plan measures', async () => {
    const { workbench } = window;
    // The only checklist is open from the start.
    await workbench.clickUntil(row('p95 < 500ms'), workbench.page.getByRole('tab', { name: 'launch.md' }));
    await workbench.command('Headroom: Bind Items…');
    await entry('p95 < 500ms').waitFor();
    await picture('bind');
    await accept();
    await workbench.line('check=search/error_rate').waitFor();
    await workbench.line('Error rate').click();
    await workbench.save();
    expect(changedLines()).toEqual([
      '- [ ] p95 < 500ms <!-- headroom: check=search/p95-latency -->',
      '- [ ] Error rate < 1% <!-- headroom: check=search/error_rate -->',
    ]);
    await row(/p95 < 500ms.*unmeasured/).waitFor();
  });

  test('the test is run by k6, and its values stand beside the items', async () => {
    const { workbench } = window;
    await workbench.openView('Explorer');
    await workbench.openFile('shop.headroom.yaml');
    await workbench.lenses('Run').first().click();
    await until(() => results().length === 1, 90_000);
    await workbench.openView('Headroom');
    await row(/p95 < 500ms.*pass/).waitFor();
    await row(/Error rate < 1%.*pass/).waitFor();
    await picture('evidence');
  });

  test('what is proven is ticked, once a person has seen it', async () => {
    const { workbench } = window;
    await workbench.page.getByRole('tab', { name: 'launch.md' }).click();
    await workbench.command('Headroom: Apply Results…');
    await entry('p95 < 500ms').waitFor();
    await picture('apply');
    await accept();
    await workbench.line('[x] Error rate').waitFor();
    await workbench.line('Error rate').click();
    await workbench.save();
    expect(changedLines().filter((line) => line.startsWith('- [x]'))).toHaveLength(2);
  });

  test('a blank gets the measured value', async () => {
    const { workbench } = window;
    await workbench.command('Headroom: Fill Blanks from Results…');
    await entry('Concurrent users').waitFor();
    await picture('fill');
    await accept();
    await workbench.line('Concurrent users: at least 4').waitFor();
    await workbench.line('The team on call').click();
    await workbench.command('Headroom: Toggle Checklist Item');
    await workbench.line('[x] The team on call').waitFor();
    await workbench.save();
  });

  test('it is signed, for the text and the runs as they are', async () => {
    const { workbench } = window;
    await workbench.command('Headroom: Sign Off…');
    await entry('Performance').click();
    await workbench.pick('Go');
    const name = workbench.page.locator('.quick-input-widget .quick-input-box input');
    await expect.poll(() => name.inputValue()).toBe('Ada Example');
    await accept();
    // The record is written last.
    await until(() => fs.existsSync(at('launch.md.headroom.json')), 20_000);
    expect(textIn('launch.md')).toContain('Performance: Ada Example');
    const sidecar = JSON.parse(textIn('launch.md.headroom.json')) as {
      signOffs: { role: string; decision: string; runs: string[]; obstacles: string[]; email: string }[];
    };
    expect(sidecar.signOffs).toMatchObject([
      { role: 'Performance', decision: 'go', runs: results(), obstacles: [], email: 'ada@example.com' },
    ]);
    await row(/Performance.*Ada Example/).waitFor();
    await picture('signed');
  });

  test('the report says go, and why', async () => {
    const { workbench } = window;
    await workbench.command('Headroom: Create Readiness Report…');
    const folder = at('headroom-results/readiness');
    const written = (): string | undefined =>
      fs.existsSync(folder)
        ? fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).find((name) => name.endsWith('readiness.md'))
        : undefined;
    // Of one checklist and one plan only the folder is asked for.
    await entry('headroom-results/readiness').click();
    await until(() => written() !== undefined, 30_000);
    const report = fs.readFileSync(path.join(folder, written() ?? ''), 'utf8');
    expect(report).toMatch(/\bgo\b/i);
    expect(report).not.toMatch(/no-go|not decided/i);
    expect(report).toContain('Ada Example');
    await picture('report');
  });

  test('another load makes the evidence stale, and another limit marks the signature', async () => {
    const plan = textIn('shop.headroom.yaml');
    fs.writeFileSync(at('shop.headroom.yaml'), plan.replace('users: 4', 'users: 5'));
    await row(/p95 < 500ms.*stale/).waitFor();
    await picture('stale');
    fs.writeFileSync(at('shop.headroom.yaml'), plan.replace('500ms', '450ms'));
    await row(/p95 < 500ms.*pass/).waitFor();
    await row(/Performance.*go, marked/).waitFor();
    await window.workbench.page.getByRole('tab', { name: 'launch.md' }).first().click();
    await window.workbench.lenses(/was signed against p95 latency < 500ms/).waitFor();
    await picture('marked');
  });
});
