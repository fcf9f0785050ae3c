import type * as vscode from 'vscode';
import type { Checklist } from '../../../core/checklist/checklist.ts';
import { limitProblems } from '../../../core/checklist/contradictions/limitProblems.ts';
import { bindingProblems } from '../../../core/checklist/evidence/resolveBinding.ts';
import type { Problem } from '../../../core/problem.ts';
import { plansNear } from '../binding/plansNear.ts';

/** What is wrong with the bindings of a text as the plans near it are now, saved or not. */
export async function planProblems(uri: vscode.Uri, checklist: Checklist): Promise<Problem[]> {
  if (uri.scheme !== 'file') return [];
  const { plans, unusable } = await plansNear(uri);
  // What is named may stand in a plan that cannot be used, and that has problems of its own.
  if (unusable.length > 0) return [];
  return [...bindingProblems(checklist, plans), ...limitProblems(checklist, plans)];
}
