import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LogMessageNotification, MessageType, type Position } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { initialize, open, serverHere, shutDown } from '../support/languageClient.ts';

/** In all, over the dialects. The long series sets `HEADROOM_EDITS`. */
const EDITS = Number(process.env['HEADROOM_EDITS'] ?? 2000);
/** Least on average: a try has one to eight bursts of one to four edits. */
const EDITS_A_TRY = 8;
const MOST_BURSTS = 8;

const examples = path.resolve(import.meta.dirname, '../../examples');
const read = (name: string): string => readFileSync(path.join(examples, name), 'utf8');
/** Long enough to be read in pieces. */
const manyScenarios = (text: string): string =>
  text + text.slice(text.indexOf('  - name:')).repeat(Math.ceil(6000 / text.length));

const DIALECTS = [
  {
    name: 'a plan',
    uri: 'file:///x/shop.headroom.yaml',
    languageId: 'headroom-plan',
    start: read('artillery/shop.headroom.yaml'),
  },
  {
    name: 'an Artillery script',
    uri: 'file:///x/browse.yml',
    languageId: 'yaml',
    start: manyScenarios(read('artillery/browse.yml')),
  },
  { name: 'a k6 script', uri: 'file:///x/search.js', languageId: 'javascript', start: read('k6/search.js') },
  {
    name: 'a k6 config',
    uri: 'file:///x/config.json',
    languageId: 'json',
    start: JSON.stringify(
      {
        scenarios: { a: { executor: 'ramping-vus', stages: [{ duration: '5s', target: 3 }] } },
        thresholds: { http_req_failed: ['rate<0.1'] },
      },
      null,
      2,
    ),
  },
] as const;

const GARBAGE = [
  ...[
    '"',
    "'",
    '`',
    '{',
    '}',
    '[',
    ']',
    '(',
    ')',
    ':',
    ': ',
    '- ',
    '\n',
    '\n  - ',
    '\n\n',
    ' ',
    ',',
    '#',
    '//',
    '/*',
    '|',
    '>',
  ],
  ...[
    '&a ',
    '*a',
    '<<: ',
    '---\n',
    '${',
    '{{',
    '}}',
    '\t',
    '\r\n',
    '😀',
    '\u0000',
    '-1',
    '1e999',
    'null',
    'true',
    '\\',
    '..."x"',
  ],
  ...[
    'config:\n',
    'scenarios:\n',
    'tests:\n',
    'export ',
    'p95 latency < ',
    '"stages": [',
    'import http from "k6/http";\n',
  ],
];
const edit = fc.record({
  at: fc.nat({ max: 10_000 }),
  removed: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat({ max: 5 }), fc.nat({ max: 300 })),
  // Part of the text is also pasted over itself.
  inserted: fc.oneof(
    fc.constantFrom(...GARBAGE),
    fc.constant(''),
    fc.record({ from: fc.nat({ max: 10_000 }), length: fc.nat({ max: 80 }) }),
  ),
});
const bursts = fc.array(
  fc.record({ edits: fc.array(edit, { minLength: 1, maxLength: 4 }), asked: fc.nat({ max: 10_000 }) }),
  {
    minLength: 1,
    maxLength: MOST_BURSTS,
  },
);

describe('a server that was typed into at random', { timeout: 7_200_000 }, () => {
  for (const { name, uri, languageId, start } of DIALECTS) {
    it(`answers about ${name} as a server does that sees the text for the first time`, async () => {
      await fc.assert(
        fc.asyncProperty(bursts, async (series) => {
          const server = await startServer();
          let document = TextDocument.create(uri, languageId, 1, start);
          await server.open(document);
          for (const { edits, asked } of series) {
            for (const one of edits) {
              const change = changeOf(document, one);
              document = TextDocument.update(document, [change], document.version + 1);
              await server.change(document, change);
            }
            const position = document.positionAt(asked % (document.getText().length + 1));
            const fresh = await startServer();
            await fresh.open(document);
            expect(await server.answers(uri, position)).toEqual(await fresh.answers(uri, position));
            await fresh.stop();
          }
          await server.stop();
        }),
        { numRuns: Math.ceil(EDITS / DIALECTS.length / EDITS_A_TRY) },
      );
    });
  }
});

interface Edit {
  at: number;
  removed: number;
  inserted: string | { from: number; length: number };
}

function changeOf(document: TextDocument, { at, removed, inserted }: Edit) {
  const text = document.getText();
  const from = at % (text.length + 1);
  return {
    range: { start: document.positionAt(from), end: document.positionAt(from + removed) },
    text: typeof inserted === 'string' ? inserted : pasted(text, inserted),
  };
}

function pasted(text: string, { from, length }: { from: number; length: number }): string {
  const start = from % (text.length + 1);
  return text.slice(start, start + length);
}

/** A server of its own with a client. A bug in a feature is only logged, so what is logged as an error fails the test. */
async function startServer() {
  const client = serverHere();
  const errors: string[] = [];
  client.onNotification(LogMessageNotification.type, ({ type, message }) => {
    if (type === MessageType.Error) errors.push(message);
  });
  await initialize(client, { textDocument: { diagnostic: {} } });
  const ask = (method: string, params: object): Promise<unknown> => client.sendRequest(method, params);
  return {
    open: (document: TextDocument) =>
      open(client, document.uri, document.languageId, document.getText(), document.version),
    change: ({ uri, version }: TextDocument, change: object) =>
      client.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [change] }),
    answers: async (uri: string, position: Position) => {
      const textDocument = { uri };
      const range = { start: position, end: position };
      const answers = {
        diagnostics: await ask('textDocument/diagnostic', { textDocument }),
        symbols: await ask('textDocument/documentSymbol', { textDocument }),
        folds: await ask('textDocument/foldingRange', { textDocument }),
        links: await ask('textDocument/documentLink', { textDocument }),
        hover: await ask('textDocument/hover', { textDocument, position }),
        completion: await ask('textDocument/completion', { textDocument, position }),
        signature: await ask('textDocument/signatureHelp', { textDocument, position }),
        definition: await ask('textDocument/definition', { textDocument, position }),
        actions: await ask('textDocument/codeAction', { textDocument, range, context: { diagnostics: [] } }),
        tests: await ask('headroom/tests', { uri }),
      };
      expect(errors).toEqual([]);
      return answers;
    },
    stop: () => shutDown(client),
  };
}
