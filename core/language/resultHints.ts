import { formatMargin, formatValue, formatVerdict } from '../format.ts';
import { dimensionOfCheck, judge, type JudgedCheck } from '../run/judge.ts';
import { resolveCondition } from '../run/limits.ts';
import { changedLoadKeys } from '../run/loadChanges.ts';
import type { RunResult } from '../run/runResult.ts';
import { storedMeasurements } from '../run/storedMeasurements.ts';
import type { Span } from '../text/span.ts';
import type { Hint } from './languageDocument.ts';

/** The newest whole run of a test, as far as a check beside its text needs it. */
export interface LastRun {
  runId: string;
  startedAt: number;
  result: RunResult;
  /** The test as `run.json` records it. */
  effectiveTest: unknown;
  environment?: string | undefined;
}

/**
 * Behind each check the value that the last run measured, judged against the text as it is now. `load` is what the text
 * asks for now; a value of another load says so. Nothing where that run
 * did not measure it: a changed selector or window asks something that nobody has measured yet.
 */
export function resultHints(
  rows: readonly { check: JudgedCheck; span: Span }[],
  last: LastRun,
  load: Readonly<Record<string, unknown>>,
): Hint[] {
  const ofAnotherLoad = changedLoadKeys(last.effectiveTest, load).length === 0 ? [] : ['of another load'];
  return rows.flatMap(({ check, span }) => {
    const { verdict, observed } = judge(check, storedMeasurements(check, last.result));
    if (observed === undefined || verdict === 'no-data') return [];
    const dimension = dimensionOfCheck(check);
    const margin = marginOf(check, observed);
    const words = [
      formatValue(observed, dimension),
      formatVerdict(verdict),
      ...(margin === undefined ? [] : [margin]),
      ...ofAnotherLoad,
    ];
    const where = last.environment === undefined ? '' : ` against ${last.environment}`;
    const when = new Date(last.startedAt).toISOString().replace('T', ' ').slice(0, 16);
    return [
      {
        offset: span[1],
        label: words.join(' · '),
        tooltip: `Measured by run ${last.runId} of ${when} UTC${where}, judged against the text as it is now.`,
      },
    ];
  });
}

/** Only for plain comparisons: of a range or a baseline there is more than one distance. */
function marginOf(check: JudgedCheck, observed: number): string | undefined {
  const { target, critical, stop, warn } = check.levels;
  const condition = target ?? critical ?? stop ?? warn;
  if (condition?.kind !== 'comparison') return undefined;
  const dimension = dimensionOfCheck(check);
  const resolved = resolveCondition(condition, check.selector, dimension, undefined);
  return 'missing' in resolved || resolved.kind === 'range'
    ? undefined
    : formatMargin(observed, resolved.limit, dimension);
}
