import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { afterEach, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { COMMANDS, PANELS } from '../../client/contributions.ts';
import type { HeadroomApi } from '../../client/extension.ts';
import { processStart } from '../../core/node/runStore/processStart.ts';
import type { RunManifest } from '../../core/run/runManifest.ts';
import { httpFrame } from '../core/run/helpers.ts';
import { manifestOf, STARTED_AT, writeRunFolder } from '../support/runFolder.ts';
import { headroomApi, until } from './support.ts';

const FIRST = '20260131_120000_search';
const SECOND = '20260201_120000_search';

let root: string;
let results: string;
let api: HeadroomApi;
const inResults = (name: string): string => path.join(results, name);
const uriOf = (name: string): vscode.Uri => vscode.Uri.file(inResults(name));
const baselineFile = (): string => path.join(root, 'headroom-baselines', 'search.json');

function makeRun(name: string, rest: Partial<RunManifest> = {}): void {
  const folder = writeRunFolder(results, name, [{ at: STARTED_AT, kind: 'frame', frame: httpFrame(0, [100, 200]) }]);
  const plan = { path: path.join(root, 'good.headroom.yaml'), folder: root, text: '', effectiveTest: {} };
  const manifest = manifestOf(name, { plan, ...rest });
  fs.writeFileSync(path.join(folder, 'run.json'), JSON.stringify(manifest));
  const file = path.join(folder, 'result.json');
  const result = JSON.parse(fs.readFileSync(file, 'utf8')) as object;
  fs.writeFileSync(file, JSON.stringify({ ...result, testId: manifest.testId }));
}

/** The tree as a person reads it: each group with its runs. */
async function tree(): Promise<Record<string, string[]>> {
  const runs = await api.runs();
  const told: Record<string, string[]> = {};
  for (const group of await runs.childrenOf(undefined)) {
    const items = (await runs.childrenOf(group)).map((node) => runs.itemOf(node));
    const { label } = runs.itemOf(group);
    told[typeof label === 'string' ? label : ''] = items.map(
      ({ id, description }) => `${path.basename(id!)} ${String(description)}`,
    );
  }
  return told;
}

const undo: (() => void)[] = [];
/** Answers what the editor would ask a person; tests see no dialogs. */
function answer(name: keyof typeof vscode.window, give: (...args: never[]) => unknown): unknown[][] {
  const asked: unknown[][] = [];
  const original = vscode.window[name];
  const replaced = (...args: unknown[]): Promise<unknown> => {
    asked.push(args);
    return Promise.resolve(give(...(args as never[])));
  };
  Object.assign(vscode.window, { [name]: replaced });
  undo.push(() => Object.assign(vscode.window, { [name]: original }));
  return asked;
}
const isLabelled =
  (...labels: string[]) =>
  (items: vscode.QuickPickItem[]): unknown =>
    items.filter(({ label }) => labels.includes(label));

/** What run.json says of a run that this very process writes. */
async function goingOn(): Promise<Partial<RunManifest>> {
  const own = await processStart(process.pid);
  const start = own.kind === 'found' ? own.start : undefined;
  return { state: 'running', process: { pid: process.pid, start }, endedAt: undefined };
}

describe('runs', () => {
  before(async () => {
    root = vscode.workspace.workspaceFolders![0]!.uri.fsPath;
    results = path.join(root, 'headroom-results');
    api = await headroomApi();
  });
  beforeEach(() => {
    makeRun(FIRST);
    makeRun(SECOND);
  });
  afterEach(async () => {
    for (const put of undo.splice(0)) put();
    fs.rmSync(results, { recursive: true, force: true });
    fs.rmSync(path.join(root, 'headroom-baselines'), { recursive: true, force: true });
    await vscode.commands.executeCommand(COMMANDS.refreshRuns);
  });

  describe('the list of runs', () => {
    it('has each test with its runs, newest first, and days on request', async () => {
      makeRun('20260131_120000_checkout', { testId: 'checkout', smoke: true });
      await vscode.commands.executeCommand(COMMANDS.refreshRuns);
      assert.deepEqual(await tree(), {
        checkout: ['20260131_120000_checkout no data · smoke · 1 m 10 s'],
        search: [`${SECOND} no data · 1 m 10 s`, `${FIRST} no data · 1 m 10 s`],
      });
      await vscode.commands.executeCommand(COMMANDS.groupRunsByDay);
      const days = Object.values(await tree()).map((runs) => runs.map((run) => run.split(' ')[0]));
      assert.deepEqual(days, [[SECOND], [FIRST, '20260131_120000_checkout']]);
      await vscode.commands.executeCommand(COMMANDS.groupRunsByTest);
    });

    it('shows many runs of a test in pages', async () => {
      for (let minute = 10; minute < 60; minute += 1) makeRun(`20260301_12${minute}00_search`);
      await vscode.commands.executeCommand(COMMANDS.refreshRuns);
      const runs = await api.runs();
      const [group] = await runs.childrenOf(undefined);
      const [first, ...rest] = await runs.childrenOf(group);
      assert.equal(first?.kind === 'run' && path.basename(first.folder), '20260301_125900_search');
      const more = runs.itemOf(rest.at(-1)!);
      assert.deepEqual([rest.length, more.label, more.description], [50, 'Show 2 More', '2 older']);
      await vscode.commands.executeCommand(more.command!.command, ...(more.command!.arguments as unknown[]));
      const all = await runs.childrenOf(group);
      assert.deepEqual([all.length, all.filter(({ kind }) => kind === 'more')], [52, []]);
    });

    it('follows runs that begin, go on, end, and are deleted', async () => {
      await vscode.commands.executeCommand(COMMANDS.refreshRuns);
      await tree();
      makeRun('20260301_120000_search', await goingOn());
      fs.rmSync(inResults('20260301_120000_search/result.json'));
      const newest = async (): Promise<string | undefined> => (await tree())['search']?.[0];
      const isTold = (text: string) => async () => ((await newest()) === text ? true : undefined);
      await until('the run that began', isTold('20260301_120000_search running'));
      makeRun('20260301_120000_search');
      await until('its end', isTold('20260301_120000_search no data · 1 m 10 s'));
      fs.rmSync(inResults('20260301_120000_search'), { recursive: true });
      await until('it to be gone', isTold(`${SECOND} no data · 1 m 10 s`));
      fs.rmSync(results, { recursive: true });
      await until('all to be gone', async () => (Object.keys(await tree()).length === 0 ? true : undefined));
    });
  });

  describe('what can be done with runs', () => {
    it('sets and removes the baseline of a test, and marks its runs', async () => {
      await vscode.commands.executeCommand(COMMANDS.refreshRuns);
      await tree();
      const warned = answer('showWarningMessage', (text: string) =>
        text.startsWith('Remove') ? 'Remove Baseline' : 'Delete Permanently',
      );
      await vscode.commands.executeCommand(COMMANDS.setBaseline, uriOf(FIRST));
      const written = JSON.parse(fs.readFileSync(baselineFile(), 'utf8')) as {
        testId: string;
        runs: { runId: string }[];
      };
      assert.deepEqual([written.testId, written.runs.map(({ runId }) => runId)], ['search', [FIRST]]);
      assert.match(String(warned[0]?.[0]), /Mind that 20260131_120000_search has the verdict no data/);
      await until('the mark', async () =>
        JSON.stringify(await tree()).includes(`${FIRST} no data · baseline · 1 m 10 s`) ? true : undefined,
      );
      await vscode.commands.executeCommand(COMMANDS.removeBaseline, uriOf(FIRST));
      assert.equal(fs.existsSync(baselineFile()), false);
    });

    it('refuses a baseline of runs that are no measure', async () => {
      makeRun(FIRST, { smoke: true });
      const told = answer('showErrorMessage', () => undefined);
      await vscode.commands.executeCommand(COMMANDS.setBaseline, uriOf(FIRST));
      assert.match(String(told[0]?.[0]), /cannot be a baseline: it is a smoke run/);
      assert.equal(fs.existsSync(baselineFile()), false);
    });

    it('deletes a run only when a person confirmed it, and never one that goes on', async () => {
      const replies: string[] = [];
      const asked = answer('showWarningMessage', (text: string) =>
        text.includes('trash') ? 'Delete Permanently' : replies.at(-1),
      );
      await vscode.commands.executeCommand(COMMANDS.deleteRun, uriOf(FIRST));
      assert.ok(fs.existsSync(inResults(FIRST)));
      replies.push('Delete');
      await vscode.commands.executeCommand(COMMANDS.deleteRun, uriOf(FIRST));
      assert.ok(!fs.existsSync(inResults(FIRST)) && fs.existsSync(inResults(SECOND)));
      assert.match(String(asked[0]?.[0]), /^Delete the run search, Jan 31, 2026, .*, no data\?$/);
      makeRun(SECOND, await goingOn());
      fs.rmSync(inResults(`${SECOND}/result.json`));
      await vscode.commands.executeCommand(COMMANDS.deleteRun, uriOf(SECOND));
      assert.ok(fs.existsSync(inResults(SECOND)));
      assert.match(String(asked.at(-1)?.[0]), /still goes on, or may go on, so it is not deleted/);
    });

    it('exports a run in every format', async () => {
      const into = path.join(root, 'exported');
      fs.mkdirSync(into);
      answer('showQuickPick', (items: vscode.QuickPickItem[]) => items);
      answer('showOpenDialog', () => [vscode.Uri.file(into)]);
      await vscode.commands.executeCommand(COMMANDS.exportRun, uriOf(FIRST));
      const names = ['junit.xml', 'metrics.csv', 'report.html', 'report.md', 'result.json'].map(
        (name) => `${FIRST}-${name}`,
      );
      assert.deepEqual(fs.readdirSync(into), names);
      const json = JSON.parse(fs.readFileSync(path.join(into, `${FIRST}-result.json`), 'utf8')) as { runId: string };
      assert.equal(json.runId, FIRST);

      answer('showQuickPick', isLabelled('Markdown'));
      answer('showSaveDialog', () => vscode.Uri.file(path.join(into, 'one.md')));
      await vscode.commands.executeCommand(COMMANDS.exportRun, uriOf(FIRST));
      assert.match(fs.readFileSync(path.join(into, 'one.md'), 'utf8'), /^# /);
    });

    it('imports what another tool has written, once', async () => {
      const file = path.join(root, 'wrk-search.txt');
      fs.writeFileSync(file, fs.readFileSync(path.join(__dirname, '..', '..', 'test/fixtures/import/wrk.txt')));
      answer('showQuickPick', ([files]: vscode.QuickPickItem[]) => files);
      answer('showOpenDialog', () => [vscode.Uri.file(file)]);
      const told = answer('showInformationMessage', () => undefined);
      const imported = (): string[] =>
        fs.readdirSync(results).filter((name) => {
          const manifest = path.join(results, name, 'run.json');
          return fs.existsSync(manifest) && fs.readFileSync(manifest, 'utf8').includes('"imported"');
        });
      await vscode.commands.executeCommand(COMMANDS.importRuns);
      assert.equal(imported().length, 1);
      await vscode.commands.executeCommand(COMMANDS.importRuns);
      assert.equal(imported().length, 1);
      assert.match(String(told[0]?.[0]), /0 runs imported, 1 known already/);
    });

    it('opens and compares what is selected in the tree', async () => {
      await vscode.commands.executeCommand(COMMANDS.refreshRuns);
      const runs = await api.runs();
      const [group] = await runs.childrenOf(undefined);
      const [newest, oldest] = await runs.childrenOf(group);
      const tab = (label: string): Promise<vscode.Tab> =>
        until(`the tab ${label}`, () =>
          vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).find((one) => one.label === label),
        );
      await vscode.commands.executeCommand(COMMANDS.openRun, oldest, [newest, oldest]);
      await vscode.window.tabGroups.close(await tab(FIRST));
      // The older of two is the run before, in whatever order they were selected.
      await vscode.commands.executeCommand(COMMANDS.compareRuns, newest, [newest, oldest]);
      await vscode.window.tabGroups.close(await tab(`${FIRST} ↔ ${SECOND}`));
      await vscode.commands.executeCommand(COMMANDS.selectForCompare, newest);
      await vscode.commands.executeCommand(COMMANDS.compareWithSelected, oldest);
      await vscode.window.tabGroups.close(await tab(`${SECOND} ↔ ${FIRST}`));
    });

    it('copies ids, and shows the comparison of two runs in one tab', async () => {
      await vscode.commands.executeCommand(COMMANDS.copyRunId, uriOf(FIRST));
      assert.equal(await vscode.env.clipboard.readText(), FIRST);
      const tabs = (): vscode.Tab[] =>
        vscode.window.tabGroups.all
          .flatMap((group) => group.tabs)
          .filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith(PANELS.compare));
      for (let again = 0; again < 2; again += 1)
        await vscode.commands.executeCommand(COMMANDS.compareWithPrevious, uriOf(SECOND));
      const [tab, ...others] = await until('the tab', () => (tabs().length > 0 ? tabs() : undefined));
      assert.equal(tab!.label, `${FIRST} ↔ ${SECOND}`);
      assert.deepEqual(others, []);
      await vscode.window.tabGroups.close(tab!);
    });
  });
});
