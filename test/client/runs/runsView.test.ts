import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { RunsView, type RunsViewParts } from '../../../client/runs/tree/runsView.ts';
import type { TreeNode } from '../../../client/runs/tree/runList.ts';
import { writeRunFolder } from '../../support/runFolder.ts';

/** A folder of the workspace in which no watcher tells anything, as VS Code does of the first folders in a new one. */
const { opened } = vi.hoisted(() => ({ opened: { root: '' } }));
vi.mock('vscode', () => {
  const nothing = { dispose: () => undefined };
  const silent = (): object => ({
    ...nothing,
    ...Object.fromEntries(['onDidCreate', 'onDidChange', 'onDidDelete'].map((name) => [name, () => nothing])),
  });
  return {
    env: { language: 'en' },
    commands: { executeCommand: () => Promise.resolve() },
    Disposable: { from: () => nothing },
    EventEmitter: class {
      event = () => nothing;
      fire = () => undefined;
      dispose = () => undefined;
    },
    Uri: { file: (fsPath: string) => ({ scheme: 'file', fsPath }) },
    window: { withProgress: (_: unknown, work: () => Promise<void>) => work() },
    workspace: {
      createFileSystemWatcher: silent,
      findFiles: () => Promise.resolve([]),
      getWorkspaceFolder: ({ fsPath }: { fsPath: string }) => (fsPath.startsWith(opened.root) ? opened : undefined),
      onDidChangeWorkspaceFolders: () => nothing,
      get workspaceFolders() {
        return [{ uri: { scheme: 'file', fsPath: opened.root } }];
      },
    },
  };
});

let elsewhere: string;
beforeEach(() => {
  opened.root = fs.mkdtempSync(path.join(os.tmpdir(), 'headroom-view-'));
  elsewhere = fs.mkdtempSync(path.join(os.tmpdir(), 'headroom-other-'));
});
afterEach(() => [opened.root, elsewhere].forEach((folder) => fs.rmSync(folder, { recursive: true })));

function viewOf(onRedraw: () => void): RunsView {
  const parts = {
    tree: { visible: false, onDidChangeVisibility: () => undefined },
    redraw: { fire: onRedraw },
    memory: { get: () => undefined, update: () => Promise.resolve() },
    log: { error: (message: string) => expect.fail(message), warn: (message: string) => expect.fail(message) },
  };
  return new RunsView(parts as unknown as RunsViewParts);
}
const testsOf = (nodes: readonly TreeNode[]): (string | undefined)[] =>
  nodes.map((node) => (node.kind === 'group' && node.of.by === 'test' ? node.of.testId : undefined));

test('the first run in a folder that had none is listed when this window tells of it', async () => {
  const redraw = vi.fn<() => void>();
  const view = viewOf(redraw);
  expect(await view.childrenOf(undefined)).toEqual([]);
  const run = writeRunFolder(path.join(opened.root, 'headroom-results'), '20260131_120000_search', []);
  view.seen(run);
  await vi.waitFor(() => expect(redraw).toHaveBeenCalled());
  expect(testsOf(await view.childrenOf(undefined))).toEqual(['search']);
  view.dispose();
});

test('a run in no folder of the workspace, as the first one on the demo service, is not listed', async () => {
  const redraw = vi.fn<() => void>();
  const view = viewOf(redraw);
  await view.childrenOf(undefined);
  view.seen(writeRunFolder(elsewhere, '20260131_120000_browse', []));
  view.seen(writeRunFolder(path.join(opened.root, 'headroom-results'), '20260131_120000_search', []));
  await vi.waitFor(() => expect(redraw).toHaveBeenCalled());
  expect(testsOf(await view.childrenOf(undefined))).toEqual(['search']);
  view.dispose();
});
