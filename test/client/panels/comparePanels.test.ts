import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { LogOutputChannel, Uri } from 'vscode';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ComparePanels } from '../../../client/panels/comparePanels.ts';
import { writeBaseline } from '../../../core/node/baselines.ts';
import { readDescribedRun } from '../../../core/node/runStore/describedRun.ts';
import type { CompareHostMessage } from '../../../core/protocol/comparePanel.ts';
import { baselineOf } from '../../../core/run/baselineFromRuns.ts';
import { httpFrame } from '../../core/run/helpers.ts';
import { manifestOf, STARTED_AT, writeRunFolder } from '../../support/runFolder.ts';

/** The panels that were opened: what each was sent, how it tells something, and how often it was brought to the front. */
interface FakePanel {
  sent: CompareHostMessage[];
  say: (message: object) => void;
  revealed: number;
}
const { panels } = vi.hoisted(() => ({ panels: [] as FakePanel[] }));
vi.mock('vscode', () => {
  const uriOf = (fsPath: string): object => ({ fsPath, toString: () => `file://${fsPath}` });
  return {
    Uri: {
      file: uriOf,
      joinPath: (base: { fsPath: string }, ...parts: string[]) => uriOf([base.fsPath, ...parts].join('/')),
    },
    ViewColumn: { Active: -1 },
    window: {
      createWebviewPanel: () => {
        const panel: FakePanel = { sent: [], say: () => undefined, revealed: 0 };
        panels.push(panel);
        return {
          title: '',
          onDidDispose: () => undefined,
          reveal: () => (panel.revealed += 1),
          webview: {
            asWebviewUri: (uri: object) => uri,
            cspSource: 'vscode-webview:',
            onDidReceiveMessage: (take: (message: object) => void) => (panel.say = take),
            postMessage: (message: CompareHostMessage) => Promise.resolve(panel.sent.push(message) > 0),
          },
        };
      },
    },
  };
});

let root: string;
beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'headroom-panels-'));
  panels.length = 0;
});
afterEach(() => fs.rmSync(root, { recursive: true }));

function run(name: string): string {
  const frame = { at: STARTED_AT, kind: 'frame' as const, frame: httpFrame(0, [100]) };
  const folder = writeRunFolder(path.join(root, 'headroom-results'), name, [frame]);
  const plan = { path: path.join(root, 'headroom.yaml'), folder: root, text: '', effectiveTest: {} };
  fs.writeFileSync(path.join(folder, 'run.json'), JSON.stringify(manifestOf(name, { plan })));
  return folder;
}

test('a comparison with a baseline that was missing is whole when it is asked for again after one was chosen', async () => {
  const comparisons = new ComparePanels({ fsPath: '/extension' } as unknown as Uri, {} as LogOutputChannel);
  const after = run('20260131_130000_search');
  comparisons.show({ before: 'baseline', after });
  const [panel] = panels;
  panel?.say({ kind: 'ready' });
  await vi.waitFor(() => expect(panel?.sent).toMatchObject([{ view: { kind: 'unreadable' } }]));

  writeBaseline(root, baselineOf(await readDescribedRun(run('20260131_120000_search')), []));
  comparisons.show({ before: 'baseline', after });
  expect([panels.length, panel?.revealed]).toEqual([1, 1]);
  await vi.waitFor(() => expect(panel?.sent.at(-1)).toMatchObject({ view: { kind: 'comparison', unalike: [] } }));
});
