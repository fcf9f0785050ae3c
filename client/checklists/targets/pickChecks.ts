import { addChecks } from '../../../core/checklist/targetChecks/addChecks.ts';
import { isNotProposed, isProposed, outcomeText } from '../../../core/checklist/targetChecks/outcomeWords.ts';
import type { ProposedCheck, TargetOutcome } from '../../../core/checklist/targetChecks/targetCheck.ts';
import { pickEdits } from '../apply/pickEdits.ts';
import type { PlansNear } from '../binding/plansNear.ts';

/** Asks which checks a plan gets, with the difference before the person's eyes. Those that are certain are chosen already. */
export async function pickChecks(
  { uri, file, text }: PlansNear['plans'][number],
  outcomes: readonly TargetOutcome[],
): Promise<ProposedCheck[] | undefined> {
  const others = outcomes.filter(isNotProposed);
  const checks = outcomes
    .filter(isProposed)
    .toSorted((a, b) => (a.test?.test ?? '').localeCompare(b.test?.test ?? '', 'en') || a.line - b.line);
  const chosen = await pickEdits({
    title: `Add Targets to Plan: ${file}`,
    placeholder: 'Targets with a tick become checks',
    ...{ uri, text, showsDifference: true },
    textWith: (ones) =>
      addChecks(
        text,
        ones.map(({ check }) => check),
      ).text,
    proposals: checks.map((check) => ({
      label: check.written,
      description: `${check.text} · line ${check.line}`,
      detail: `${check.confidence}: ${check.reason}`,
      group: `Test ${check.test?.test ?? ''}`,
      isDoubtful: check.confidence !== 'certain',
      check,
    })),
    remarks: {
      group: 'Not Added',
      of: others.map((one) => ({
        label: one.text,
        description: `line ${one.line}`,
        detail: one.kind === 'left' ? one.reason : outcomeText(one),
      })),
    },
  });
  return chosen?.map(({ check }) => check);
}
