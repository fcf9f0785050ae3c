import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import {
  CodeActionRequest,
  CompletionRequest,
  DefinitionRequest,
  DocumentFormattingRequest,
  DocumentHighlightRequest,
  DocumentLinkRequest,
  DocumentSymbolRequest,
  FoldingRangeRequest,
  HoverRequest,
  InlayHintRequest,
  PrepareRenameRequest,
  ReferencesRequest,
  RenameRequest,
  type CodeAction,
  type Position,
  type TextEdit,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { TESTS_REQUEST, type TestsAnswer } from '../../core/protocol/lsp.ts';
import { PLAN } from '../core/language/planSample.ts';
import { initialize, open, serverHere, shutDown } from '../support/languageClient.ts';

const uri = 'file:///plans/shop.headroom.yaml';
const textDocument = { uri };
const document = TextDocument.create(uri, 'headroom-plan', 1, PLAN);
const client = serverHere();

beforeAll(async () => {
  await initialize(client, { textDocument: { diagnostic: {} } });
  await open(client, uri, 'headroom-plan', PLAN);
});
afterAll(() => shutDown(client));

/** Behind the first place where this stands. */
function behind(piece: string): Position {
  const at = PLAN.indexOf(piece);
  if (at === -1) throw new Error(`The plan has no ${piece}`);
  return document.positionAt(at + piece.length);
}

const applied = (text: string, edits: readonly TextEdit[]): string =>
  TextDocument.applyEdits(TextDocument.create('x:', '', 1, text), [...edits]);

const titlesOf = (actions: readonly unknown[] | null): string[] => (actions as CodeAction[]).map(({ title }) => title);

describe('what an editor asks', () => {
  test('completion', async () => {
    const items = await client.sendRequest(CompletionRequest.type, { textDocument, position: behind('    runner: k') });
    if (!Array.isArray(items)) throw new Error('Not a list.');
    const k6 = items.find(({ label }) => label === 'k6');
    expect(applied(PLAN, [k6!.textEdit as TextEdit])).toBe(PLAN);
  });

  test('hover', async () => {
    const hover = await client.sendRequest(HoverRequest.type, { textDocument, position: behind("requirements: ['14") });
    expect(JSON.stringify(hover?.contents)).toContain('Search answers within 500 ms');
    expect(hover?.range && document.getText(hover.range)).toBe('14.9');
  });

  test('definition of a name and of a file', async () => {
    const name = await client.sendRequest(DefinitionRequest.type, { textDocument, position: behind('nightly: [sea') });
    expect(name).toMatchObject([{ uri, range: { start: { line: 17 } } }]);
    const file = await client.sendRequest(DefinitionRequest.type, { textDocument, position: behind('script: bro') });
    expect(file).toMatchObject([{ uri: 'file:///plans/browse.js' }]);
  });

  test('definition of a function that an Artillery script names', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'headroom-server-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    writeFileSync(path.join(folder, 'functions.js'), '// of the shop\nexports.login = () => {};\n');
    const script = pathToFileURL(path.join(folder, 'load.yml')).href;
    const text = `config: { target: "http://127.0.0.1", processor: functions.js }\nscenarios: [{ flow: [{ function: login }] }]\n`;
    await open(client, script, 'yaml', text);
    const position = { line: 1, character: 36 };
    const definition = await client.sendRequest(DefinitionRequest.type, { textDocument: { uri: script }, position });
    const start = { line: 1, character: 0 };
    const functions = pathToFileURL(path.join(folder, 'functions.js')).href;
    expect(definition).toMatchObject([{ uri: functions, range: { start } }]);
    const links = await client.sendRequest(DocumentLinkRequest.type, { textDocument: { uri: script } });
    expect(links?.map(({ target }) => target)).toEqual([functions, `${functions}#L2,1`]);
  });

  test('references and highlights', async () => {
    const position = behind('variables: { max_');
    const context = { includeDeclaration: true };
    const references = await client.sendRequest(ReferencesRequest.type, { textDocument, position, context });
    expect(references?.map(({ range }) => document.getText(range))).toEqual(['max_users', 'max_users', 'max_users']);
    const without = await client.sendRequest(ReferencesRequest.type, {
      textDocument,
      position,
      context: { includeDeclaration: false },
    });
    expect(without).toHaveLength(1);
    const highlights = await client.sendRequest(DocumentHighlightRequest.type, { textDocument, position });
    expect(highlights).toHaveLength(3);
  });

  test('rename', async () => {
    const position = behind('name: pea');
    const offered = await client.sendRequest(PrepareRenameRequest.type, { textDocument, position });
    expect(offered).toMatchObject({ placeholder: 'peak' });
    const edit = await client.sendRequest(RenameRequest.type, { textDocument, position, newName: 'plateau' });
    const renamed = applied(PLAN, edit?.changes?.[uri] ?? []);
    expect(renamed).toBe(PLAN.replaceAll('peak', 'plateau'));
  });

  test.each([
    ['a name that is taken', 'name: pea', 'warm', 'There is a stage called warm already.'],
    ['what is no name', 'name: pea', 'a b', 'The name of a stage has letters, digits, _ . and -.'],
    ['a secret', 'secrets: [TOK', 'OTHER', 'There is no name here that can be changed.'],
  ])('refuses to rename to %s', async (_, piece, newName, message) => {
    const answer = client.sendRequest(RenameRequest.type, { textDocument, position: behind(piece), newName });
    await expect(answer).rejects.toThrow(message);
  });

  test('outline, folds, links and hints', async () => {
    const symbols = await client.sendRequest(DocumentSymbolRequest.type, { textDocument });
    expect(symbols?.map(({ name }) => name)).toContain('tests');
    const folds = await client.sendRequest(FoldingRangeRequest.type, { textDocument });
    expect(folds).toContainEqual({ startLine: 17, endLine: 33 });
    const links = await client.sendRequest(DocumentLinkRequest.type, { textDocument });
    expect(links).toMatchObject([{ target: 'file:///plans/browse.js' }]);
    const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
    const hints = await client.sendRequest(InlayHintRequest.type, { textDocument, range });
    expect(hints).toMatchObject([{ label: '1 m 10 s, up to 50 users', position: { line: 27, character: 11 } }]);
  });

  test('the tests of a document', async () => {
    const answer = await client.sendRequest<TestsAnswer>(TESTS_REQUEST, { uri });
    expect(answer.version).toBe(1);
    expect(answer.tests.map(({ kind, id, range }) => [kind, id, range.start.line])).toEqual([
      ['test', 'search', 17],
      ['test', 'browse', 34],
      ['suite', 'nightly', 40],
    ]);
    const none = await client.sendRequest<TestsAnswer>(TESTS_REQUEST, { uri: 'file:///other.txt' });
    expect(none).toMatchObject({ tests: [], environments: { choices: [], isChoiceNeeded: false } });
  });

  test('formatting, only where something differs', async () => {
    const options = { tabSize: 2, insertSpaces: true };
    expect(await client.sendRequest(DocumentFormattingRequest.type, { textDocument, options })).toEqual([]);
    const untidy = PLAN.replace('name: Shop', 'name:    Shop');
    await open(client, 'file:///plans/untidy.headroom.yaml', 'headroom-plan', untidy);
    const edits = await client.sendRequest(DocumentFormattingRequest.type, {
      textDocument: { uri: 'file:///plans/untidy.headroom.yaml' },
      options,
    });
    expect(edits?.map(({ range }) => range.start.line)).toEqual([1]);
    expect(applied(untidy, edits ?? [])).toBe(PLAN);
  });
});

