import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  CancellationTokenSource,
  DiagnosticSeverity,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DocumentDiagnosticRequest,
  LSPErrorCodes,
  PublishDiagnosticsNotification,
  RegistrationRequest,
  ResponseError,
  type Diagnostic,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
} from 'vscode-languageserver/node';
import { initialize, open, serverHere, shutDown } from '../support/languageClient.ts';

const URI = 'file:///plans/shop.headroom.yaml';
const plan = (limit: string): string =>
  [
    'headroom: 1',
    'environments:',
    "  local: { target: 'http://127.0.0.1:8080' }",
    'tests:',
    '  search:',
    '    runner: http',
    "    request: 'GET ${target}/'",
    '    stages:',
    '      - { users: 5, duration: 10s }',
    '    checks:',
    `      - 'p95 latency < ${limit}'`,
    '',
  ].join('\r\n');

let client: ProtocolConnection;
let pushed: PublishDiagnosticsParams[];

beforeEach(() => {
  client = serverHere();
  pushed = [];
  client.onNotification(PublishDiagnosticsNotification.type, (params) => {
    pushed.push(params);
  });
});

afterEach(() => shutDown(client));

const openDocument = (text: string, uri = URI, languageId = 'headroom-plan'): Promise<void> =>
  open(client, uri, languageId, text);

async function pull(uri = URI): Promise<Diagnostic[]> {
  const report = await client.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } });
  if (report.kind !== 'full') throw new Error(`unexpected report ${report.kind}`);
  return report.items;
}

async function nextPush(): Promise<PublishDiagnosticsParams> {
  await expect.poll(() => pushed.length).toBeGreaterThan(0);
  const [first] = pushed.splice(0, 1);
  if (!first) throw new Error('unreachable');
  return first;
}

describe('an editor that asks', () => {
  beforeEach(() => initialize(client, { textDocument: { diagnostic: {} } }));

  test('gets code, severity and the range in lines and characters', async () => {
    await openDocument(plan('500mz'));
    const [diagnostic, ...others] = await pull();
    expect(others).toEqual([]);
    expect(diagnostic).toMatchObject({ source: 'headroom', severity: DiagnosticSeverity.Error });
    expect(diagnostic?.code).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(diagnostic?.range.start.line).toBe(10);
    expect(diagnostic?.range.end.line).toBe(10);
    const line = plan('500mz').split('\r\n')[10] ?? '';
    const { start, end } = diagnostic!.range;
    expect(line.slice(start.character, end.character)).toContain('mz');
  });

  test('gets answers for the text as it is now, and none is sent unasked', async () => {
    await openDocument(plan('500mz'));
    expect(await pull()).toHaveLength(1);
    await client.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri: URI, version: 2 },
      contentChanges: [{ text: plan('500ms') }],
    });
    expect(await pull()).toEqual([]);
    expect(pushed).toEqual([]);
  });

  test('gets nothing for a file of no dialect, or one that is not open', async () => {
    const other = 'file:///plans/notes.yaml';
    await openDocument('services: { web: { image: shop } }\n', other, 'yaml');
    expect(await pull(other)).toEqual([]);
    expect(await pull('file:///plans/unknown.headroom.yaml')).toEqual([]);
  });

  test('gets diagnostics for a plan that has not been saved under a name', async () => {
    await openDocument(plan('500mz'), 'untitled:Untitled-1');
    expect(await pull('untitled:Untitled-1')).toHaveLength(1);
  });
});

