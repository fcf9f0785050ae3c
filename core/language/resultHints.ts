import { printExpression, printSelector } from '../checks/print.ts';
import type { Condition, Selector } from '../checks/check.ts';
import { STATISTICS_OF_KIND } from '../metrics.ts';
import { formatMargin, formatValue, formatVerdict } from '../format.ts';
import { dimensionOfCheck, judge, type JudgedCheck, type Measurements } from '../run/judge.ts';
import { resolveCondition } from '../run/limits.ts';
import type { CheckResult, RunResult } from '../run/runResult.ts';
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
  const ofAnotherLoad = isLoadOf(last, load) ? [] : ['of another load'];
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

/** Whether that run was asked for what the text asks for now; `load` is what decides the load, as data. */
function isLoadOf({ effectiveTest }: LastRun, load: Readonly<Record<string, unknown>>): boolean {
  if (typeof effectiveTest !== 'object' || effectiveTest === null) return false;
  const was = effectiveTest as Record<string, unknown>;
  // Through JSON, as the record went: what is undefined is not there.
  return Object.entries(load).every(([key, value]) => JSON.stringify(value) === JSON.stringify(was[key]));
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

function storedMeasurements(check: JudgedCheck, result: RunResult): Measurements {
  const stored = result.checks.filter(({ observed }) => observed !== undefined);
  return {
    measure: (selector) => {
      const value =
        observationOf(selector, check, result) ?? stored.find((one) => isWholeRunOf(one, selector))?.observed;
      return value === undefined
        ? undefined
        : { value, count: Number.MAX_SAFE_INTEGER, dimension: dimensionOfCheck(check) };
    },
    windowed: (_, level) => {
      const condition = check.levels[level];
      const same = stored.find((one) => one.id === check.id && condition && hasSameWindow(one, level, condition));
      return same?.observed === undefined
        ? { kind: 'missing' }
        : { kind: 'measured', observed: same.observed, count: Number.MAX_SAFE_INTEGER };
    },
    whyNothing: () => 'the last run did not measure it',
  };
}

function observationOf(selector: Selector, { definition }: JudgedCheck, result: RunResult): number | undefined {
  const statistic = selector.statistic ?? (definition && STATISTICS_OF_KIND[definition.kind].whenUnnamed);
  return result.observations.find(
    (one) =>
      one.metric === selector.metric &&
      one.statistic === (statistic === 'med' ? 'p50' : statistic) &&
      printSelector({ metric: '', tags: one.selector }) === printSelector({ metric: '', tags: selector.tags }),
  )?.value;
}

/** A check of that run which asked for the same over the whole run. */
function isWholeRunOf({ expression, levels }: CheckResult, selector: Selector): boolean {
  const texts = Object.values(levels);
  if (texts.some((text) => /\b(?:for|over) /.test(text))) return false;
  const written = printSelector(selector);
  return expression === written || texts.some((text) => expression === `${written} ${text}`);
}

/** What was observed in a window is only known for that window, and for the same side of the limit. */
function hasSameWindow({ levels }: CheckResult, level: keyof CheckResult['levels'], condition: Condition): boolean {
  const shape = (text: string): string => text.replace(/^(\S+) .*?( (?:for|over) \S+)?$/, '$1$2');
  const written = printExpression({ selector: { metric: 'x', tags: {} }, condition }).slice(2);
  const before = levels[level];
  return before !== undefined && shape(before) === shape(written);
}
