import * as vscode from 'vscode';
import { proposeTicks } from '../../core/checklist/evidence/proposeTicks.ts';
import { findPlans } from '../../core/node/checklist/findPlans.ts';
import { COMMANDS } from '../contributions.ts';
import type { ChecklistEvidence } from './evidence/checklistEvidence.ts';
import { lensPlaces } from './lensPlaces.ts';
import { progressWords } from './tree/nodeWords.ts';

/**
 * One lens above each heading that items stand directly under, and above the text one where runs prove open items and one for
 * what can be bound; one above each table whose targets a plan could have. One above each item would double the lines of a list that
 * is nothing but items, and move the text under the hand of whoever types in it.
 */
export async function checklistLenses(
  document: vscode.TextDocument,
  evidence: ChecklistEvidence,
): Promise<vscode.CodeLens[]> {
  const { readTextInTurns } = await import('./reading.ts');
  const text = document.getText();
  const checklist = await readTextInTurns(document.uri.toString(), text);
  const proven = evidence.of(document.uri, checklist);
  const lenses = lensPlaces(checklist, proven).map(({ line, offset, checked, total, failing }) => {
    const range = new vscode.Range(line - 1, 0, line - 1, 0);
    return new vscode.CodeLens(range, {
      title: [`${progressWords({ checked, total })} ticked`, ...(failing > 0 ? [`${failing} failing`] : [])].join(
        ' · ',
      ),
      tooltip: 'Tick items of this section, or open them again',
      command: COMMANDS.tickItems,
      arguments: [document.uri, offset],
    });
  });
  const count = proposeTicks(checklist, proven).length;
  if (count > 0) {
    const line = (checklist.sections[0]?.line ?? 1) - 1;
    lenses.push(
      new vscode.CodeLens(new vscode.Range(line, 0, line, 0), {
        title: `Apply Results… · ${count} proven`,
        tooltip: 'Tick open items that the runs prove',
        command: COMMANDS.applyResults,
        arguments: [document.uri],
      }),
    );
  }
  if (!hasPlanNear(document.uri)) return lenses;
  const { bindingLenses, targetLenses } = await import('../plansAndRuns.ts');
  // A text without items has nothing to tick, and is no checklist to whoever wrote it.
  return [
    ...lenses,
    ...(checklist.items.length === 0 ? [] : await bindingLenses(document.uri, text, checklist, COMMANDS.bindItems)),
    ...(await targetLenses(document.uri, text, checklist, COMMANDS.addTargets)),
  ];
}

/** What proposes bindings is only loaded where there is something to bind to. */
function hasPlanNear(uri: vscode.Uri): boolean {
  const folder = vscode.workspace.getWorkspaceFolder(uri)?.uri.fsPath ?? '';
  return uri.scheme === 'file' && findPlans(uri.fsPath, folder).length > 0;
}