describe('a file that a text names', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'headroom-server-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
  const uri = () => pathToFileURL(path.join(folder, 'shop.headroom.yaml')).href;
  const text = plan('500ms').replace(/runner: http[^]*duration: 10s \}/, 'runner: k6\r\n    script: load.js');
  const addScript = (): void => {
    writeFileSync(path.join(folder, 'load.js'), 'export default function () {}\n');
  };

  test('is looked for again when the editor tells that files have changed', async () => {
    const registered: string[] = [];
    client.onRequest(RegistrationRequest.type, ({ registrations }) => {
      registered.push(...registrations.map(({ method }) => method));
    });
    let refreshes = 0;
    client.onRequest('workspace/diagnostic/refresh', () => {
      refreshes += 1;
      return null;
    });
    await initialize(client, {
      textDocument: { diagnostic: {} },
      workspace: { didChangeWatchedFiles: { dynamicRegistration: true }, diagnostics: { refreshSupport: true } },
    });
    await openDocument(text, uri());
    expect((await pull(uri())).map(({ code }) => code)).toEqual(['file-not-found']);
    await expect.poll(() => registered).toEqual(['workspace/didChangeWatchedFiles']);
    addScript();
    const changes = [{ uri: new URL('load.js', uri()).href, type: 1 }];
    await client.sendNotification('workspace/didChangeWatchedFiles', { changes });
    await expect.poll(() => refreshes).toBe(1);
    expect(await pull(uri())).toEqual([]);
  });

  test('is looked for again when a text is saved, for editors that watch nothing', async () => {
    await initialize(client, {});
    await openDocument(text, uri());
    expect((await nextPush()).diagnostics.map(({ code }) => code)).toEqual(['file-not-found']);
    addScript();
    await client.sendNotification('textDocument/didSave', { textDocument: { uri: uri() } });
    expect((await nextPush()).diagnostics).toEqual([]);
  });
});

describe('plans of one workspace', () => {
  test('are compared, when the editor opens them and when one is saved', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'headroom-server-'));
    try {
      const promising = (target: string): string =>
        plan('500ms')
          .replace('tests:', 'requirements: { R1: Fast }\r\ntests:')
          .replace("'p95 latency < 500ms'", `{ on: p95 latency, target: '${target}', requirement: R1 }`);
      const other = path.join(folder, 'other.headroom.yaml');
      writeFileSync(other, promising('< 2s'));
      let refreshes = 0;
      client.onRequest(RegistrationRequest.type, () => undefined);
      client.onRequest('workspace/diagnostic/refresh', () => {
        refreshes += 1;
        return null;
      });
      const folders = [{ uri: pathToFileURL(folder).href, name: 'shop' }];
      await initialize(
        client,
        {
          textDocument: { diagnostic: {} },
          workspace: { diagnostics: { refreshSupport: true }, didChangeWatchedFiles: { dynamicRegistration: true } },
        },
        folders,
      );
      await expect.poll(() => refreshes).toBe(1);
      const uri = pathToFileURL(path.join(folder, 'shop.headroom.yaml')).href;
      await openDocument(promising('< 1s'), uri);
      expect(await pull(uri)).toEqual([
        expect.objectContaining({ code: 'contradicting-targets', severity: DiagnosticSeverity.Information }),
      ]);
      writeFileSync(other, promising('< 1s'));
      const changes = [{ uri: pathToFileURL(other).href, type: 2 }];
      await client.sendNotification('workspace/didChangeWatchedFiles', { changes });
      expect(await pull(uri)).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('an editor that does not ask', () => {
  beforeEach(() => initialize(client, {}));

  test('is sent them after a pause in typing, with the version they belong to', async () => {
    await openDocument(plan('500mz'));
    await client.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri: URI, version: 2 },
      contentChanges: [{ text: plan('501mz') }],
    });
    const sent = await nextPush();
    expect(sent).toMatchObject({ uri: URI, version: 2 });
    expect(sent.diagnostics).toHaveLength(1);
    expect(pushed).toEqual([]);
  });

  test('sees them go when the plan is closed', async () => {
    await openDocument(plan('500mz'));
    await nextPush();
    await client.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri: URI } });
    expect(await nextPush()).toMatchObject({ uri: URI, diagnostics: [] });
  });
});

test('questions that are taken back while others are answered cost nothing', async () => {
  await initialize(client, { textDocument: { diagnostic: {} } });
  await openDocument(plan('500mz'));
  const answers = Array.from({ length: 20 }, async () => {
    const cancelling = new CancellationTokenSource();
    const params = { textDocument: { uri: URI } };
    const asked = client.sendRequest(DocumentDiagnosticRequest.type, params, cancelling.token);
    cancelling.cancel();
    return asked.then(
      () => 'answered',
      (error: unknown) => (error instanceof ResponseError ? error.code : error),
    );
  });
  const told = await Promise.all(answers);
  expect(told.filter((one) => one === LSPErrorCodes.RequestCancelled).length).toBeGreaterThan(15);
  expect(await pull()).toHaveLength(1);
});
