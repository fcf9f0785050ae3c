import { existsSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { UserError } from '../../../core/errors.ts';
import { formatVerdict } from '../../../core/format.ts';
import { writeBaseline } from '../../../core/node/baselines.ts';
import { readDescribedRun, type DescribedRun } from '../../../core/node/runStore/describedRun.ts';
import { planFolderOf } from '../../../core/node/runStore/planFolderOf.ts';
import { PLAN_GLOB } from '../../../core/protocol/lsp.ts';
import { baselineOf, whyNoBaseline } from '../../../core/run/baselineFromRuns.ts';
import { readSummary } from '../tree/runSummary.ts';
import type { RunsView } from '../tree/runsView.ts';
import { deleteFiles } from './deleteForGood.ts';
import { refuseUntrusted } from './trust.ts';

/** Makes alike runs the baseline of their test, beside the plan that they were made from. */
export async function setBaseline(folders: readonly string[]): Promise<void> {
  refuseUntrusted('Baselines are set and removed');
  const runs: DescribedRun[] = [];
  for (const folder of folders) runs.push(await readDescribedRun(folder));
  const [first, ...others] = runs;
  if (first === undefined) return;
  const refusal = whyNoBaseline(runs);
  if (refusal !== undefined) throw new UserError(refusal);
  const place = await placeOf(first);
  if (place === undefined) return;
  const file = writeBaseline(place, baselineOf(first, others));
  vscode.window.setStatusBarMessage(`${vscode.workspace.asRelativePath(file)} written`, 8000);
  const odd = runs.filter(({ result }) => result.verdict !== 'pass');
  if (odd.length > 0) {
    const told = odd.map(({ runId, result }) => `${runId} has the verdict ${formatVerdict(result.verdict)}`);
    void vscode.window.showWarningMessage(`The baseline is set. Mind that ${told.join(', ')}.`);
  }
}

const REMOVE = 'Remove Baseline';

/** Removes the baseline of the test that this is a run of. */
export async function removeBaseline(folder: string, view: RunsView): Promise<void> {
  refuseUntrusted('Baselines are set and removed');
  const summary = await readSummary(folder);
  if (summary?.kind !== 'known')
    throw new UserError(`${path.basename(folder)} does not tell which test it is a run of.`);
  const { testId } = summary;
  const files = await view.baselinesOf(folder, testId);
  if (files.length === 0) {
    void vscode.window.showInformationMessage(`${testId} has no baseline in this workspace.`);
    return;
  }
  const names = files.map((file) => vscode.workspace.asRelativePath(file)).join(', ');
  const answer = await vscode.window.showWarningMessage(
    `Remove the baseline of ${testId}?`,
    { modal: true, detail: `${names} is deleted. Checks that compare with it have no data until you choose another.` },
    REMOVE,
  );
  if (answer === REMOVE) await deleteFiles(files, names);
}

/** The folder of the run's plan; a person is asked where that is no folder of this workspace. */
async function placeOf({ runId, manifest }: DescribedRun): Promise<string | undefined> {
  const own = planFolderOf(manifest);
  const isHere = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(own)) !== undefined;
  if (isHere && existsSync(own)) return own;
  const plans = await vscode.workspace.findFiles(PLAN_GLOB, '**/{node_modules,.git}/**');
  if (plans.length === 0)
    throw new UserError(
      `The plan of ${runId} was in ${own}, which is not in this workspace, and there is no other plan here. A baseline stands beside a plan: open the folder of the plan.`,
    );
  const chosen = await vscode.window.showQuickPick(
    plans.map((plan) => ({ label: vscode.workspace.asRelativePath(plan), folder: path.dirname(plan.fsPath) })),
    {
      title: 'Set Runs as Baseline',
      placeHolder: `The plan of ${runId} is not in this workspace. Beside which plan does the baseline belong?`,
    },
  );
  return chosen?.folder;
}
