import * as vscode from 'vscode';
import { insertComments } from '../../../core/checklist/bindings/insertComments.ts';
import { proposeBindings } from '../../../core/checklist/bindings/proposeBindings.ts';
import type { BindingProposal } from '../../../core/checklist/bindings/proposals/proposal.ts';
import type { Checklist } from '../../../core/checklist/checklist.ts';
import type { NamedPlan } from '../../../core/configs/plan/plan.ts';
import { UserError } from '../../../core/errors.ts';
import type { TextEdit } from '../../../core/problem.ts';
import { textOf } from '../files/openText.ts';
import { editText, nameOf } from '../ticking/editText.ts';
import { pickBindings } from './pickBindings.ts';
import { plansNear } from './plansNear.ts';

/** The lens of a text whose items can be bound: it is on the first heading, and says how many. */
export async function bindingLenses(
  uri: vscode.Uri,
  text: string,
  checklist: Checklist,
  command: string,
): Promise<vscode.CodeLens[]> {
  const { plans } = await plansNear(uri);
  const proposals = proposeBindings(text, checklist, plans);
  const count = proposals.filter(({ confidence }) => confidence !== 'possible').length;
  if (count === 0) return [];
  const line = (checklist.sections[0]?.line ?? 1) - 1;
  return [
    new vscode.CodeLens(new vscode.Range(line, 0, line, 0), {
      title: `Bind ${count} ${count === 1 ? 'item' : 'items'}`,
      tooltip: 'Bind items and table rows to the checks of the plan that measure what they state',
      command,
      arguments: [uri],
    }),
  ];
}

/** Asks which items of a text are bound to what, and writes the comments. Says what stands against it. */
export async function bindItems(uri: vscode.Uri): Promise<void> {
  try {
    await askAndBind(uri);
  } catch (error) {
    // Here and not by the caller: each bundle has a class of its own for such errors.
    if (!(error instanceof UserError)) throw error;
    void vscode.window.showWarningMessage(error.message);
  }
}

async function askAndBind(uri: vscode.Uri): Promise<void> {
  const { readText } = await import('../reading.ts');
  const read = await textOf(uri);
  if (!('text' in read)) throw new UserError(`${nameOf(uri)} is too large to be read as a checklist.`);
  const { plans, unusable } = await plansNear(uri);
  const proposals = proposeBindings(read.text, readText(uri.toString(), read.text), plans);
  if (proposals.length === 0) throw new UserError(whyNothing(nameOf(uri), plans, unusable));
  const picked = await pickBindings(proposals, nameOf(uri));
  if (picked === undefined || picked.length === 0) return;
  const editsOf = (text: string): TextEdit[] => {
    const checklist = readText(uri.toString(), text);
    const found = foundAgain(picked, text === read.text ? proposals : proposeBindings(text, checklist, plans), uri);
    const { edits, refused } = insertComments(text, checklist, found, (changed) => readText('', changed));
    const [first] = refused;
    if (first === undefined) return edits;
    throw new UserError(
      `A comment at "${first.text}" in line ${first.line} of ${nameOf(uri)} would not be read as one. Nothing was bound; choose the others, and write ${first.comment} yourself.`,
    );
  };
  await editText(uri, editsOf);
}

/** The same proposals in a text that may be another by now. */
function foundAgain(
  picked: readonly BindingProposal[],
  proposals: readonly BindingProposal[],
  uri: vscode.Uri,
): BindingProposal[] {
  return picked.map((one) => {
    const same = proposals.filter(({ text, comment, on }) => {
      const isSameItem = on.kind === 'item' && one.on.kind === 'item' && on.id === one.on.id;
      return (
        text === one.text && comment === one.comment && (isSameItem || (on.kind === 'row' && one.on.kind === 'row'))
      );
    });
    const found = same.find(({ line }) => line === one.line) ?? (same.length === 1 ? same[0] : undefined);
    if (found !== undefined) return found;
    throw new UserError(
      `"${one.text}" in ${nameOf(uri)} is no longer what it was when you were asked. Nothing was bound; try again.`,
    );
  });
}

function whyNothing(name: string, plans: readonly NamedPlan[], unusable: readonly string[]): string {
  if (unusable.length > 0) return unusable.join(' ');
  if (plans.length === 0) {
    return `There is no plan beside ${name} or above it, so its items can be bound to nothing. Create one with Headroom: New Plan.`;
  }
  return `No open target of ${name} is measured by a check of ${plans.map(({ file }) => file).join(' or ')}. Add checks to the plan, or write comments such as <!-- headroom: check=search/p95-latency --> yourself.`;
}
