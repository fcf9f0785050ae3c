import { spawn } from 'node:child_process';
import { PassThrough } from 'node:stream';
import {
  createConnection,
  createProtocolConnection,
  DidOpenTextDocumentNotification,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type ClientCapabilities,
  type InitializeResult,
  type ProtocolConnection,
  type WorkspaceFolder,
} from 'vscode-languageserver/node';
import { CONNECTION_OPTIONS } from '../../server/cancelled.ts';
import { serve } from '../../server/connection.ts';

/** A client of a language server in this process. It does what the test tells it, and nothing else. */
export function serverHere(): ProtocolConnection {
  const [up, down] = [new PassThrough(), new PassThrough()];
  serve(createConnection(up, down, CONNECTION_OPTIONS));
  const client = createProtocolConnection(down, up);
  client.listen();
  return client;
}

/** A client of a language server that a command starts. `ended` resolves with its exit code. */
export function serverOf(command: string, args: readonly string[]) {
  const child = spawn(command, args);
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const client = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  client.listen();
  return { client, child, ended };
}

export async function initialize(
  client: ProtocolConnection,
  capabilities: ClientCapabilities,
  workspaceFolders: WorkspaceFolder[] | null = null,
): Promise<InitializeResult> {
  // Older clients must send a root, so the type asks for it.
  const params = { processId: null, workspaceFolders, rootUri: null, capabilities };
  const result = await client.sendRequest(InitializeRequest.type, params);
  await client.sendNotification(InitializedNotification.type, {});
  return result;
}

export function open(
  client: ProtocolConnection,
  uri: string,
  languageId: string,
  text: string,
  version = 1,
): Promise<void> {
  return client.sendNotification(DidOpenTextDocumentNotification.type, {
    textDocument: { uri, languageId, version, text },
  });
}

export async function shutDown(client: ProtocolConnection): Promise<void> {
  await client.sendRequest(ShutdownRequest.type);
  client.dispose();
}

/** Asks a server of another process to end; resolves with its exit code. */
export async function end({
  client,
  ended,
}: Pick<ReturnType<typeof serverOf>, 'client' | 'ended'>): Promise<number | null> {
  await client.sendRequest(ShutdownRequest.type);
  await client.sendNotification(ExitNotification.type);
  const code = await ended;
  client.dispose();
  return code;
}
