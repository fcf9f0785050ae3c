import * as vscode from 'vscode';
import { runbookBlocks } from '../../../core/checklist/runbook/runbookBlocks.ts';
import type { RecordedBlock } from '../../../core/checklist/runbook/stepRecords.ts';
import { messageOf } from '../../../core/errors.ts';
import { findBlockProgram } from '../../../core/node/checklist/steps/blockProgram.ts';
import { stepsOf } from '../../../core/node/checklist/steps/stepsOf.ts';
import { COMMANDS } from '../../contributions.ts';
import { lensesOfBlock, type BlockLens } from './blockWords.ts';
import type { Steps } from './steps.ts';

const MINUTE_MS = 60_000;

/** "2 min ago" goes on: once a minute the lenses of a text with such words are asked for again, as long as it is seen. */
export class LensClock implements vscode.Disposable {
  private readonly timers = new Map<string, NodeJS.Timeout>();

  constructor(private readonly redraw: () => void) {}

  set(document: vscode.TextDocument, isTicking: boolean): void {
    const key = document.uri.toString();
    clearTimeout(this.timers.get(key));
    this.timers.delete(key);
    if (!isTicking) return;
    const ring = (): void => {
      this.timers.delete(key);
      this.redraw();
    };
    this.timers.set(key, setTimeout(ring, MINUTE_MS).unref());
  }

  dispose(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
  }
}

/** The lenses above the blocks that a program of this machine can run. */
export async function blockLenses(
  document: vscode.TextDocument,
  steps: Pick<Steps, 'isRunning' | 'isStopping'>,
  log: vscode.LogOutputChannel,
  clock: LensClock,
): Promise<vscode.CodeLens[]> {
  const { readTextInTurns } = await import('../reading.ts');
  const { shellBlocks } = await readTextInTurns(document.uri.toString(), document.getText());
  const recorded = (): RecordedBlock[] => {
    try {
      return stepsOf(document.uri.fsPath, shellBlocks);
    } catch (error) {
      log.warn(`What became of steps is not known: ${messageOf(error)}`);
      return runbookBlocks(shellBlocks).map((block) => ({ block, hash: '', isChanged: false }));
    }
  };
  const found = recorded().filter(({ block }) => findBlockProgram(block.shell) !== undefined);
  clock.set(
    document,
    found.some(({ last }) => last !== undefined),
  );
  return found.flatMap(({ block, last, isChanged }) => {
    const range = new vscode.Range(block.line - 1, 0, block.line - 1, 0);
    const situation = {
      title: block.title,
      isRunning: steps.isRunning(document.uri, block.id),
      isStopping: steps.isStopping(document.uri, block.id),
      ...(last === undefined ? {} : { last }),
      ...{ isChanged, now: Date.now() },
    };
    return lensesOfBlock(situation).map(({ title, tooltip, action }) => {
      const runs = action === 'step' || action === 'terminal';
      const names = [document.uri, block.id, ...(runs ? [block.code] : [])];
      return new vscode.CodeLens(range, { title, tooltip, command: commandOf(action), arguments: names });
    });
  });
}

function commandOf(action: BlockLens['action']): string {
  switch (action) {
    case 'terminal':
      return COMMANDS.runBlockInTerminal;
    case 'step':
      return COMMANDS.runBlockAsStep;
    case 'stop':
      return COMMANDS.stopBlock;
    case 'output':
      return COMMANDS.showBlockOutput;
  }
}
