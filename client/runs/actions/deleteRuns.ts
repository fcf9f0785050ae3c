import { existsSync, lstatSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { parseRunName } from '../tree/runName.ts';
import { mayBeWritten, readSummary, type RunSummary } from '../tree/runSummary.ts';
import { WORDS } from '../tree/treeItems.ts';
import { deleteFiles } from './deleteForGood.ts';
import { runInWords } from './runInWords.ts';
import { refuseUntrusted } from './trust.ts';

const DELETE = 'Delete';
/** A folder without any of these is none of ours, whatever its name. */
const FILES = ['run.json', 'events.ndjson', 'result.json'];

interface Candidate {
  folder: string;
  /** Test, date and verdict. */
  words: string;
  /** In a sentence, why it is not deleted. */
  refusal: string | undefined;
}

/** Deletes run folders after a person has confirmed it. A run that goes on, or may go on, is left alone. */
export async function deleteRuns(folders: readonly string[]): Promise<void> {
  refuseUntrusted('Runs are deleted');
  const candidates: Candidate[] = [];
  for (const folder of folders) candidates.push(await candidateOf(folder));
  const refusals = candidates.flatMap(({ refusal }) => refusal ?? []);
  const deletable = candidates.filter(({ refusal }) => refusal === undefined);
  const [first, ...others] = deletable;
  if (first === undefined) {
    void vscode.window.showWarningMessage(refusals.join(' '));
    return;
  }
  const isOne = others.length === 0;
  const answer = await vscode.window.showWarningMessage(
    isOne ? `Delete the run ${first.words}?` : `Delete ${deletable.length} runs?`,
    {
      modal: true,
      detail: [
        ...(isOne ? [] : [listOf(deletable)]),
        ...refusals,
        isOne
          ? 'Its measurements and reports go to the trash. A baseline that was made from it keeps its values.'
          : 'Their measurements and reports go to the trash. A baseline that was made from them keeps its values.',
      ].join('\n\n'),
    },
    DELETE,
  );
  if (answer !== DELETE) return;
  // One may have begun to be written while the question stood there.
  const still: vscode.Uri[] = [];
  for (const { folder } of deletable)
    if ((await candidateOf(folder)).refusal === undefined) still.push(vscode.Uri.file(folder));
  await deleteFiles(still, isOne ? `The run ${first.words}` : `${deletable.length} runs`);
}

async function candidateOf(folder: string): Promise<Candidate> {
  const isFolder = lstatSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false;
  const isOurs = isFolder && FILES.some((file) => existsSync(path.join(folder, file)));
  const summary = isOurs ? await readSummary(folder) : undefined;
  const words = runInWords(folder, summary, WORDS);
  return { folder, words, refusal: whyNotDeletable(folder, words, summary) };
}

/** Undefined for a folder that is of a run, and of one that is over. */
function whyNotDeletable(folder: string, words: string, summary: RunSummary | undefined): string | undefined {
  const name = path.basename(folder);
  if (summary === undefined || (summary.kind === 'damaged' && parseRunName(name) === undefined))
    return `${name} is not the folder of a run, so it is not deleted.`;
  return mayBeWritten(summary)
    ? `The run ${words} still goes on, or may go on, so it is not deleted. Stop it first.`
    : undefined;
}

const MOST_NAMED = 10;

function listOf(runs: readonly Candidate[]): string {
  const more = runs.length - MOST_NAMED;
  return [...runs.slice(0, MOST_NAMED).map(({ words }) => words), ...(more > 0 ? [`and ${more} more`] : [])].join('\n');
}
