import * as vscode from 'vscode';
import { abortOn } from '../abortOn.ts';
import type { DryRuns } from '../commands/dryRuns.ts';
import type { RunChoice } from '../running/runChoice.ts';

export interface DryRunPlace {
  run: Pick<vscode.TestRun, 'appendOutput' | 'errored' | 'skipped'>;
  items: readonly vscode.TestItem[];
  token: vscode.CancellationToken;
}

/** Nothing is sent, so nothing passes: what a dry run has told of is skipped, and one that failed is an error. */
export async function reportDryRun(
  dryRuns: Pick<DryRuns, 'make'>,
  choice: RunChoice,
  { run, items, token }: DryRunPlace,
): Promise<void> {
  const onLine = (line: string): void => run.appendOutput(`${line}\r\n`);
  const { signal, dispose } = abortOn(token);
  const { lines, failure } = await dryRuns.make(choice, { onLine, signal });
  dispose();
  if (failure === undefined || signal.aborted) {
    for (const item of items) run.skipped(item);
    return;
  }
  onLine(failure);
  const message = new vscode.TestMessage([...lines, failure].join('\n'));
  for (const item of items) run.errored(item, message);
}
