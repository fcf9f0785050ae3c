import * as assert from 'node:assert/strict';
import { after, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { SETTINGS } from '../../client/contributions.ts';
import { headroomApi, headroomDiagnostics, until } from './support.ts';

const TEXT = '# Release\n\n- [ ] Search is fast <!-- headroom: chekc=search/p95-latency -->\n';

const setProblems = (value: boolean | undefined): Thenable<void> =>
  vscode.workspace.getConfiguration().update(SETTINGS.checklistProblems, value, vscode.ConfigurationTarget.Global);

describe('problems of checklists', () => {
  after(() => setProblems(undefined));

  it('go while the setting says that they are not wanted, and come back', async () => {
    await headroomApi();
    const document = await vscode.workspace.openTextDocument({ language: 'markdown', content: TEXT });
    await vscode.window.showTextDocument(document);
    const [problem] = await until('the problem', () => {
      const all = headroomDiagnostics(document);
      return all.length > 0 ? all : undefined;
    });
    assert.ok(problem);
    assert.equal(document.getText(problem.range), 'chekc');
    await setProblems(false);
    await until('no problem', () => (headroomDiagnostics(document).length === 0 ? true : undefined));
    await setProblems(undefined);
    await until('the problem again', () => (headroomDiagnostics(document).length > 0 ? true : undefined));
  });
});
