import { existsSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import type { TestsAnswer } from '../../core/protocol/lsp.ts';
import type { LanguageServer } from '../language/languageServer.ts';
import { findTestFiles } from './discovery.ts';

type PlacedTest = TestsAnswer['tests'][number];

/** What an item of the Testing view stands for. */
export type TestNode =
  | { kind: 'file' }
  | { kind: 'test' | 'suite'; id: string }
  /** `testItem` is the item of the test or suite that states it. */
  | { kind: 'check'; id: string; testItem: vscode.TestItem };

/** Files, tests and checks as items. Files are found when the view is first looked at, tests when a file is expanded. */
export class TestTree {
  private readonly nodes = new WeakMap<vscode.TestItem, TestNode>();
  private readonly answers = new WeakMap<vscode.TestItem, TestsAnswer>();
  /** The row of each check as it was written when its item was made or last told. */
  private readonly rows = new WeakMap<vscode.TestItem, string>();

  constructor(
    private readonly controller: vscode.TestController,
    private readonly server: LanguageServer,
  ) {}

  nodeOf(item: vscode.TestItem): TestNode | undefined {
    return this.nodes.get(item);
  }

  /** What the server said of a file when its children were made. */
  answerOf(fileItem: vscode.TestItem): TestsAnswer | undefined {
    return this.answers.get(fileItem);
  }

  /** Looks for files anew, and keeps the items of those that are still there. */
  async discover(token: vscode.CancellationToken): Promise<void> {
    const uris = await findTestFiles(token);
    if (token.isCancellationRequested) return;
    const found = new Set(uris.map((uri) => uri.toString()));
    this.controller.items.forEach(({ id }) => {
      if (!found.has(id)) this.controller.items.delete(id);
    });
    for (const uri of uris) this.fileItem(uri);
  }

  /** A file is gone, or a folder with all that was in it. What was made anew meanwhile stays. */
  forget(uri: vscode.Uri): void {
    this.controller.items.forEach((item) => {
      if (item.uri !== undefined && isAtOrBelow(item.uri, uri) && !existsSync(item.uri.fsPath)) {
        this.controller.items.delete(item.id);
      }
    });
  }

  /** The item of a file, made where there is none. */
  fileItem(uri: vscode.Uri): vscode.TestItem {
    const known = this.controller.items.get(uri.toString());
    if (known !== undefined) return known;
    const item = this.controller.createTestItem(uri.toString(), vscode.workspace.asRelativePath(uri), uri);
    item.canResolveChildren = true;
    this.nodes.set(item, { kind: 'file' });
    this.controller.items.add(item);
    return item;
  }

  /** Makes the children of a file what its text says now. A file without tests is none of the tree's. */
  async resolve(fileItem: vscode.TestItem): Promise<void> {
    const { uri } = fileItem;
    if (uri === undefined) return;
    const answer = await this.server.testsOf(uri);
    if (answer === undefined) return;
    if (answer.tests.length === 0) {
      this.controller.items.delete(fileItem.id);
      return;
    }
    this.answers.set(fileItem, answer);
    fileItem.children.replace(answer.tests.map((test) => this.testItem(fileItem, uri, test)));
  }

  /** The item of a test; undefined where the file has none of that name. */
  testOf(fileItem: vscode.TestItem, kind: 'test' | 'suite', id: string): vscode.TestItem | undefined {
    return fileItem.children.get(childId(fileItem, kind, id));
  }

  /** The item of a file by its path; made and resolved where there is none. */
  async fileAt(file: string): Promise<vscode.TestItem> {
    const uri = vscode.Uri.file(path.normalize(file));
    const item = this.fileItem(uri);
    if (item.children.size === 0) await this.resolve(item);
    return item;
  }

  private testItem(fileItem: vscode.TestItem, uri: vscode.Uri, test: PlacedTest): vscode.TestItem {
    const { id, kind, range, checks } = test;
    const key = childId(fileItem, kind, id);
    const item = fileItem.children.get(key) ?? this.controller.createTestItem(key, id, uri);
    const isRewritten = checks.some((check) => {
      const before = item.children.get(checkKey(key, check.id));
      return before !== undefined && this.rows.get(before) !== check.text;
    });
    if (kind === 'suite') item.description = 'suite';
    item.range = toRange(range);
    this.nodes.set(item, { kind, id });
    item.children.replace(
      checks.map((check) => {
        const ownKey = checkKey(key, check.id);
        const child = item.children.get(ownKey) ?? this.controller.createTestItem(ownKey, labelOf(check.id, id), uri);
        child.range = toRange(check.range);
        this.nodes.set(child, { kind: 'check', id: check.id, testItem: item });
        this.rows.set(child, check.text);
        return child;
      }),
    );
    // What was judged by another limit is no verdict on this one, nor on the test with all that is below it.
    if (isRewritten) this.controller.invalidateTestResults(item);
    return item;
  }
}

/** The test stands above it already. */
function labelOf(checkId: string, testId: string): string {
  return checkId.startsWith(`${testId}/`) ? checkId.slice(testId.length + 1) : checkId;
}

function childId(fileItem: vscode.TestItem, kind: 'test' | 'suite', id: string): string {
  return `${fileItem.id}\n${kind} ${id}`;
}

function checkKey(testKey: string, checkId: string): string {
  return `${testKey}\n${checkId}`;
}

function isAtOrBelow(uri: vscode.Uri, place: vscode.Uri): boolean {
  return uri.path === place.path || uri.path.startsWith(`${place.path}/`);
}

function toRange({ start, end }: PlacedTest['range']): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
