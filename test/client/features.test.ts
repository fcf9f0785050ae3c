import { beforeAll, describe, expect, test } from 'vitest';
import { TextDocumentSyncKind, type ServerCapabilities } from 'vscode-languageserver/node';
import { featuresFor } from '../../client/language/features.ts';
import { PROTOCOL_FEATURES } from '../../client/language/protocolFeatures.ts';
import { recognise } from '../../core/configs/recognise.ts';
import { hasTellingKey, mayBeK6Script } from '../../core/configs/worthReading.ts';
import { pathOfDocument, SCRIPT_LANGUAGE_IDS } from '../../core/protocol/lsp.ts';
import { FILES } from '../core/configs/recogniseFiles.ts';
import { read } from '../architecture/sources.ts';
import { initialize, serverHere, shutDown } from '../support/languageClient.ts';

const alone = { hasYamlServer: false };
const beside = { hasYamlServer: true };

describe('what is offered in a document', () => {
  test('formatting in plans only: for the other languages people have a formatter', () => {
    const formatted = ['headroom-plan', ...SCRIPT_LANGUAGE_IDS].filter((id) =>
      featuresFor(id, alone).includes('formatting'),
    );
    expect(formatted).toEqual(['headroom-plan']);
  });

  test.each<[string, typeof alone, boolean]>([
    ['headroom-plan', beside, true],
    ['yaml', alone, true],
    ['yaml', beside, false],
    ['json', alone, false],
    ['javascript', alone, false],
  ])('outline and folding in %s with %j: %j', (languageId, others, isOffered) => {
    const features = featuresFor(languageId, others);
    expect(features.includes('documentSymbol')).toBe(isOffered);
    expect(features.includes('foldingRange')).toBe(isOffered);
  });

  test.each(['javascript', 'typescript'])('names in %s are renamed by its own server', (languageId) => {
    expect(featuresFor(languageId, alone)).not.toContain('rename');
    expect(featuresFor(languageId, alone)).toContain('diagnostic');
  });
});

describe('a look that costs little', () => {
  test.each(FILES.filter(({ dialect }) => dialect !== undefined && dialect !== 'plan'))(
    'lets no file of ours go by: $what',
    ({ path, text }) => {
      expect(/[jt]s$/.test(path) ? mayBeK6Script(text) : hasTellingKey(text)).toBe(true);
    },
  );

  test.each([
    'export const options = { colour: "red" };',
    'import k6from from "./k6from.js";\nconsole.log(vus);',
    'const task = { exec: run, duration: 5 };',
  ])('keeps the parsers away from %j', (text) => {
    expect(mayBeK6Script(text)).toBe(false);
  });
});

describe('the path that tells a language', () => {
  test.each([
    ['Untitled-1', 'yaml', 'Untitled-1.yaml'],
    ['Untitled-1', 'javascript', 'Untitled-1.js'],
    ['/a/load.test', 'typescript', '/a/load.test.ts'],
    ['/a/load.yml', 'yaml', '/a/load.yml'],
    ['/a/load.js', 'typescript', '/a/load.js'],
    ['/a/notes', 'plaintext', '/a/notes'],
  ])('%s in %s is %s', (path, languageId, expected) => {
    expect(pathOfDocument(path, languageId)).toBe(expected);
  });

  test('an unsaved script is recognised', () => {
    const text = "import http from 'k6/http';\nexport default () => http.get('http://127.0.0.1/');\n";
    expect(recognise('Untitled-1', text).dialect).toBeUndefined();
    expect(recognise(pathOfDocument('Untitled-1', 'javascript'), text).dialect).toBe('k6-script');
  });
});

describe('the features of the server', () => {
  let capabilities: ServerCapabilities;
  beforeAll(async () => {
    const client = serverHere();
    ({ capabilities } = await initialize(client, {}));
    await shutDown(client);
  });

  test('are all known to the client: what it does not register is never asked for', () => {
    const registered = new Set(Object.values(PROTOCOL_FEATURES).map(({ capabilityIn }) => capabilityIn(capabilities)));
    // Of these two the library takes care itself.
    const { textDocumentSync, workspace, ...offered } = capabilities;
    expect(textDocumentSync).toBe(TextDocumentSyncKind.Incremental);
    expect(workspace?.workspaceFolders?.supported).toBe(true);
    const unknown = Object.keys(offered).filter(
      (name) => !Object.values(PROTOCOL_FEATURES).some(({ capabilityIn }) => capabilityIn({ [name]: true }) === true),
    );
    expect(unknown).toEqual([]);
    expect(registered.has(undefined)).toBe(false);
  });

  test('are all offered in plans', () => {
    expect(featuresFor('headroom-plan', alone).toSorted()).toEqual(Object.keys(PROTOCOL_FEATURES).toSorted());
  });
});

test('package.json wakes the extension for the languages in which there may be something for it', () => {
  const { activationEvents } = JSON.parse(read('package.json')) as { activationEvents: string[] };
  const languages = activationEvents.filter((event) => event.startsWith('onLanguage:'));
  expect(languages).toEqual(SCRIPT_LANGUAGE_IDS.map((id) => `onLanguage:${id}`));
});
