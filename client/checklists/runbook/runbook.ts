import { existsSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import type { RunbookBlock } from '../../../core/checklist/runbook/runbookBlocks.ts';
import { UserError } from '../../../core/errors.ts';
import { findBlockProgram } from '../../../core/node/checklist/steps/blockProgram.ts';
import { stepsOf } from '../../../core/node/checklist/steps/stepsOf.ts';
import type { LanguageServer } from '../../language/languageServer.ts';
import type { RunbookCommand } from '../../register/runbook.ts';
import { PlaceholderAnswers } from './askPlaceholders.ts';
import { BlockEnvironments } from './blockEnvironment.ts';
import { blockLenses, LensClock } from './blockLenses.ts';
import { chosenBlock, nameOf, type ChosenBlock } from './chosenBlock.ts';
import { confirmDangers } from './confirmDangers.ts';
import { Steps, type StepWish } from './steps.ts';
import { BlockTerminals } from './terminals.ts';

export interface RunbookParts {
  server: LanguageServer;
  memory: vscode.Memento;
  secrets: vscode.SecretStorage;
  log: vscode.LogOutputChannel;
  redraw: vscode.EventEmitter<void>;
}

/** Blocks of commands in Markdown texts; loaded for the first text that may have any. */
export class Runbook implements vscode.Disposable {
  private readonly steps = new Steps();
  private readonly terminals = new BlockTerminals();
  private readonly answers = new PlaceholderAnswers();
  private readonly environments: BlockEnvironments;
  private readonly clock: LensClock;
  private readonly subscriptions: vscode.Disposable;

  constructor(private readonly parts: RunbookParts) {
    this.environments = new BlockEnvironments(parts.server, parts.memory, parts.secrets);
    const again = (): void => parts.redraw.fire();
    this.clock = new LensClock(again);
    const records = vscode.workspace.createFileSystemWatcher('**/*.headroom.json');
    this.subscriptions = vscode.Disposable.from(
      this.steps,
      this.terminals,
      this.environments,
      this.clock,
      this.steps.onDidChange(again),
      records,
      records.onDidCreate(again),
      records.onDidChange(again),
      records.onDidDelete(again),
    );
  }

  lensesOf(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    return blockLenses(document, this.steps, this.parts.log, this.clock);
  }

  /** What the commands do. A `UserError` is for the person who gave the command. */
  async run(name: RunbookCommand, args: readonly unknown[]): Promise<void> {
    try {
      await this.start(name, await chosenBlock(args));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      void vscode.window.showWarningMessage(error.message);
    }
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private async start(name: RunbookCommand, chosen: ChosenBlock): Promise<void> {
    const { document, block } = chosen;
    switch (name) {
      case 'runBlockAsStep': {
        const ready = await this.prepare(chosen);
        if (ready !== undefined) await this.steps.run(ready.step);
        return;
      }
      case 'runBlockInTerminal': {
        const ready = await this.prepare(chosen);
        if (ready === undefined) return;
        const { text, program } = ready.step;
        await this.terminals.run({
          ...{ title: block.title, text, env: ready.added, program: program.path },
          cwd: path.dirname(document.uri.fsPath),
          isPowerShell: block.shell === 'powershell',
        });
        return;
      }
      case 'stopBlock':
        this.steps.stop(document.uri, block.id);
        return;
      case 'showBlockOutput':
        return this.showOutput(document.uri, chosen);
    }
  }

  /** Asks all that has to be asked. Undefined when the person would rather not: nothing was run or written then. */
  private async prepare(
    chosen: ChosenBlock,
  ): Promise<{ step: StepWish; added: Readonly<Record<string, string>> } | undefined> {
    const { document, block } = chosen;
    if (!vscode.workspace.isTrusted) {
      throw new UserError(
        `This folder is not trusted, so no commands of ${nameOf(document.uri)} are run. Trust it with "Workspaces: Manage Workspace Trust" first.`,
      );
    }
    const program = findBlockProgram(block.shell);
    if (program === undefined) {
      throw new UserError(`No program for ${block.language} was found in PATH, so "${block.title}" was not run.`);
    }
    const environment = await this.environments.of(document.uri, block.commands);
    if (environment === 'cancelled') return undefined;
    const given = await this.answers.ask(block);
    if (given === undefined) return undefined;
    const place = {
      ...environment.place,
      variables: { ...environment.place.variables, ...given.variables },
    };
    const show = (): Promise<void> => showBlock(document, block);
    if (!(await confirmDangers(given.text, place, block.title, show))) return undefined;
    const { name } = environment;
    return {
      added: { ...environment.added, ...given.variables },
      step: {
        ...chosen,
        program,
        text: given.text,
        env: { ...environment.whole, ...given.variables },
        secrets: [...environment.secrets, ...given.secrets],
        ...(name === undefined ? {} : { environment: name }),
      },
    };
  }

  private async showOutput(uri: vscode.Uri, { document, block }: ChosenBlock): Promise<void> {
    if (this.steps.isRunning(uri, block.id)) {
      this.steps.showOutput(uri, block.id);
      return;
    }
    const { readText } = await import('../reading.ts');
    const { shellBlocks } = readText(uri.toString(), document.getText());
    const last = stepsOf(uri.fsPath, shellBlocks).find((one) => one.block.id === block.id)?.last;
    if (last === undefined) throw new UserError(`"${block.title}" of ${nameOf(uri)} was not run as a step yet.`);
    const file = path.join(path.dirname(uri.fsPath), last.folder, 'output.txt');
    if (!existsSync(file)) {
      throw new UserError(
        `${file} is not there: outputs stay on the machine on which the step was run, and are not under version control.`,
      );
    }
    await vscode.window.showTextDocument(vscode.Uri.file(file), {
      preview: true,
      viewColumn: vscode.ViewColumn.Beside,
    });
  }
}

async function showBlock(document: vscode.TextDocument, block: RunbookBlock): Promise<void> {
  const selection = new vscode.Range(block.line, 0, block.line, 0);
  await vscode.window.showTextDocument(document, { selection });
}
