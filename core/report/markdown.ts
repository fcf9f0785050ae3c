import { formatDuration, formatValue, formatVerdict } from '../format.ts';
import type { RunManifest } from '../run/runManifest.ts';
import type { CheckResult, Observation, RunResult } from '../run/runResult.ts';
import { dimensionOfBaseUnit } from '../units.ts';
import { markdownCode, markdownTable, markdownText } from './markdownTable.ts';

export interface ReportInput {
  manifest: RunManifest;
  result: RunResult;
  /** Requirement id -> its text, for the ids that the checks name. */
  requirements: ReadonlyMap<string, string>;
}

/** The report of one run, as a person files it. Every figure in it comes from `result.json`. */
export function markdownReport(input: ReportInput): string {
  const { manifest, result } = input;
  const sections = [
    `# ${markdownText(manifest.title ?? manifest.testId)}: ${formatVerdict(result.verdict)}`,
    verdictSection(result),
    ['## Checks', '', checkTable(input)].join('\n'),
    breakdown('Stages', 'stage', ['p50 latency', 'p95 latency', 'p99 latency', 'throughput', 'error_rate'], result),
    breakdown('Requests', 'request', ['requests', 'p50 latency', 'p95 latency', 'p99 latency', 'error_rate'], result),
    ['## Whole run', '', wholeRunTable(result)].join('\n'),
    ['## Environment', '', environmentTable(manifest)].join('\n'),
    ['## Sign-off', '', '- [ ] Name: ____________________ Role: ____________________ Date: ____________'].join('\n'),
    ['## Notes', '', '_Nothing noted yet._'].join('\n'),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function verdictSection({ verdict, state, reasons, checks }: RunResult): string {
  const counts = (['pass', 'warn', 'fail', 'no-data', 'invalid'] as const)
    .map((kind) => ({ kind, count: checks.filter((check) => check.verdict === kind).length }))
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => `${count} ${formatVerdict(kind)}`);
  const lines = [`**Verdict: ${formatVerdict(verdict)}** (run ${state}; checks: ${counts.join(', ') || 'none'})`];
  if (reasons.length > 0) lines.push('', ...reasons.map((reason) => `- ${markdownText(reason)}`));
  return lines.join('\n');
}

function checkTable({ result, requirements }: ReportInput): string {
  if (result.checks.length === 0) return 'This test states no checks.';
  return markdownTable(
    ['Requirement', 'Check', 'Target', 'Actual', 'Status', 'Action'],
    result.checks.map((check) => [
      requirementCell(check, requirements),
      markdownCode(check.expression),
      levelsCell(check),
      check.observed === undefined ? '–' : formatValue(check.observed, dimensionOfBaseUnit(check.unit)),
      [formatVerdict(check.verdict), ...check.notes.map(markdownText)].join('; '),
      check.verdict === 'pass' ? '' : markdownText(check.action ?? ''),
    ]),
  );
}

function requirementCell({ requirement }: CheckResult, titles: ReadonlyMap<string, string>): string {
  if (requirement === undefined) return '';
  const title = titles.get(requirement);
  return markdownText(title === undefined ? requirement : `${requirement} ${title}`);
}

function levelsCell({ levels }: CheckResult): string {
  return Object.entries(levels)
    .map(([level, condition]) => (level === 'target' ? markdownCode(condition) : `${level} ${markdownCode(condition)}`))
    .join(', ');
}

/** A table with a row for each value of a tag; empty when the run has none. */
function breakdown(title: string, tag: string, columns: readonly string[], { observations }: RunResult): string {
  const tagged = observations.filter(
    ({ selector }) => selector[tag] !== undefined && Object.keys(selector).length === 1,
  );
  const names = [...new Set(tagged.map(({ selector }) => selector[tag] ?? ''))];
  if (names.length === 0) return '';
  const rows = names.map((name) => {
    const own = tagged.filter(({ selector }) => selector[tag] === name);
    return [
      markdownText(name),
      ...columns.map((column) => valueCell(own.find((observation) => labelOf(observation) === column))),
    ];
  });
  return [`## ${title}`, '', markdownTable([tag, ...columns], rows)].join('\n');
}

function wholeRunTable({ observations }: RunResult): string {
  const whole = observations.filter(({ selector }) => Object.keys(selector).length === 0);
  if (whole.length === 0) return 'Nothing was measured.';
  return markdownTable(
    ['Measured', 'Value'],
    whole.map((observation) => [labelOf(observation), valueCell(observation)]),
  );
}

function labelOf({ metric, statistic }: Observation): string {
  return ['count', 'rate', 'sum'].includes(statistic) || statistic === '' ? metric : `${statistic} ${metric}`;
}

function valueCell(observation: Observation | undefined): string {
  return observation === undefined ? '–' : formatValue(observation.value, dimensionOfBaseUnit(observation.unit));
}

function environmentTable(manifest: RunManifest): string {
  const duration = manifest.endedAt === undefined ? 'unknown' : formatDuration(manifest.endedAt - manifest.startedAt);
  const rows: [string, string][] = [
    ['Run', manifest.runId],
    ['Test', `${manifest.testId} of ${manifest.plan.path}`],
    ['Environment', manifest.environment?.id ?? 'none'],
    ['Target', manifest.environment?.target ?? 'stated in the test'],
    ['Started', `${new Date(manifest.startedAt).toISOString()} by ${manifest.startedBy}`],
    ['Duration', duration],
    ['Load generator', `${manifest.tool.name} ${manifest.tool.version}`],
    ['Machine', `${manifest.machine.platform}, ${manifest.machine.cores} cores, Node ${manifest.machine.node}`],
    ['Git commit', manifest.gitCommit ?? 'not under version control'],
    ['Load', manifest.loadHash.slice(0, 12)],
  ];
  if (manifest.smoke) rows.push(['Kind', 'smoke run: never evidence or baseline']);
  if (manifest.confirmedHosts.length > 0) rows.push(['Confirmed', manifest.confirmedHosts.join(', ')]);
  return markdownTable(
    ['', ''],
    rows.map(([name, value]) => [name, markdownText(value)]),
  );
}
