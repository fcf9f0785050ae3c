import path from 'node:path';
import * as vscode from 'vscode';
import type { Checklist } from '../../../core/checklist/checklist.ts';
import { groupBy } from '../../../core/checklist/lookup.ts';
import { isProposed } from '../../../core/checklist/targetChecks/outcomeWords.ts';
import { proposeTargetChecks } from '../../../core/checklist/targetChecks/proposeTargetChecks.ts';
import { plansNear } from '../binding/plansNear.ts';

/** A lens above each table with targets that a plan could have as checks and has not. */
export async function targetLenses(
  uri: vscode.Uri,
  text: string,
  checklist: Checklist,
  command: string,
): Promise<vscode.CodeLens[]> {
  const { plans } = await plansNear(uri);
  const proposed = proposeTargetChecks({ text, checklist, plans }).filter(isProposed);
  return [...groupBy(proposed, ({ table }) => table)].map(([line, checks]) => {
    const files = new Set(checks.flatMap(({ candidates }) => candidates.map(({ plan }) => plan)));
    const [only] = files;
    const plan = only !== undefined && files.size === 1 ? path.basename(only) : 'a Plan';
    return new vscode.CodeLens(new vscode.Range(line - 1, 0, line - 1, 0), {
      title: `Add ${checks.length} ${checks.length === 1 ? 'target' : 'targets'} to ${plan}…`,
      tooltip: 'Add the targets of this table to a plan as checks, after a look at the difference',
      command,
      arguments: [uri, line],
    });
  });
}
