import type { ChildProcess } from 'node:child_process';
import { afterEach, describe, expect, it } from 'vitest';
import { PublishDiagnosticsNotification, type PublishDiagnosticsParams } from 'vscode-languageserver/node';
import { end, initialize, open, serverOf } from '../support/languageClient.ts';
import { HEADROOM } from './headroomCommand.ts';

let child: ChildProcess | undefined;
afterEach(() => void child?.kill('SIGKILL'));

describe('headroom lsp', { timeout: 30_000 }, () => {
  it('serves any editor over its standard streams, and ends when it is told', async () => {
    const server = serverOf(HEADROOM, ['lsp', '--stdio']);
    const { client } = server;
    child = server.child;
    const sent = new Promise<PublishDiagnosticsParams>((resolve) =>
      client.onNotification(PublishDiagnosticsNotification.type, resolve),
    );
    const { capabilities } = await initialize(client, {});
    expect(capabilities).toMatchObject({ hoverProvider: true, renameProvider: { prepareProvider: true } });
    await open(client, 'file:///a.headroom.yaml', 'yaml', 'headroom: 2\n');
    expect((await sent).diagnostics).toMatchObject([
      { code: 'plan-version', range: { start: { line: 0, character: 10 } } },
    ]);
    expect(await end(server)).toBe(0);
  });
});
