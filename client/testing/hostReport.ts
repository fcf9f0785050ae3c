import path from 'node:path';
import * as vscode from 'vscode';
import { readStoredFile } from '../../core/node/runStore/readStoredFile.ts';
import type { HostItem } from '../../core/protocol/runHost.ts';
import type { RunResult } from '../../core/run/runResult.ts';
import { runResultSchema } from '../../core/run/runResultSchema.ts';
import type { FollowedHost } from '../running/followedHost.ts';
import { RunOutput } from './runOutput.ts';
import { shownCheck, shownTest, type ShownCheck } from './states.ts';
import type { TestTree } from './testTree.ts';

/** Tells the Testing view what a run host tells: what has begun, what it says, and what became of each test and check. */
export class HostReport {
  private readonly output: RunOutput;
  /** Of the run that goes on, by its id. */
  private readonly items = new Map<string, vscode.TestItem>();
  private startedAt = 0;

  constructor(
    private readonly run: vscode.TestRun,
    private readonly tree: TestTree,
    private readonly fileItem: vscode.TestItem,
    private readonly host: FollowedHost,
  ) {
    this.output = new RunOutput(run);
  }

  take(item: HostItem): void {
    switch (item.kind) {
      case 'run': {
        const test = this.tree.testOf(this.fileItem, 'test', item.testId);
        if (test === undefined) return;
        this.items.set(item.runId, test);
        this.startedAt = Date.now();
        this.run.started(test);
        this.output.line(`${item.testId}: ${item.folder}`, test);
        return;
      }
      case 'event':
        if (item.event.kind === 'log') this.output.line(item.event.line, this.items.get(item.runId));
        return;
      case 'note':
        this.output.line(item.text);
        return;
      case 'stopping':
        this.output.line(`Stopping: ${item.reason}.`);
        return;
      case 'run-ended':
        this.ended(item.runId);
        return;
      case 'not-run': {
        const test = this.tree.testOf(this.fileItem, 'test', item.testId);
        if (test !== undefined) this.run.skipped(test);
        return;
      }
      default:
        return;
    }
  }

  /** There is nothing more to come. What has not ended will not end any more. */
  close(): void {
    for (const test of this.items.values()) {
      const why = this.host.lost ?? 'the run host said nothing of its end';
      this.run.errored(test, messageAt(test, `The run was lost: ${why}.`));
    }
    this.items.clear();
    this.output.flush();
  }

  private ended(runId: string): void {
    const test = this.items.get(runId);
    this.items.delete(runId);
    if (test === undefined) return;
    this.output.flush();
    const durationMs = Date.now() - this.startedAt;
    const ended = this.host.hosted.tests.find((one) => one.kind === 'ended' && one.runId === runId);
    const folder = ended?.kind === 'ended' ? ended.folder : '';
    const stored = readStoredFile(folder, 'result.json', runResultSchema);
    if (stored.kind !== 'whole') {
      this.run.errored(test, messageAt(test, `The result of ${path.basename(folder)} could not be read.`), durationMs);
      return;
    }
    showResult(this.run, test, this.tree, stored.value, durationMs);
    this.output.flush();
  }
}

/** Sets the states of a test and its checks, each with its message at the line that states it. */
export function showResult(
  run: vscode.TestRun,
  test: vscode.TestItem,
  tree: TestTree,
  result: RunResult,
  durationMs?: number,
): void {
  const left = new Map(result.checks.map((check) => [check.id, check]));
  let isSaidBelow = false;
  for (const [, child] of test.children) {
    const node = tree.nodeOf(child);
    if (node?.kind !== 'check') continue;
    const shown = shownCheck(left.get(node.id));
    isSaidBelow ||= isBad(shown);
    setState(run, child, shown);
    left.delete(node.id);
  }
  const whole = shownTest(result);
  const isSaid = isSaidBelow && result.reasons.length === 0;
  // What no line of the text states is said where the test is.
  const others = [...left.values()].map(shownCheck).filter(isBad);
  setState(run, test, isSaid ? { state: whole.state } : whole, durationMs, others);
}

function isBad({ state }: ShownCheck): boolean {
  return state === 'failed' || state === 'errored';
}

function setState(
  run: vscode.TestRun,
  item: vscode.TestItem,
  shown: ShownCheck,
  durationMs?: number,
  others: readonly ShownCheck[] = [],
): void {
  const messages = [shown, ...others].flatMap((one) => messagesOf(item, one));
  switch (shown.state) {
    case 'passed':
      for (const { message } of messages)
        run.appendOutput(`${text(message).replaceAll('\n', '\r\n')}\r\n`, undefined, item);
      run.passed(item, durationMs);
      return;
    case 'failed':
      run.failed(item, messages, durationMs);
      return;
    case 'errored':
      run.errored(item, messages, durationMs);
      return;
    case 'skipped':
      run.skipped(item);
  }
}

function messagesOf(item: vscode.TestItem, { message, expected, actual }: ShownCheck): vscode.TestMessage[] {
  if (message === undefined) return [];
  const made = messageAt(item, message);
  if (expected !== undefined && expected !== '' && actual !== undefined) {
    made.expectedOutput = expected;
    made.actualOutput = actual;
  }
  return [made];
}

function messageAt(item: vscode.TestItem, message: string): vscode.TestMessage {
  const made = new vscode.TestMessage(message);
  if (item.uri !== undefined && item.range !== undefined) made.location = new vscode.Location(item.uri, item.range);
  return made;
}

function text(message: string | vscode.MarkdownString): string {
  return typeof message === 'string' ? message : message.value;
}
