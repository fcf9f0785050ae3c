import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { afterEach, describe, expect, it } from 'vitest';
import {
  createProtocolConnection,
  DidOpenTextDocumentNotification,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  PublishDiagnosticsNotification,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type PublishDiagnosticsParams,
} from 'vscode-languageserver/node';
import { HEADROOM } from './headroomCommand.ts';

let child: ChildProcessWithoutNullStreams | undefined;
afterEach(() => void child?.kill('SIGKILL'));

describe('headroom lsp', { timeout: 30_000 }, () => {
  it('serves any editor over its standard streams, and ends when it is told', async () => {
    const server = spawn(HEADROOM, ['lsp', '--stdio']);
    child = server;
    const ended = new Promise<number | null>((resolve) => server.once('exit', resolve));
    const client = createProtocolConnection(
      new StreamMessageReader(server.stdout),
      new StreamMessageWriter(server.stdin),
    );
    client.listen();
    const sent = new Promise<PublishDiagnosticsParams>((resolve) =>
      client.onNotification(PublishDiagnosticsNotification.type, resolve),
    );
    const params = { processId: process.pid, workspaceFolders: null, rootUri: null, capabilities: {} };
    const { capabilities } = await client.sendRequest(InitializeRequest.type, params);
    expect(capabilities).toMatchObject({ hoverProvider: true, renameProvider: { prepareProvider: true } });
    await client.sendNotification(InitializedNotification.type, {});
    await client.sendNotification(DidOpenTextDocumentNotification.type, {
      textDocument: { uri: 'file:///a.headroom.yaml', languageId: 'yaml', version: 1, text: 'headroom: 2\n' },
    });
    expect((await sent).diagnostics).toMatchObject([
      { code: 'plan-version', range: { start: { line: 0, character: 10 } } },
    ]);
    await client.sendRequest(ShutdownRequest.type);
    await client.sendNotification(ExitNotification.type);
    expect(await ended).toBe(0);
    client.dispose();
  });
});
