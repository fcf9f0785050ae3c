// A language server in a process of its own, and a client that does what any editor does.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { root } from '../lib/root.mjs';

const { createProtocolConnection, StreamMessageReader, StreamMessageWriter } = createRequire(
  path.join(root, 'package.json'),
)('vscode-languageserver/node');

/** What `/proc` counts processor time in. */
const TICK_MS = 10;

/**
 * @param {{ command: string, args: string[], isPulled: boolean, settings?: object }} server
 *   `isPulled`: the client asks for diagnostics, as VS Code does; otherwise the server sends them when it wants to
 */
export async function startLanguageServer({ command, args, isPulled, settings = {} }) {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const waiting = [];
  connection.onNotification('textDocument/publishDiagnostics', (told) => {
    for (const wanted of waiting.splice(0)) wanted(told.diagnostics);
  });
  connection.onRequest('workspace/configuration', ({ items }) => items.map(({ section }) => settings[section] ?? null));
  connection.onRequest('client/registerCapability', () => null);
  connection.listen();
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: {
      workspace: { configuration: true, didChangeConfiguration: { dynamicRegistration: true } },
      textDocument: { publishDiagnostics: {}, hover: {}, completion: {}, ...(isPulled ? { diagnostic: {} } : {}) },
    },
  });
  await connection.sendNotification('initialized', {});
  await connection.sendNotification('workspace/didChangeConfiguration', { settings });

  let version = 0;
  const nextPush = () => new Promise((resolve) => waiting.push(resolve));
  const pull = async (uri) =>
    (await connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } })).items;
  return {
    /** Resolves with the diagnostics of the text. */
    open: async (uri, text) => {
      version = 1;
      const pushed = isPulled ? undefined : nextPush();
      const textDocument = { uri, languageId: 'yaml', version, text };
      await connection.sendNotification('textDocument/didOpen', { textDocument });
      return pushed ?? pull(uri);
    },
    /** Sends the changes, up to an `end` where they replace something, one after the other; resolves with the diagnostics after the last. */
    change: async (uri, changes) => {
      const pushed = isPulled ? undefined : nextPush();
      for (const { position, end = position, text } of changes) {
        version += 1;
        await connection.sendNotification('textDocument/didChange', {
          textDocument: { uri, version },
          contentChanges: [{ range: { start: position, end }, text }],
        });
      }
      return pushed ?? pull(uri);
    },
    ask: (method, uri, position) => connection.sendRequest(method, { textDocument: { uri }, position }),
    processorMs: () => {
      // The name of the program stands in brackets and may hold blanks.
      const fields = fs
        .readFileSync(`/proc/${child.pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ');
      return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
    },
    peakMb: () =>
      Number(/VmHWM:\s+(\d+)/.exec(fs.readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? NaN) / 1024,
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      connection.dispose();
      child.kill();
      await ended;
    },
  };
}
