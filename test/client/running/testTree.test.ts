import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestController, Uri } from 'vscode';
import { expect, onTestFinished, test, vi } from 'vitest';
import { TestTree } from '../../../client/testing/testTree.ts';
import type { LanguageServer } from '../../../client/language/languageServer.ts';
import type { TestsAnswer } from '../../../core/protocol/lsp.ts';

vi.mock('vscode', () => ({
  workspace: { asRelativePath: (uri: { path: string }) => uri.path },
  Range: class {
    constructor(readonly startLine: number) {}
  },
}));

const uriOf = (file: string): Uri =>
  ({ scheme: 'file', path: file, fsPath: file, toString: () => `file://${file}` }) as unknown as Uri;

/** As much of a collection of items as the tree asks of it. */
class FakeItems {
  readonly byId = new Map<string, { id: string }>();
  get = (id: string): { id: string } | undefined => this.byId.get(id);
  add = (item: { id: string }): unknown => this.byId.set(item.id, item);
  delete = (id: string): unknown => this.byId.delete(id);
  forEach = (take: (item: { id: string }) => void): void => [...this.byId.values()].forEach(take);
  replace = (items: readonly { id: string }[]): void => {
    this.byId.clear();
    items.forEach(this.add);
  };
}

function fakeController(): { controller: TestController; ids: () => string[]; outdated: string[] } {
  const items = new FakeItems();
  const outdated: string[] = [];
  const controller = {
    items,
    createTestItem: (id: string, label: string, uri: Uri) => ({ id, label, uri, children: new FakeItems() }),
    invalidateTestResults: ({ label }: { label: string }) => outdated.push(label),
  };
  return { controller: controller as unknown as TestController, ids: () => [...items.byId.keys()], outdated };
}

/** Nobody asks it for what a file holds. */
const serverOfNobody = {} as unknown as LanguageServer;

test('files that are deleted leave the view, also with their folder, and what is there stays', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'headroom-tree-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const { controller, ids } = fakeController();
  const tree = new TestTree(controller, serverOfNobody);
  mkdirSync(path.join(folder, 'load'));
  const [one, inside, other] = ['a.headroom.yaml', 'load/b.headroom.yaml', 'loader.headroom.yaml'].map((name) => {
    const file = path.join(folder, name);
    writeFileSync(file, '');
    tree.fileItem(uriOf(file));
    return file;
  });
  if (one === undefined || inside === undefined || other === undefined) throw new Error('no files');

  // Written anew by who replaces files as a whole.
  tree.forget(uriOf(one));
  expect(ids()).toHaveLength(3);
  rmSync(one);
  tree.forget(uriOf(one));
  rmSync(path.join(folder, 'load'), { recursive: true });
  tree.forget(uriOf(path.join(folder, 'load')));
  expect(ids()).toEqual([`file://${other}`]);
});

test('items follow the text, and what was judged by another limit is outdated', async () => {
  const place = (line: number) => ({ start: { line, character: 0 }, end: { line, character: 1 } });
  const answerOf = (line: number, limit: string): TestsAnswer => ({
    environments: { choices: [], isChoiceNeeded: false, variables: [] },
    tests: [
      {
        ...{ id: 'search', kind: 'test', range: place(line), wholeRange: place(line) },
        checks: [
          { id: 'search/p95-latency', range: place(line + 1), text: `'p95 latency < ${limit}'` },
          { id: 'search/error_rate', range: place(line + 2), text: "'error_rate < 1%'" },
        ],
      },
    ],
  });
  let answer = answerOf(4, '400ms');
  const { controller, outdated } = fakeController();
  const tree = new TestTree(controller, { testsOf: () => Promise.resolve(answer) } as unknown as LanguageServer);
  const file = tree.fileItem(uriOf('/shop/a.headroom.yaml'));
  await tree.resolve(file);
  const found = tree.testOf(file, 'test', 'search');
  expect(found?.range).toEqual({ startLine: 4 });

  answer = answerOf(9, '400ms');
  await tree.resolve(file);
  expect(tree.testOf(file, 'test', 'search')).toBe(found);
  expect(found?.range).toEqual({ startLine: 9 });
  expect(outdated).toEqual([]);

  answer = answerOf(9, '300ms');
  await tree.resolve(file);
  expect(outdated).toEqual(['search']);
});
