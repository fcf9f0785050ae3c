import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { DemoShop } from '../../client/welcome/demoShop.ts';

const root = path.resolve(import.meta.dirname, '..', '..');

function newShop(): DemoShop {
  const storage = mkdtempSync(path.join(tmpdir(), 'headroom-demo-'));
  onTestFinished(() => rmSync(storage, { recursive: true }));
  return new DemoShop(root, storage, { command: [process.execPath, 'cli.js'], environment: process.env });
}

test('every run of the demo plan has a service of its own, which is gone once it is stopped', async () => {
  const shop = newShop();
  shop.writePlan();
  expect(readFileSync(shop.plan, 'utf8')).toContain('name: Quickstart');
  for (const isSmoke of [false, true]) {
    const beside = await shop.beside({ file: shop.plan, tests: ['browse'], isSmoke });
    const health = `http://127.0.0.1:${beside?.variables['port'] ?? ''}/health`;
    expect((await fetch(health)).status).toBe(200);
    beside?.stop();
    await expect.poll(() => fetch(health).catch(() => 'gone')).toBe('gone');
  }
});

test.each([
  ['of another plan', { file: '/shop/shop.headroom.yaml', isSmoke: false }],
  ['whose port the person gives', { file: '', isSmoke: false, variables: { port: '8080' } }],
])('a run %s gets none', async (_, choice) => {
  const shop = newShop();
  expect(await shop.beside({ ...choice, file: choice.file || shop.plan })).toBeUndefined();
});
