import * as vscode from 'vscode';
import { messageOf } from '../../core/errors.ts';
import type { RunningTests } from '../running/runningTests.ts';
import type { DemoShop } from './demoShop.ts';

const TEST = 'browse';

/** A first run that needs nothing, of a plan that is opened for it. */
export async function tryDemo(shop: DemoShop, running: RunningTests): Promise<void> {
  try {
    shop.writePlan();
    await vscode.window.showTextDocument(vscode.Uri.file(shop.plan), { preview: false });
    const answer = await running.start({ file: shop.plan, tests: [TEST], isSmoke: false }, 'command');
    if (answer.kind === 'refused') void vscode.window.showErrorMessage(`The first run was not made. ${answer.message}`);
  } catch (error) {
    void vscode.window.showErrorMessage(`The first run could not be made: ${messageOf(error)}`);
  }
}
