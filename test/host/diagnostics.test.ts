import * as assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { HeadroomApi } from '../../client/extension.ts';
import { PLAN_LANGUAGE_ID } from '../../core/protocol/lsp.ts';
import { headroomApi, headroomDiagnostics, open, replaceText, until } from './support.ts';

describe('diagnostics', () => {
  let api: HeadroomApi;

  before('files that are none of ours wake the extension, but not the server', async () => {
    for (const name of ['notes.yaml', 'compose.yaml', 'plain.json', 'plain.js', 'plain.ts']) {
      const document = await open(name);
      api = await headroomApi();
      assert.equal(await api.serves(document), false, name);
    }
    assert.equal(api.isLanguageServerRunning(), false);
  });

  it('stand under the characters that are wrong', async () => {
    const document = await open('faulty.headroom.yaml');
    assert.equal(document.languageId, PLAN_LANGUAGE_ID);
    const [diagnostic] = await until('a diagnostic', () => {
      const all = headroomDiagnostics(document);
      return all.length > 0 ? all : undefined;
    });
    assert.ok(diagnostic);
    assert.equal(diagnostic.severity, vscode.DiagnosticSeverity.Error);
    assert.equal(typeof diagnostic.code, 'string');
    assert.match(document.getText(diagnostic.range), /mz/);
    assert.ok(document.getText(diagnostic.range).length <= 'p95 latency < 500mz'.length);
    assert.equal(api.isLanguageServerRunning(), true);
  });

  it('go away when the text is mended, and come back', async () => {
    const document = await open('faulty.headroom.yaml');
    await replaceText(document, '500mz', '500ms');
    await until('no diagnostic', () => (headroomDiagnostics(document).length === 0 ? true : undefined));
    await replaceText(document, '500ms', '500mz');
    await until('the diagnostic again', () => (headroomDiagnostics(document).length > 0 ? true : undefined));
  });

  it('are absent from a plan without faults and from a file that is no plan', async () => {
    const good = await open('good.headroom.yaml');
    const notes = await open('notes.yaml');
    // The faulty plan is asked last: when its answer is there, those of the others have come.
    const faulty = await open('faulty.headroom.yaml');
    await until('diagnostics of the faulty plan', () => (headroomDiagnostics(faulty).length > 0 ? true : undefined));
    assert.deepEqual(headroomDiagnostics(good), []);
    assert.deepEqual(headroomDiagnostics(notes), []);
  });
});
