import * as vscode from 'vscode';
import { addChecks } from '../../../core/checklist/targetChecks/addChecks.ts';
import { isProposed, whyNothingToAdd } from '../../../core/checklist/targetChecks/outcomeWords.ts';
import { proposeTargetChecks } from '../../../core/checklist/targetChecks/proposeTargetChecks.ts';
import type { ProposedCheck, TargetOutcome, TestName } from '../../../core/checklist/targetChecks/targetCheck.ts';
import { parsePlan } from '../../../core/configs/plan/parsePlan.ts';
import { UserError } from '../../../core/errors.ts';
import { plansNear, type PlansNear } from '../binding/plansNear.ts';
import { textOf } from '../files/openText.ts';
import { editOpenText, nameOf } from '../ticking/editText.ts';
import { choosePlan, chooseTest } from './askWhere.ts';
import { pickChecks } from './pickChecks.ts';

type NearPlan = PlansNear['plans'][number];

/**
 * Asks which targets of a text, or of the table in one of its lines, become checks of a plan, shows the difference, and
 * writes them into the plan. Says what stands against it.
 */
export async function addTargets(uri: vscode.Uri, table: number | undefined): Promise<void> {
  try {
    await askAndAdd(uri, table);
  } catch (error) {
    // Here and not by the caller: each bundle has a class of its own for such errors.
    if (!(error instanceof UserError)) throw error;
    void vscode.window.showWarningMessage(error.message);
  }
}

async function askAndAdd(uri: vscode.Uri, table: number | undefined): Promise<void> {
  const { readText } = await import('../reading.ts');
  const name = nameOf(uri);
  const read = await textOf(uri);
  if (!('text' in read)) throw new UserError(`${name} is too large to be read as a checklist.`);
  const { text } = read;
  const { plans, unusable } = await plansNear(uri);
  if (plans.length === 0) {
    const why = `There is no plan beside ${name} or above it that its targets could be added to. Create one with Headroom: New Plan.`;
    throw new UserError(unusable.length > 0 ? unusable.join(' ') : why);
  }
  const checklist = readText(uri.toString(), text);
  const isOfTable = checklist.tables.some(({ line }) => line === table);
  const question = { text, checklist, ...(isOfTable && table !== undefined && { table }) };
  const propose = (among: readonly NearPlan[], test?: TestName): TargetOutcome[] =>
    proposeTargetChecks({ ...question, plans: among, ...(test && { test }) });
  const outcomes = propose(plans);
  if (!outcomes.some(isProposed)) {
    const files = plans.map(({ file }) => file);
    void vscode.window.showInformationMessage(whyNothingToAdd(name, files, outcomes));
    return;
  }
  const plan = await choosePlan(name, plans, outcomes.filter(isProposed));
  if (plan === undefined) return;
  const test = await chooseTest(plan, outcomes.filter(isProposed));
  if (test === 'cancelled') return;
  const ofPlan = (among: NearPlan): TargetOutcome[] =>
    propose(
      plans.map((one) => (one === plan ? among : one)),
      test,
    ).filter((one) => !isProposed(one) || one.test?.plan === plan.file);
  const ofChosen = ofPlan(plan);
  if (!ofChosen.some(isProposed)) {
    void vscode.window.showInformationMessage(whyNothingToAdd(name, [plan.file], ofChosen));
    return;
  }
  const chosen = await pickChecks(plan, ofChosen);
  if (chosen === undefined || chosen.length === 0) return;
  await write(plan, chosen, (now) => foundAgain(plan, chosen, now, ofPlan));
}

/** In an editor, where it can be undone, and where the person sees what was written. */
async function write(
  { uri, file }: NearPlan,
  chosen: readonly ProposedCheck[],
  check: (now: string) => void,
): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const editor = await vscode.window.showTextDocument(document, { preview: false });
  let first: number | undefined;
  await editOpenText(uri, (now) => {
    check(now);
    const { edits, refused } = addChecks(now, chosen);
    const [why] = refused;
    if (why !== undefined) throw new UserError(`${file} cannot be changed: ${why.why}. Nothing was added.`);
    first = Math.min(...edits.map(({ span }) => span[0]));
    return edits;
  });
  if (first === undefined) return;
  const place = document.positionAt(first);
  editor.revealRange(new vscode.Range(place, place), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** Throws where the plan is another one by now, and what was chosen is no longer what it lacks. */
function foundAgain(
  plan: NearPlan,
  chosen: readonly ProposedCheck[],
  now: string,
  propose: (plan: NearPlan) => TargetOutcome[],
): void {
  const text = now.replace(/^\uFEFF/, '');
  if (text === plan.text) return;
  const reading = parsePlan(text);
  const isSound = reading.problems.every(({ severity }) => severity !== 'error');
  const lacks =
    reading.plan !== undefined && isSound ? propose({ ...plan, text, plan: reading.plan }).filter(isProposed) : [];
  const isLacking = (one: ProposedCheck): boolean =>
    lacks.some((other) => other.written === one.written && other.test?.test === one.test?.test);
  if (!chosen.every(isLacking))
    throw new UserError(`${plan.file} has changed since you were asked. Nothing was added; try again.`);
}
