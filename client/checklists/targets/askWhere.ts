import * as vscode from 'vscode';
import type { ProposedCheck, TestName } from '../../../core/checklist/targetChecks/targetCheck.ts';
import type { PlansNear } from '../binding/plansNear.ts';

type NearPlan = PlansNear['plans'][number];

const numberOf = (count: number): string => `${count} ${count === 1 ? 'check' : 'checks'}`;

/** The plan that gets the checks; asks only where there are several that could. */
export async function choosePlan(
  name: string,
  plans: readonly NearPlan[],
  proposed: readonly ProposedCheck[],
): Promise<NearPlan | undefined> {
  const entries = plans.flatMap((plan) => {
    const count = proposed.filter(({ candidates }) => candidates.some((one) => one.plan === plan.file)).length;
    return count === 0 ? [] : [{ label: plan.file, description: numberOf(count), plan }];
  });
  if (entries.length === 1) return entries[0]?.plan;
  const placeHolder = 'The plan that gets the checks';
  return (await vscode.window.showQuickPick(entries, { title: `Add Targets to Plan: ${name}`, placeHolder }))?.plan;
}

/** The test for targets that name none; asks only where there are such, and where there is a choice. */
export async function chooseTest(
  plan: NearPlan,
  proposed: readonly ProposedCheck[],
): Promise<TestName | undefined | 'cancelled'> {
  const open = proposed.filter(({ test }) => test === undefined);
  const entries = plan.plan.tests.flatMap(({ id, title, runner }) => {
    const takes = open.filter(({ candidates }) => candidates.some((one) => one.plan === plan.file && one.test === id));
    if (takes.length === 0) return [];
    const detail = takes.map(({ text }) => text).join(' · ');
    const test: TestName = { plan: plan.file, test: id };
    return [{ label: id, description: [title ?? runner, numberOf(takes.length)].join(' · '), detail, test }];
  });
  if (entries.length === 0) return undefined;
  const none = { label: 'None of Them', description: 'leaves these targets out', detail: '', test: undefined };
  const picked = await vscode.window.showQuickPick([...entries, none], {
    title: `Add Targets to Plan: ${plan.file}`,
    placeHolder: `Which test are the ${open.length} targets about that name none?`,
  });
  return picked === undefined ? 'cancelled' : picked.test;
}
