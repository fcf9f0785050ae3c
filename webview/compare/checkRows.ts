import { formatVerdict } from '../../core/format.ts';
import type { ComparedCheck } from '../../core/run/compare/compareChecks.ts';
import type { CheckResult } from '../../core/run/runResult.ts';

/** What became of a check from one side to the other, in words. */
export function checkChange({ before, after, isOtherLimit }: ComparedCheck): string {
  if (before === undefined) return 'only in the later run';
  if (after === undefined) return 'not in the later run any more';
  const verdicts =
    before.verdict === after.verdict
      ? 'same verdict'
      : `${formatVerdict(before.verdict)} before, ${formatVerdict(after.verdict)} now`;
  return isOtherLimit ? `${verdicts}; judged by another limit: ${limitsText(before)} before` : verdicts;
}

export function isChanged({ before, after, isOtherLimit }: ComparedCheck): boolean {
  return before?.verdict !== after?.verdict || isOtherLimit;
}

function limitsText({ levels }: CheckResult): string {
  return Object.entries(levels)
    .map(([level, condition]) => `${level} ${condition}`)
    .join(', ');
}