describe('mends', () => {
  const faulty = PLAN.replace("target: '< 70%'", 'target: > 70%')
    .replace('error_rate < 1%', 'error rate < 1%')
    .replace('runner: k6', 'runer: k6');
  const faultyUri = 'file:///plans/faulty.headroom.yaml';
  const whole = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
  beforeAll(() => open(client, faultyUri, 'headroom-plan', faulty));
  const ask = (only?: string[]) =>
    client.sendRequest(CodeActionRequest.type, {
      textDocument: { uri: faultyUri },
      range: whole,
      context: { diagnostics: [], ...(only ? { only } : {}) },
    });

  test('stand with the problems that they mend; only certain ones are preferred', async () => {
    const actions = (await ask(['quickfix'])) as CodeAction[];
    expect(actions.map(({ title, isPreferred }) => [title, isPreferred])).toEqual([
      ['Replace it with "> 70%"', true],
      ['Replace it with error_rate', true],
      ['Replace it with runner', false],
    ]);
    expect(actions.every(({ diagnostics }) => diagnostics?.length === 1)).toBe(true);
  });

  test('all certain ones at once, and no guess', async () => {
    const [all] = (await ask(['source.fixAll'])) as CodeAction[];
    const text = applied(faulty, all?.edit?.changes?.[faultyUri] ?? []);
    expect(text).toContain('target: "> 70%"');
    expect(text).toContain('- error_rate < 1%');
    expect(text).toContain('runer: k6');
  });

  test('are not offered where nobody asked for such', async () => {
    expect(titlesOf(await ask(['refactor']))).toEqual([]);
  });
});
