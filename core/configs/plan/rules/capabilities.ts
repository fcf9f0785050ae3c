import { printSelector } from '../../../checks/print.ts';
import type { Problem } from '../../../problem.ts';
import { isMetricName } from '../../../metrics.ts';
import { RUNNERS } from '../../../runners/index.ts';
import type { MetricAnswer, NeededOption, RunnerCapabilities } from '../../../runners/runner.ts';
import { closest } from '../../../text/closest.ts';
import type { CheckRow, LoadTest } from '../plan.ts';
import { planProblem } from '../problems.ts';
import { problemsOfOutputRow } from './outputChecks.ts';
import type { Rule } from './rule.ts';

/** What a check asks for, its runner can answer: the metric, the statistic, the tags, and in time for a guard. */
export const capabilities: Rule = ({ plan }) => {
  const monitors = new Set(plan.monitors.map((monitor) => monitor.id));
  const unguarded: Unguarded[] = [];
  const problems = plan.tests.flatMap((test) =>
    [...test.checks, ...test.guards]
      .filter((row) => !monitors.has(row.check.selector.metric))
      .flatMap((row) => problemsOfRow(test, row, RUNNERS[test.runner], monitors, unguarded)),
  );
  return [...problems, ...notGuarded(unguarded)];
};

/** A test that a default guard cannot stop. */
interface Unguarded {
  test: LoadTest;
  row: CheckRow;
}

/** A guard in `defaults` is one row for all tests, so it has one problem. */
function notGuarded(unguarded: readonly Unguarded[]): Problem[] {
  const byPlace = new Map<string, Unguarded[]>();
  for (const entry of unguarded) {
    const place = entry.row.metricSpan.join('-');
    byPlace.set(place, [...(byPlace.get(place) ?? []), entry]);
  }
  return [...byPlace.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const tests = group.map(({ test }) => test.id);
    const runners = [...new Set(group.map(({ test }) => test.runner))];
    const what = printSelector(first.row.check.selector);
    return [planProblem('default-guard-not-live', first.row.metricSpan, what, tests, runners)];
  });
}

function problemsOfRow(
  test: LoadTest,
  row: CheckRow,
  runner: RunnerCapabilities,
  monitors: ReadonlySet<string>,
  unguarded: Unguarded[],
): Problem[] {
  const { selector, levels } = row.check;
  // A default check that a runner cannot answer is simply not meant for it.
  const skip = (): Problem[] => {
    if (row.isGuard) unguarded.push({ test, row });
    return [];
  };
  if (test.outputs) return problemsOfOutputRow(test, row, test.outputs, monitors, skip);
  // Names of the tool's own are answered as the tool gives them; what it cannot give becomes no-data in the run.
  if (!isMetricName(selector.metric)) return problemsOfTags(test, row, runner, undefined);
  const answer = runner.metrics[selector.metric];
  const text = printSelector(selector);
  const cannot = (why: string): Problem[] => [
    planProblem('runner-cannot-measure', row.metricSpan, runner.kind, text, why),
  ];
  if (!answer) return row.isDefault ? skip() : cannot('it has no such metric');
  const { statistic } = selector;
  if (statistic !== undefined && answer.statistics && !answer.statistics.includes(statistic)) {
    const isPercentile = /^p\d/.test(statistic) && answer.statistics.includes('pN');
    if (!isPercentile) return cannot(`it gives ${answer.statistics.join(', ')} of it only`);
  }
  const windowed = Object.values(levels).some((condition) => condition.kind === 'comparison' && condition.window);
  const mustBeLive = row.isGuard || levels.stop !== undefined;
  const isLive =
    answer.live && (!runner.liveStatistics || statistic === undefined || runner.liveStatistics.includes(statistic));
  if (mustBeLive && !isLive) {
    return row.isDefault ? skip() : [planProblem('guard-not-live', row.metricSpan, runner.kind, text)];
  }
  if (windowed && !answer.windows) return cannot('it has no values for single seconds');
  if (needsOption(test, row, runner.needsOption) && !row.isDefault)
    return [planProblem('needs-option', row.metricSpan, runner.kind, text, runner.needsOption?.name ?? '')];
  return problemsOfTags(test, row, runner, answer);
}

/** Whether a row asks for what its runner tells only with an option that the test does not set. */
function needsOption(test: LoadTest, { check }: CheckRow, needed: NeededOption | undefined): boolean {
  if (needed === undefined || String(test.with[needed.name]) === 'true') return false;
  const { statistic, tags } = check.selector;
  const withTags = [...needed.tags, ...(test.stages.length > 0 ? needed.tagsWithStages : [])];
  if (withTags.some((tag) => Object.hasOwn(tags, tag))) return true;
  if (statistic !== undefined && needed.statistics.includes(statistic)) return true;
  const isPercentile = statistic !== undefined && (statistic === 'med' || /^p\d/.test(statistic));
  if (!isPercentile) return false;
  const windows = Object.values(check.levels).flatMap((one) => (one.kind === 'comparison' ? (one.window ?? []) : []));
  return windows.some(({ kind }) => kind === 'over' || !needed.secondStatistics.includes(statistic));
}

function problemsOfTags(
  test: LoadTest,
  row: CheckRow,
  runner: RunnerCapabilities,
  answer: MetricAnswer | undefined,
): Problem[] {
  return Object.entries(row.check.selector.tags).flatMap(([tag, value]) => {
    const spans = row.tagSpans[tag];
    if (!spans) return [];
    if (answer && !answer.tags.includes(tag)) {
      const suggestion = closest(tag, answer.tags);
      const { metric } = row.check.selector;
      return [planProblem('unknown-tag', spans.key, runner.kind, tag, metric, answer.tags, suggestion)];
    }
    // A default row speaks of every test; one that has no such stage is simply not meant.
    if (row.isDefault) return [];
    if (tag === 'stage' && test.stageNames) {
      const names = test.stageNames;
      return names.includes(value) ? [] : [planProblem('unknown-stage', spans.value, value, closest(value, names))];
    }
    if (tag === 'request' && test.http?.requestNames) {
      const names = test.http.requestNames;
      return names.includes(value) ? [] : [planProblem('unknown-request', spans.value, value, closest(value, names))];
    }
    return [];
  });
}
