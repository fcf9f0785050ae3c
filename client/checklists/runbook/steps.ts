import path from 'node:path';
import * as vscode from 'vscode';
import { outcomeWords } from './blockWords.ts';
import { messageOf, UserError } from '../../../core/errors.ts';
import { formatDuration } from '../../../core/format.ts';
import { readSidecarOf } from '../../../core/node/checklist/sidecarFile.ts';
import type { BlockProgram } from '../../../core/node/checklist/steps/blockProgram.ts';
import { killAllGroups } from '../../../core/node/processGroup.ts';
import { runStep } from '../../../core/node/checklist/steps/runStep.ts';
import { keepStep } from '../../../core/node/checklist/steps/stepEvidence.ts';
import { withoutCredentials } from '../../../core/text/credentials.ts';
import { redactor } from '../../../core/text/redact.ts';
import { terminalName } from './blockWords.ts';
import { nameOf, type ChosenBlock } from './chosenBlock.ts';

export interface StepWish extends ChosenBlock {
  program: BlockProgram;
  /** Placeholders filled in. */
  text: string;
  /** The whole environment. */
  env: Readonly<Record<string, string>>;
  secrets: readonly string[];
  environment?: string;
}

interface RunningStep {
  key: string;
  ending: AbortController;
}

/** The steps that run in this window. */
export class Steps implements vscode.Disposable {
  private readonly running = new Map<string, RunningStep>();
  private readonly channels = new Map<string, vscode.OutputChannel>();
  private readonly changed = new vscode.EventEmitter<void>();
  /** A step has begun, is being stopped, or has ended. */
  readonly onDidChange = this.changed.event;

  isRunning(uri: vscode.Uri, id: string): boolean {
    return this.running.has(keyOf(uri, id));
  }

  isStopping(uri: vscode.Uri, id: string): boolean {
    return this.running.get(keyOf(uri, id))?.ending.signal.aborted ?? false;
  }

  stop(uri: vscode.Uri, id: string): void {
    this.running.get(keyOf(uri, id))?.ending.abort();
    this.changed.fire();
  }

  showOutput(uri: vscode.Uri, id: string): void {
    this.channels.get(keyOf(uri, id))?.show(true);
  }

  /** Runs a block and keeps what became of it. Throws a `UserError` for what keeps it from being run or kept. */
  async run(wish: StepWish): Promise<void> {
    const { document, block } = wish;
    const file = path.normalize(document.uri.fsPath);
    const key = keyOf(document.uri, block.id);
    if (this.running.has(key)) throw new UserError(`The step "${block.title}" is running already. Stop it first.`);
    // What could not be kept afterwards is not begun.
    readSidecarOf(file);
    const step: RunningStep = { key, ending: new AbortController() };
    this.running.set(key, step);
    this.changed.fire();
    try {
      await vscode.window.withProgress(
        { location: vscode.ProgressLocation.Notification, title: `Running "${block.title}"`, cancellable: true },
        async (_progress, token) => {
          token.onCancellationRequested(() => this.stop(document.uri, block.id));
          await this.runToEnd(wish, file, step);
        },
      );
    } finally {
      this.running.delete(key);
      this.changed.fire();
    }
  }

  /** The window goes, and with it who would tell what became of them. */
  dispose(): void {
    for (const { ending } of this.running.values()) ending.abort();
    // Nobody is there to wait for a polite end.
    killAllGroups();
    for (const channel of this.channels.values()) channel.dispose();
    this.changed.dispose();
  }

  private async runToEnd(wish: StepWish, file: string, { key, ending }: RunningStep): Promise<void> {
    const { document, block, blocks, program, text, environment } = wish;
    const channel = this.channelOf(key, block.title);
    const startedAt = Date.now();
    const place = `${nameOf(document.uri)}:${block.line}`;
    const where = environment === undefined ? '' : `, environment ${environment}`;
    channel.appendLine(`── ${block.title} (${place}${where}), ${new Date(startedAt).toLocaleTimeString()}`);
    channel.show(true);
    const hide = redactor(wish.secrets);
    const redact = (printed: string): string => withoutCredentials(hide(printed));
    const outcome = await runStep({
      ...{ program, text, redact },
      cwd: path.dirname(file),
      env: wish.env,
      signal: ending.signal,
      onOutput: (printed) => channel.append(printed),
    });
    const ran = {
      ...{ document: file, blocks, block, startedAt },
      text: redact(text),
      command: [program.path, ...program.args],
      ...(environment === undefined ? {} : { environment }),
    };
    let words: string;
    try {
      const record = keepStep(ran, outcome);
      words = outcomeWords(record).replace(/^\$\([\w~-]+\) /, '');
    } catch (error) {
      channel.appendLine(`── ${outcome.kind}, but not kept: ${messageOf(error)}`);
      throw error;
    }
    channel.appendLine(`── ${words} after ${formatDuration(outcome.durationMs)}`);
    if (outcome.kind === 'failed')
      void this.tellFailure(key, block.title, `${words} after ${formatDuration(outcome.durationMs)}`);
  }

  private async tellFailure(key: string, title: string, words: string): Promise<void> {
    const show = 'Show Output';
    const chosen = await vscode.window.showWarningMessage(`The step "${title}" failed: ${words}.`, show);
    if (chosen === show) this.channels.get(key)?.show();
  }

  private channelOf(key: string, title: string): vscode.OutputChannel {
    const known = this.channels.get(key);
    if (known !== undefined) return known;
    const channel = vscode.window.createOutputChannel(terminalName(title));
    this.channels.set(key, channel);
    return channel;
  }
}

function keyOf(uri: vscode.Uri, id: string): string {
  return `${uri.toString()}\n${id}`;
}
