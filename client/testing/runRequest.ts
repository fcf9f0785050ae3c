import path from 'node:path';
import type * as vscode from 'vscode';
import type { TestTree } from './testTree.ts';

/** What one run host is to run: some tests of a file, or one suite of it. */
export interface RunGroup {
  file: string;
  fileItem: vscode.TestItem;
  suite?: string;
  /** Absent with a suite: then the plan says which. */
  tests?: readonly string[];
}

/**
 * What a person has asked for in the Testing view. A check is measured by its whole test, so that is run; a file stands
 * for its tests and not for its suites, which would run the same tests again.
 */
export async function groupsOf(
  request: vscode.TestRunRequest,
  controller: vscode.TestController,
  tree: TestTree,
): Promise<RunGroup[]> {
  const wanted = request.include ?? itemsOf(controller.items);
  const excluded = new Set(request.exclude ?? []);
  const tests = new Map<vscode.TestItem, Set<string>>();
  const suites: RunGroup[] = [];
  const addTest = (fileItem: vscode.TestItem, id: string): void => {
    tests.set(fileItem, (tests.get(fileItem) ?? new Set()).add(id));
  };
  for (const item of wanted) {
    if (excluded.has(item)) continue;
    const node = tree.nodeOf(item);
    switch (node?.kind) {
      case undefined:
        break;
      case 'file': {
        if (item.children.size === 0) await tree.resolve(item);
        for (const child of itemsOf(item.children)) {
          const own = tree.nodeOf(child);
          if (own?.kind === 'test' && !excluded.has(child)) addTest(item, own.id);
        }
        break;
      }
      case 'check': {
        const test = tree.nodeOf(node.testItem);
        const fileItem = node.testItem.parent;
        if (fileItem === undefined) break;
        if (test?.kind === 'test') addTest(fileItem, test.id);
        if (test?.kind === 'suite') suites.push(groupOf(fileItem, { suite: test.id }));
        break;
      }
      case 'test':
        if (item.parent !== undefined) addTest(item.parent, node.id);
        break;
      case 'suite':
        if (item.parent !== undefined) suites.push(groupOf(item.parent, { suite: node.id }));
        break;
    }
  }
  const ofTests = [...tests].map(([fileItem, ids]) => groupOf(fileItem, { tests: [...ids] }));
  return [...ofTests, ...distinct(suites)];
}

function groupOf(fileItem: vscode.TestItem, what: Pick<RunGroup, 'suite' | 'tests'>): RunGroup {
  return { file: path.normalize(fileItem.uri?.fsPath ?? ''), fileItem, ...what };
}

/** Two checks of one suite ask for it once. */
function distinct(groups: readonly RunGroup[]): RunGroup[] {
  return groups.filter(
    (group, index) => groups.findIndex(({ file, suite }) => file === group.file && suite === group.suite) === index,
  );
}

function itemsOf(collection: vscode.TestItemCollection): vscode.TestItem[] {
  return [...collection].map(([, item]) => item);
}
