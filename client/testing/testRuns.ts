import { existsSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { messageOf } from '../../core/errors.ts';
import { readListEntry } from '../../core/node/runStore/listRuns.ts';
import type { HostItem } from '../../core/protocol/runHost.ts';
import type { DryRuns } from '../commands/dryRuns.ts';
import type { Environments } from '../environment/environments.ts';
import type { RunsOnDisk } from '../running/runsOnDisk.ts';
import type { FollowedHost } from '../running/followedHost.ts';
import type { RunChoice } from '../running/runChoice.ts';
import type { RunningTests } from '../running/runningTests.ts';
import { reportDryRun } from './reportDryRun.ts';
import { HostReport, showResult } from './hostReport.ts';
import { groupsOf, type RunGroup } from './runRequest.ts';
import type { TestTree } from './testTree.ts';

export interface TestRunTools {
  running: RunningTests;
  environments: Environments;
  dryRuns: DryRuns;
  onDisk: RunsOnDisk;
}

export type Profile = 'smoke' | 'load' | 'dry-run';

/** Runs what the Testing view is asked for, and shows there what was run, wherever it was started. */
export class TestRuns implements vscode.Disposable {
  private readonly subscriptions: vscode.Disposable[];
  /** Runs that a host told of; what is on disk of them needs not be shown again. */
  private readonly followed = new Set<string>();
  private readonly known = new WeakSet<FollowedHost>();
  /** What hosts told before there was somebody to report it. */
  private readonly early = new Map<FollowedHost, HostItem[]>();
  private readonly reported = new Map<FollowedHost, HostReport>();

  constructor(
    private readonly controller: vscode.TestController,
    private readonly tree: TestTree,
    private readonly tools: TestRunTools,
    private readonly log: vscode.LogOutputChannel,
  ) {
    const { running, onDisk } = tools;
    this.subscriptions = [
      running.onDidReceive(({ host, item }) => this.take(host, item)),
      running.onDidChange((host) => this.seen(host)),
      onDisk.onDidFinish((folder) => {
        this.showStored(folder).catch((error: unknown) =>
          this.log.error(`The Testing view cannot show the run in ${folder}: ${messageOf(error)}`),
        );
      }),
    ];
    for (const host of running.hosts) this.seen(host);
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  /** Never rejects: whatever happens, the run in the view ends. */
  async handle(request: vscode.TestRunRequest, token: vscode.CancellationToken, profile: Profile): Promise<void> {
    const run = this.controller.createTestRun(request);
    try {
      const groups = await groupsOf(request, this.controller, this.tree);
      for (const group of groups) for (const item of this.itemsOf(group)) run.enqueued(item);
      // One after the other: two at once would disturb each other's figures.
      for (const group of groups) {
        if (token.isCancellationRequested) break;
        await this.runGroup(run, group, profile, token);
      }
    } catch (error) {
      this.log.error(`The Testing view could not run its tests: ${messageOf(error)}`);
      run.appendOutput(`${messageOf(error)}\r\n`);
    } finally {
      run.end();
    }
  }

  private async runGroup(
    run: vscode.TestRun,
    group: RunGroup,
    profile: Profile,
    token: vscode.CancellationToken,
  ): Promise<void> {
    const choice = await this.choiceOf(group, profile);
    const items = this.itemsOf(group);
    if (choice === undefined) {
      for (const item of items) run.skipped(item);
      return;
    }
    if (profile === 'dry-run') {
      await reportDryRun(this.tools.dryRuns, choice, { run, items, token });
      return;
    }
    const answer = await this.tools.running.start(choice, 'testing', token);
    switch (answer.kind) {
      case 'started':
        await this.report(run, group.fileItem, answer.host, token);
        return;
      case 'cancelled':
        for (const item of items) run.skipped(item);
        return;
      case 'refused':
        for (const item of items) run.errored(item, new vscode.TestMessage(answer.message));
        run.appendOutput(`${answer.message.replaceAll('\n', '\r\n')}\r\n`);
    }
  }

  private async choiceOf({ file, fileItem, suite, tests }: RunGroup, profile: Profile): Promise<RunChoice | undefined> {
    const offered = this.tree.answerOf(fileItem)?.environments;
    const environment = offered === undefined ? { id: undefined } : await this.tools.environments.forRun(file, offered);
    if (environment === 'cancelled') return undefined;
    return {
      file,
      ...(suite === undefined ? {} : { suite }),
      ...(tests === undefined ? {} : { tests }),
      ...(environment.id === undefined ? {} : { environment: environment.id }),
      isSmoke: profile === 'smoke',
    };
  }

  private itemsOf({ fileItem, suite, tests }: RunGroup): vscode.TestItem[] {
    const found = [
      suite === undefined ? undefined : this.tree.testOf(fileItem, 'suite', suite),
      ...(tests ?? []).map((id) => this.tree.testOf(fileItem, 'test', id)),
    ];
    return found.filter((item) => item !== undefined);
  }

  /** Resolves when the host has ended. */
  private async report(
    run: vscode.TestRun,
    fileItem: vscode.TestItem,
    host: FollowedHost,
    token: vscode.CancellationToken,
  ): Promise<void> {
    const report = new HostReport(run, this.tree, fileItem, host);
    for (const item of this.early.get(host) ?? []) report.take(item);
    this.early.delete(host);
    this.reported.set(host, report);
    const cancellation = token.onCancellationRequested(() => host.stop());
    if (token.isCancellationRequested) host.stop();
    try {
      await host.ended;
    } finally {
      cancellation.dispose();
      this.reported.delete(host);
      report.close();
    }
  }

  private take(host: FollowedHost, item: HostItem): void {
    if (item.kind === 'run') this.followed.add(item.runId);
    const report = this.reported.get(host);
    if (report !== undefined) report.take(item);
    // Figures are not told here, and there are too many to keep them.
    else if (item.kind !== 'event' || item.event.kind === 'log') this.early.get(host)?.push(item);
  }

  private seen(host: FollowedHost): void {
    if (this.known.has(host)) return;
    this.known.add(host);
    this.early.set(host, []);
    if (host.place.startedBy !== 'testing') void this.showOther(host);
  }

  /** A run of which there was nothing to follow, as a terminal makes them. It is shown, and not kept with other results. */
  private async showStored(folder: string): Promise<void> {
    const entry = await readListEntry(folder);
    if (entry?.kind !== 'run' || entry.result === undefined) return;
    const { manifest, result } = entry;
    if (this.followed.has(manifest.runId) || manifest.imported !== undefined) return;
    const { path: name, folder: of } = manifest.plan;
    const file = of === undefined ? undefined : path.join(of, path.basename(name));
    // A run from another machine, or of a plan that is gone, has no line to stand at.
    if (file === undefined || !existsSync(file)) return;
    const fileItem = await this.tree.fileAt(file);
    const test = this.tree.testOf(fileItem, 'test', manifest.testId);
    if (test === undefined) return;
    const run = this.controller.createTestRun(new vscode.TestRunRequest([test]), path.basename(folder), false);
    run.started(test);
    showResult(run, test, this.tree, result, (manifest.endedAt ?? manifest.startedAt) - manifest.startedAt);
    run.end();
  }

  /** A run that was started by a lens or a command, in a terminal, or before this window. */
  private async showOther(host: FollowedHost): Promise<void> {
    const run = this.controller.createTestRun(new vscode.TestRunRequest(), host.place.suites[0]);
    try {
      const fileItem = await this.tree.fileAt(host.place.file);
      await this.report(run, fileItem, host, run.token);
    } catch (error) {
      this.log.error(`The Testing view cannot show a run of ${host.place.file}: ${messageOf(error)}`);
    } finally {
      this.early.delete(host);
      run.end();
    }
  }
}
