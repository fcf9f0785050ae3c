import * as vscode from 'vscode';
import { parsePlan } from '../../../core/configs/plan/parsePlan.ts';
import type { PlanText } from '../../../core/checklist/targetChecks/targetCheck.ts';
import { messageOf } from '../../../core/errors.ts';
import { findPlans } from '../../../core/node/checklist/findPlans.ts';
import { textOf } from '../files/openText.ts';

/** The plans that the names of a checklist are looked up in, and in words what is wrong with those that cannot be used. */
export interface PlansNear {
  plans: (PlanText & { uri: vscode.Uri })[];
  unusable: string[];
}

/** As they are now, saved or not. A text that has no file has no plan near it. */
export async function plansNear(uri: vscode.Uri): Promise<PlansNear> {
  const near: PlansNear = { plans: [], unusable: [] };
  if (uri.scheme !== 'file') return near;
  for (const file of findPlans(uri.fsPath, vscode.workspace.getWorkspaceFolder(uri)?.uri.fsPath ?? '')) {
    const plan = vscode.Uri.file(file);
    const name = vscode.workspace.asRelativePath(plan);
    try {
      const read = await textOf(plan);
      const text = 'text' in read ? read.text.replace(/^\uFEFF/, '') : undefined;
      const reading = text === undefined ? undefined : parsePlan(text);
      const isSound = reading?.problems.every(({ severity }) => severity !== 'error') ?? false;
      if (text !== undefined && reading?.plan !== undefined && isSound)
        near.plans.push({ file: name, plan: reading.plan, text, uri: plan });
      else
        near.unusable.push(`${name} is no valid plan, so nothing can be done with it. Problems shows what is wrong.`);
    } catch (error) {
      near.unusable.push(`${name} cannot be read: ${messageOf(error)}.`);
    }
  }
  return near;
}
