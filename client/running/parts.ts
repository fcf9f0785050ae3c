import path from 'node:path';
import * as vscode from 'vscode';
import { fileInHand } from '../commands/chooseTest.ts';
import { DryRuns } from '../commands/dryRuns.ts';
import { runFailedTests, runTest, runTestWithVariables, showDryRun, type RunTools } from '../commands/runTests.ts';
import { selectEnvironment } from '../commands/selectEnvironment.ts';
import { showRunning, stopAllRuns, stopRun } from '../commands/stopRuns.ts';
import { COMMANDS, type RunCommand } from '../contributions.ts';
import { Environments } from '../environment/environments.ts';
import type { LanguageServer } from '../language/languageServer.ts';
import { TestLenses } from '../lenses/testLenses.ts';
import { EnvironmentStatus } from '../status/environmentStatus.ts';
import { RunningStatus } from '../status/runningStatus.ts';
import { TestingView } from '../testing/testingView.ts';
import { announce } from './announcements.ts';
import { newPlan } from '../welcome/newPlan.ts';
import { DemoShop } from '../welcome/demoShop.ts';
import { tryDemo } from '../welcome/tryDemo.ts';
import { tickStep } from '../welcome/walkthrough.ts';
import { engineIn } from './engine.ts';
import { RunsOnDisk } from './runsOnDisk.ts';
import { RunningTests } from './runningTests.ts';
import { Secrets } from './secrets.ts';

/** What of VS Code the parts are made with. */
export interface RunningContext {
  extensionUri: vscode.Uri;
  secrets: vscode.SecretStorage;
  workspaceState: vscode.Memento;
  globalStorageUri: vscode.Uri;
}

const LENS_LANGUAGES = ['headroom-plan', 'yaml', 'json', 'jsonc', 'javascript', 'typescript'];

/** All that runs tests from the editor and tells of them; a bundle of its own, loaded for the first served document. */
export class RunningParts implements vscode.Disposable {
  readonly running: RunningTests;
  private readonly shop: DemoShop;
  private readonly secrets: Secrets;
  private readonly tools: RunTools;
  private readonly disposables: { dispose(): unknown }[];

  constructor(
    context: RunningContext,
    server: LanguageServer,
    log: vscode.LogOutputChannel,
    /** Told of the folder of each run that this window follows. */
    tellRun: (folder: string) => void,
  ) {
    const engine = engineIn(context.extensionUri.fsPath);
    this.shop = new DemoShop(context.extensionUri.fsPath, context.globalStorageUri.fsPath, engine);
    this.secrets = new Secrets(context.secrets);
    this.running = new RunningTests(engine, this.secrets, log, (choice) => this.shop.beside(choice));
    const environments = new Environments(context.workspaceState);
    const dryRuns = new DryRuns(engine);
    this.tools = { server, running: this.running, environments, dryRuns };
    const onDisk = new RunsOnDisk();
    const lenses = new TestLenses(server, this.running, onDisk);
    const selector = LENS_LANGUAGES.map((language) => ({ language, scheme: 'file' }));
    this.disposables = [
      this.running,
      environments,
      dryRuns,
      onDisk,
      lenses,
      vscode.languages.registerCodeLensProvider(selector, lenses),
      new RunningStatus(this.running),
      new EnvironmentStatus(server, environments),
      announce(this.running, log),
      new TestingView(server, { ...this.tools, onDisk }, log),
      this.running.onDidReceive(({ host, item }) => {
        if (item.kind !== 'run') return;
        tellRun(item.folder);
        if (host.place.startedBy === 'elsewhere') return;
        tickStep(this.shop.isPlan(host.place.file) ? 'first' : 'own');
        void vscode.commands.executeCommand(COMMANDS.openRun, vscode.Uri.file(item.folder), true);
      }),
      vscode.workspace.onDidChangeWorkspaceFolders(() => void this.attach()),
      // Another window or a terminal may have begun it.
      onDisk.onDidBegin(() => void this.attach()),
    ];
  }

  /** What the commands do, by their names. */
  readonly actions = {
    [COMMANDS.run]: (given: unknown) => runTest(this.tools, given, { isSmoke: false }),
    [COMMANDS.smoke]: (given: unknown) => runTest(this.tools, given, { isSmoke: true }),
    [COMMANDS.dryRun]: (given: unknown) => showDryRun(this.tools, given),
    [COMMANDS.runFailed]: (given: unknown) => runFailedTests(this.tools, given),
    [COMMANDS.runWithVariables]: (given: unknown) => runTestWithVariables(this.tools, given),
    [COMMANDS.stop]: (given: unknown) => stopRun(this.running, given),
    [COMMANDS.stopAll]: () => stopAllRuns(this.running),
    [COMMANDS.showRunning]: () => showRunning(this.running),
    [COMMANDS.selectEnvironment]: (given: unknown) => selectEnvironment(this.tools, given),
    [COMMANDS.forgetSecrets]: (given: unknown) => this.forgetSecrets(given),
    [COMMANDS.newPlan]: () => newPlan(),
    [COMMANDS.tryDemo]: () => tryDemo(this.shop, this.running),
  } satisfies Record<RunCommand, (given: unknown) => Promise<void>>;

  /** To the hosts of the open folders that are running already. */
  attach(): Promise<void> {
    return this.running.attach((vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath));
  }

  dispose(): void {
    for (const disposable of this.disposables.toReversed()) disposable.dispose();
  }

  private async forgetSecrets(given: unknown): Promise<void> {
    const uri = given instanceof vscode.Uri ? given : await fileInHand(this.tools.server, 'Forget Secrets');
    if (uri === undefined) return;
    const names = await this.secrets.forget(path.normalize(uri.fsPath));
    const where = vscode.workspace.asRelativePath(uri);
    void vscode.window.showInformationMessage(
      names.length === 0 ? `No secret of ${where} is kept.` : `Forgotten: ${names.join(', ')} of ${where}.`,
    );
  }
}
