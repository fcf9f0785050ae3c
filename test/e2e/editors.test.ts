import type { ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import {
  CompletionRequest,
  DidChangeTextDocumentNotification,
  DocumentDiagnosticRequest,
  HoverRequest,
  PublishDiagnosticsNotification,
  type ClientCapabilities,
  type Position,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
} from 'vscode-languageserver/node';
import { LOAD_PROFILE_REQUEST, SCRIPT_LANGUAGE_IDS, type LoadProfileAnswer } from '../../core/protocol/lsp.ts';
import { end, initialize, open, serverOf } from '../support/languageClient.ts';
import { HEADROOM } from './headroomCommand.ts';

/** A client that knows of the server what the page says. */
const page = fs.readFileSync(path.resolve(import.meta.dirname, '../../docs/editors.md'), 'utf8');
const blockOf = (language: string): string =>
  new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'm').exec(page)?.[1] ?? '';
const [command, ...args] = blockOf('sh').trim().split(' ');
const quoted = (text: string): string[] => [...text.matchAll(/['"]([^'"]+)['"]/g)].map(([, word = '']) => word);

const ARTILLERY = `config:
  target: http://127.0.0.1:8080
  phases:
    - duration: 60
      arivalRate: 5
    - duration: 10
      arrivalRate: 5
scenarios:
  - flow:
      - get: { url: / }
`;
const K6 = `import http from 'k6/http';
export const options = { vus: 5, duration: '30s', thresholds: { http_reqs: ['p95<500'] } };
export default () => http.get('http://127.0.0.1:8080/');
`;
const PLAN = `headroom: 1
environments:
  local: { target: 'http://127.0.0.1:8080' }
tests:
  search:
    runner: h
`;

let child: ChildProcess | undefined;
afterEach(() => void child?.kill('SIGKILL'));

interface Session {
  client: ProtocolConnection;
  open: (uri: string, languageId: string, text: string) => Promise<void>;
  sent: PublishDiagnosticsParams[];
  /** The exit code of the server, once it was asked to end. */
  end: () => Promise<number | null>;
}

async function start(capabilities: ClientCapabilities): Promise<Session> {
  expect(command).toBe('headroom');
  const server = serverOf(HEADROOM, args);
  const { client } = server;
  child = server.child;
  const sent: PublishDiagnosticsParams[] = [];
  client.onNotification(PublishDiagnosticsNotification.type, (params) => void sent.push(params));
  await initialize(client, capabilities);
  return {
    client,
    sent,
    open: (uri, languageId, text) => open(client, uri, languageId, text),
    end: () => end(server),
  };
}

const placeOf = (text: string, piece: string): Position => {
  const before = text.slice(0, text.indexOf(piece)).split('\n');
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
};

describe('docs/editors.md', () => {
  it('names the languages that the server knows, and the same command everywhere', () => {
    expect(quoted(/filetypes = \{(.*)\}/.exec(blockOf('lua'))?.[1] ?? '')).toEqual(SCRIPT_LANGUAGE_IDS);
    expect(quoted(/cmd = \{(.*)\}/.exec(blockOf('lua'))?.[1] ?? '')).toEqual([command, ...args]);
    expect(quoted(/args = \[(.*)\]/.exec(blockOf('toml'))?.[1] ?? '')).toEqual(args);
    expect(quoted(/\("headroom".*\)/.exec(blockOf('elisp'))?.[0] ?? '')).toEqual([command, ...args]);
    for (const id of SCRIPT_LANGUAGE_IDS) expect(page).toContain(`\`${id}\``);
  });
});

describe('an editor that follows docs/editors.md', { timeout: 30_000 }, () => {
  it('asks for what is wrong with scripts, and what they do', async () => {
    const { client, open, end, sent } = await start({ textDocument: { diagnostic: {} } });
    const pull = async (uri: string): Promise<unknown[]> => {
      const report = await client.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } });
      return report.kind === 'full' ? report.items.map(({ message }) => message) : [];
    };
    const [artillery, script, notes] = ['file:///a/load.yml', 'file:///a/load.js', 'file:///a/notes.yml'] as const;
    await open(artillery, 'yaml', ARTILLERY);
    await open(script, 'javascript', K6);
    await open(notes, 'yaml', 'config: { target: production }\n');

    expect(await pull(artillery)).toEqual([expect.stringContaining('arivalRate')]);
    expect(await pull(script)).toEqual([expect.stringContaining('p95')]);
    expect(await pull(notes)).toEqual([]);
    const hover = await client.sendRequest(HoverRequest.type, {
      textDocument: { uri: script },
      position: placeOf(K6, 'options'),
    });
    expect(JSON.stringify(hover?.contents)).toContain('up to 5 users');
    const { loads } = await client.sendRequest<LoadProfileAnswer>(LOAD_PROFILE_REQUEST, { uri: script });
    expect(loads).toMatchObject([{ line: 1, profile: { totalMs: 30_000 } }]);
    expect(sent).toEqual([]);
    expect(await end()).toBe(0);
  });

  it('gets offers in a plan', async () => {
    const { client, open, end } = await start({ textDocument: { diagnostic: {} } });
    const uri = 'file:///a/shop.headroom.yaml';
    await open(uri, 'yaml', PLAN);
    const position = { line: 5, character: '    runner: h'.length };
    const offers = await client.sendRequest(CompletionRequest.type, { textDocument: { uri }, position });
    if (!Array.isArray(offers)) throw new Error('Not a list.');
    expect(offers.map(({ label }) => label)).toContain('http');
    expect(await end()).toBe(0);
  });

  it('that cannot ask is sent what is wrong, also with a text that is not saved', async () => {
    const { client, open, end, sent } = await start({});
    const uri = 'untitled:Untitled-1';
    await open(uri, 'javascript', K6);
    await expect.poll(() => sent.length, { timeout: 10_000 }).toBeGreaterThan(0);
    expect(sent.pop()).toMatchObject({ uri, version: 1, diagnostics: [{ severity: 1 }] });
    await client.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version: 2 },
      contentChanges: [{ text: K6.replace('p95<500', 'rate>5') }],
    });
    await expect.poll(() => sent.at(-1)?.version, { timeout: 10_000 }).toBe(2);
    expect(sent.at(-1)?.diagnostics).toEqual([]);
    expect(await end()).toBe(0);
  });
});
