import { observedText } from '../../run/observedText.ts';
import { capacityText } from './capacityEvidence.ts';
import type { Evidence } from './evidence.ts';
import { limitsText, questionText } from './limitsText.ts';
import type { ProposedTick } from './proposeTicks.ts';

/** What is asked of the runs: the check with its limits, or what else is bound by its name. */
export function boundText({ bound, check }: Pick<Evidence, 'bound' | 'check'>): string {
  return check === undefined ? `${bound.kind} ${bound.name}` : questionText(check);
}

/** What was measured, in words; undefined where nothing was. */
export function valueText({ check, capacity }: Pick<Evidence, 'check' | 'capacity'>): string | undefined {
  if (capacity !== undefined) return capacityText(capacity);
  return check && observedText(check);
}

/** `312 ms < 500ms`, and where that would be untrue `612 ms, must be < 500ms`. */
export function valueAgainstLimits({ check, capacity }: Pick<Evidence, 'check' | 'capacity'>): string | undefined {
  const value = valueText({ check, capacity });
  if (value === undefined || check === undefined || capacity !== undefined) return value;
  const limits = limitsText(check);
  if (limits !== check.levels.target) return `${value}, ${limits}`;
  return check.verdict === 'pass' ? `${value} ${limits}` : `${value}, must be ${limits}`;
}

/** Why an open item can be ticked. */
export function proposalText(file: string, { item, evidence }: ProposedTick): string {
  const measured = valueText(evidence);
  const value = measured === undefined ? '' : ` with ${measured}`;
  const run = evidence.run?.runId ?? '–';
  return `${file}:${item.line}: "${item.text}" is proven: ${evidence.bound.name} passed${value} in run ${run}.`;
}
