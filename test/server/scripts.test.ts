import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  CompletionRequest,
  DefinitionRequest,
  DocumentDiagnosticRequest,
  type TextEdit,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { TESTS_REQUEST, type TestsAnswer } from '../../core/protocol/lsp.ts';
import { initialize, open, serverHere, shutDown } from '../support/languageClient.ts';

const client = serverHere();
beforeAll(() => initialize(client, { textDocument: { diagnostic: {} } }));
afterAll(() => shutDown(client));

describe('scripts of other tools', () => {
  const codesOf = async (address: string): Promise<unknown[]> => {
    const report = await client.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri: address } });
    return report.kind === 'full' ? report.items.map(({ code }) => code) : [];
  };

  test.each([
    [
      'a k6 script',
      'file:///load/a.js',
      'javascript',
      "import http from 'k6/http';\nexport const options = { vus: 1, duration: '10x' };\nexport default () => { http.get('http://127.0.0.1/'); };\n",
      ['k6-bad-duration'],
    ],
    [
      'an Artillery script',
      'file:///load/b.yml',
      'yaml',
      'config: { target: http://127.0.0.1, phases: [{ duration: 1, arivalRate: 1 }] }\nscenarios: [{ flow: [{ get: { url: / } }] }]\n',
      ['artillery-phase-key'],
    ],
    ['options of k6', 'file:///load/c.json', 'json', '{ "vus": 1, "duration": "10x" }', ['k6-bad-duration']],
    ['a file of something else', 'file:///load/d.yaml', 'yaml', 'services: { web: { image: x } }\n', []],
    [
      'a script of something else',
      'file:///load/e.ts',
      'typescript',
      "import { test } from '@playwright/test';\ntest('x', () => {});\n",
      [],
    ],
  ])('%s', async (_, address, languageId, text, codes) => {
    await open(client, address, languageId, text);
    expect(await codesOf(address)).toEqual(codes);
  });

  test('a script of k6 that is being written is completed, with the comma that is missing', async () => {
    const text = 'export const options = {\n  vus: 1\n  thr\n};\nexport default () => {};\n';
    const address = 'file:///load/f.js';
    await open(client, address, 'javascript', text);
    const answer = await client.sendRequest(CompletionRequest.type, {
      textDocument: { uri: address },
      position: { line: 2, character: 5 },
    });
    const offer = [answer ?? []]
      .flatMap((list) => ('items' in list ? list.items : list))
      .find(({ label }) => label === 'throw');
    const edits = [offer?.textEdit, ...(offer?.additionalTextEdits ?? [])] as TextEdit[];
    const completed = TextDocument.applyEdits(TextDocument.create(address, 'javascript', 1, text), edits);
    expect(completed).toBe('export const options = {\n  vus: 1,\n  throw: ${1:true}\n};\nexport default () => {};\n');
  });

  test('names in a script of k6 lead to where they are declared', async () => {
    const text =
      "export const options = { scenarios: { a: { executor: 'shared-iterations', exec: 'buy' } } };\nexport function buy() {}\n";
    const address = 'file:///load/g.js';
    await open(client, address, 'javascript', text);
    const found = await client.sendRequest(DefinitionRequest.type, {
      textDocument: { uri: address },
      position: { line: 0, character: text.indexOf('buy') + 1 },
    });
    expect([found].flat().map((place) => place && 'range' in place && place.range.start)).toEqual([
      { line: 1, character: 'export function '.length },
    ]);
  });

  test('are tests under the names of their files', async () => {
    const answer = await client.sendRequest<TestsAnswer>(TESTS_REQUEST, { uri: 'file:///load/a.js' });
    expect(answer.tests.map(({ id }) => id)).toEqual(['a']);
  });
});
