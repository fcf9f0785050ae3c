import * as vscode from 'vscode';
import { COMMANDS, CONTEXT } from '../contributions.ts';
import type { FollowedHost } from '../running/followedHost.ts';
import type { RunningTests } from '../running/runningTests.ts';
import { runningLabel, runningText, type ShownHost } from './runningText.ts';

/** What runs, with its time and a Stop beside it. Shown only while something does. */
export class RunningStatus implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem('headroom.running', vscode.StatusBarAlignment.Left, 60);
  private readonly stop = vscode.window.createStatusBarItem('headroom.stop', vscode.StatusBarAlignment.Left, 59);
  private readonly subscriptions: vscode.Disposable[];
  private told: boolean | undefined;
  private clock: NodeJS.Timeout | undefined;

  constructor(private readonly running: RunningTests) {
    this.item.name = 'Headroom: Running Test';
    this.item.command = { command: COMMANDS.showRunning, title: 'Show Running Test' };
    this.item.tooltip = 'Show what runs';
    this.stop.name = 'Headroom: Stop';
    this.stop.text = '$(debug-stop) Stop';
    this.stop.tooltip = 'Stop the run and keep what was measured';
    this.stop.command = { command: COMMANDS.stop, title: 'Stop' };
    this.stop.accessibilityInformation = { label: 'Headroom: stop the run', role: 'button' };
    this.subscriptions = [running.onDidChange(() => this.draw())];
    this.draw();
  }

  dispose(): void {
    clearInterval(this.clock);
    vscode.Disposable.from(...this.subscriptions, this.item, this.stop).dispose();
  }

  /** For `when` clauses, told only when it changes. */
  private tellContext(isRunning: boolean): void {
    if (isRunning === this.told) return;
    this.told = isRunning;
    void vscode.commands.executeCommand('setContext', CONTEXT.isRunning, isRunning);
  }

  private draw(): void {
    const hosts = this.running.hosts.map(shown);
    const text = runningText(hosts, Date.now());
    this.tellContext(text !== undefined);
    if (text === undefined) {
      clearInterval(this.clock);
      this.clock = undefined;
      this.item.hide();
      this.stop.hide();
      return;
    }
    this.clock ??= setInterval(() => this.draw(), 1000);
    this.item.text = text;
    const isTripped = this.running.hosts.some(({ hasTripped }) => hasTripped);
    this.item.backgroundColor = isTripped ? new vscode.ThemeColor('statusBarItem.errorBackground') : undefined;
    this.item.accessibilityInformation = { label: runningLabel(hosts), role: 'button' };
    this.item.show();
    this.stop.show();
  }
}

function shown({ hosted, isStopping, runStartedAt }: FollowedHost): ShownHost {
  return { hosted, isStopping, runStartedAt };
}
