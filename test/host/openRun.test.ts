import * as assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { COMMANDS, PANELS } from '../../client/contributions.ts';
import { until } from './support.ts';

const resultTabs = (): vscode.Tab[] =>
  vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    // VS Code puts a word of its own before the type.
    .filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith(PANELS.result));

describe('opening a run', () => {
  it('shows one tab for a run folder, however often it is opened', async () => {
    const folder = vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, '20260131_120000_search');
    for (const again of [folder, folder]) await vscode.commands.executeCommand(COMMANDS.openRun, again);
    const [tab, ...others] = await until('the tab', () => {
      const tabs = resultTabs();
      return tabs.length > 0 ? tabs : undefined;
    });
    assert.equal(tab!.label, '20260131_120000_search');
    assert.deepEqual(others, []);
    await vscode.window.tabGroups.close(tab!);
    await until('the tab to be closed', () => (resultTabs().length === 0 ? true : undefined));
  });

  it('has every command that package.json declares', async () => {
    const registered = await vscode.commands.getCommands(true);
    for (const command of Object.values(COMMANDS)) assert.ok(registered.includes(command), command);
  });
});
