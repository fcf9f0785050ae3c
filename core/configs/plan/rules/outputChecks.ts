import type { Condition } from '../../../checks/check.ts';
import { printSelector } from '../../../checks/print.ts';
import type { Problem } from '../../../problem.ts';
import { EXIT_CODE } from '../../../runners/command/command.ts';
import { closest } from '../../../text/closest.ts';
import { UNITS, type Unit } from '../../../units.ts';
import type { CheckRow, DeclaredOutput, DeclaredOutputs, LoadTest } from '../plan.ts';
import { planProblem } from '../problems.ts';
import { sameFigure } from '../sections/outputs.ts';

/** Rates that follow from two counts, as the vocabulary defines them. */
const DERIVED: Readonly<Record<string, readonly string[]>> = {
  error_rate: ['failures', 'requests'],
  success_rate: ['failures', 'requests'],
};
/** Of a metric that is one number these say nothing else than its name alone. */
const PLAIN_STATISTICS = {
  counter: ['count', 'sum'],
  gauge: ['last'],
  ratio: ['rate'],
  flow: ['rate', 'avg'],
  trend: [],
};

/**
 * A check of a command may name what the command is declared to tell, and nothing else. `skip` is for a default row
 * that this test cannot answer.
 */
export function problemsOfOutputRow(
  test: LoadTest,
  row: CheckRow,
  declared: DeclaredOutputs,
  monitors: ReadonlySet<string>,
  skip: () => Problem[],
): Problem[] {
  const { selector, levels } = row.check;
  const { metric, statistic, tags } = selector;
  const text = printSelector(selector);
  const namesakes = declared.outputs.filter((output) => output.metric === metric);
  if (!isDeclared(metric, declared.outputs)) {
    if (row.isDefault) return skip();
    if (!declared.areComplete) return [];
    const names = [EXIT_CODE, ...monitors, ...declared.outputs.map(({ metric: known }) => known)];
    return [planProblem('output-not-declared', row.metricSpan, text, closest(metric, names))];
  }
  const conditions = Object.values(levels);
  if (row.isGuard || levels.stop !== undefined) {
    return row.isDefault ? skip() : [planProblem('guard-not-live', row.metricSpan, test.runner, text)];
  }
  if (conditions.some((condition) => condition.kind === 'comparison' && condition.window)) {
    const why = 'an output is one number at the end, so it has no values for single seconds';
    return row.isDefault ? skip() : [planProblem('runner-cannot-measure', row.metricSpan, test.runner, text, why)];
  }
  const wrongTags = Object.keys(tags).flatMap((tag) => {
    const span = row.tagSpans[tag]?.key;
    return span ? [planProblem('unknown-tag', span, test.runner, tag, metric, [], undefined)] : [];
  });
  if (wrongTags.length > 0) return wrongTags;
  const isFigure = namesakes.some((output) => output.statistic !== undefined);
  if (isFigure) {
    if (namesakes.some((output) => sameFigure(output.statistic, statistic))) return [];
    if (row.isDefault) return skip();
    return [planProblem('output-not-declared', row.metricSpan, text, undefined)];
  }
  const kind = row.check.definition?.kind ?? 'gauge';
  if (statistic !== undefined && !PLAIN_STATISTICS[kind].some((plain) => plain === statistic)) {
    return [planProblem('output-statistic', row.metricSpan, metric, statistic)];
  }
  const [unit] = row.check.definition?.dimension === 'number' ? conditions.flatMap(meaningfulUnit) : [];
  return unit === undefined ? [] : [planProblem('output-needs-unit', row.metricSpan, metric, unit)];
}

function isDeclared(metric: string, outputs: readonly DeclaredOutput[]): boolean {
  const has = (name: string): boolean => outputs.some((output) => output.metric === name);
  if (metric === EXIT_CODE || has(metric)) return true;
  return Object.hasOwn(DERIVED, metric) && DERIVED[metric]?.every(has) === true;
}

/** The unit of a limit, but for `k` and `M`, which only shorten a number. */
function meaningfulUnit(condition: Condition): Unit[] {
  const unit =
    condition.kind === 'range'
      ? condition.unit
      : condition.limit.kind === 'quantity'
        ? condition.limit.unit
        : undefined;
  return unit === undefined || UNITS[unit].dimension === 'count' ? [] : [unit];
}
