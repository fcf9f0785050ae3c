import type { Condition, Level, Selector, Statistic } from '../../checks/check.ts';
import { LEVELS } from '../../checks/levels.ts';
import { printCondition, printSelector } from '../../checks/print.ts';
import type { NewCheck } from '../../configs/plan/edits/checkRowText.ts';
import { isMetricName } from '../../metrics.ts';
import { betterDirection } from '../../run/compare/direction.ts';
import { RUNNERS } from '../../runners/index.ts';
import type { TestOfPlan } from '../bindings/proposals/namedTests.ts';
import { Doubts } from '../bindings/proposals/proposal.ts';
import { isNamedBy, type Stated } from '../bindings/proposals/stated.ts';
import { furtherWords, namingWords, wordsOf } from '../bindings/proposals/words.ts';
import { checksOfParts, findInPlan, type FoundInPlan } from './inPlan.ts';
import { rowStatements, type RowStatement } from './rowStatements.ts';
import type { TableRow } from './tableRows.ts';

/** What becomes of one statement of a row, were it about this test. */
export type RowInTest =
  | { kind: 'draft'; check: NewCheck; stated: Stated; isOfPart: boolean; doubts: Doubts }
  | { kind: 'found'; found: FoundInPlan; stated: string; planned: string }
  | { kind: 'left'; why: string };

export function rowInTest(row: TableRow, of: TestOfPlan): RowInTest[] {
  const inRow = new Set(wordsOf(row.words));
  const isIn = (words: readonly string[]): boolean => words.length > 0 && words.every((word) => inRow.has(word));
  const names = new Set(of.names.flatMap(({ words }) => (isIn(words) ? words : [])));
  const request = requestNamed(of, (words) => isIn(words) && words.every((word) => !names.has(word)));
  for (const word of wordsOf(request ?? '')) names.add(word);
  return rowStatements(row, names).map((statement): RowInTest => {
    if ('why' in statement) return { kind: 'left', why: statement.why };
    return statementInTest(row, of, statement, request, names);
  });
}

/** A request of the test that the row names by telling words; undefined where it names several. */
function requestNamed({ test }: TestOfPlan, isNamed: (words: readonly string[]) => boolean): string | undefined {
  const requests = (test.http?.requestNames ?? []).filter((name) => {
    const { words, isWeak } = namingWords(name);
    return !isWeak && isNamed(words);
  });
  return requests.length === 1 ? requests[0] : undefined;
}

function statementInTest(
  row: TableRow,
  of: TestOfPlan,
  { stated, levels, doubts: ofReading }: RowStatement,
  request: string | undefined,
  names: ReadonlySet<string>,
): RowInTest {
  const { test, plan } = of;
  const doubts = new Doubts();
  const tags: Selector['tags'] = request === undefined ? {} : { request };
  const found = findInPlan(stated, tags, levels, test.checks);
  const measured = selectorOf(stated, levels, of, doubts);
  if (found !== undefined) {
    const selector = 'why' in measured ? found.row.check.selector : measured;
    const { check } = found.row;
    const planned = levelsText(check.selector, check.levels);
    return { kind: 'found', found, stated: levelsText({ ...selector, tags }, levels), planned };
  }
  if ('why' in measured) return { kind: 'left', why: measured.why };
  const selector = { ...measured, tags };
  for (const { confidence, why } of ofReading) doubts.atMost(confidence, why);
  if (request !== undefined) doubts.atMost('likely', `the row names the request ${request}`);
  const parts = checksOfParts(stated, tags, test.checks).map(({ check }) => check.id);
  if (parts.length > 0) doubts.atMost('likely', `${parts.join(', ')} ask it of a part of the test`);
  const known = new Set([...names, ...(stated.selector === undefined ? wordsOf(stated.target.subject ?? '') : [])]);
  const further = furtherWords(row.words, known);
  if (further.length > 0)
    doubts.atMost('likely', `the text says more than the check measures ("${further.join(' ')}")`);
  const hasRequirement = row.requirement !== undefined && plan.plan.requirements.has(row.requirement);
  const check: NewCheck = {
    selector: printSelector(selector),
    levels: Object.fromEntries(
      LEVELS.flatMap((level) => {
        const condition = levels[level];
        return condition === undefined ? [] : [[level, printCondition(condition)]];
      }),
    ),
    ...(row.action !== undefined && { action: row.action }),
    ...(hasRequirement && { requirement: row.requirement }),
  };
  return { kind: 'draft', check, stated, isOfPart: request !== undefined, doubts };
}

/** A row as it would be read aloud: `p95 latency < 300ms, critical > 500ms`. */
function levelsText(selector: Selector, levels: Partial<Record<Level, Condition>>): string {
  const texts = LEVELS.flatMap((level) => {
    const condition = levels[level];
    return condition === undefined ? [] : [`${level === 'target' ? '' : `${level} `}${printCondition(condition)}`];
  });
  return `${printSelector(selector)} ${texts.join(', ')}`;
}

/** What of a test measures what the row speaks of: a metric of the vocabulary, of its runner, or a monitor. */
function selectorOf(
  { selector, subject, statistic, target }: Stated,
  levels: RowStatement['levels'],
  { test, plan }: TestOfPlan,
  doubts: Doubts,
): Selector | { why: string } {
  if (selector !== undefined) {
    const { metric } = selector;
    if (metric === 'users') return { why: 'it says how much load there is, which the stages of a test say' };
    if (betterDirection(metric, selector.statistic ?? '') === 'neither')
      doubts.atMost('likely', `${metric} says how much is sent, and more or less of it is not better`);
    return selector;
  }
  const own = RUNNERS[test.runner].ownMetrics;
  const names = [...plan.plan.monitors.map(({ id }) => id), ...Object.keys(own).filter((name) => !isMetricName(name))];
  const metric = names.find((name) => isNamedBy(subject, name));
  const words = target.subject ?? '';
  if (metric === undefined) {
    if (words === '') return { why: 'it does not say what is measured' };
    return { why: `no metric and no monitor of ${plan.file} is called "${words}"` };
  }
  const kind = plan.plan.monitors.some(({ id }) => id === metric) ? 'gauge' : own[metric]?.kind;
  doubts.atMost('likely', `"${words}" is taken for ${metric}`);
  if (statistic !== undefined) return { metric, statistic, tags: {} };
  if (kind !== 'gauge' && kind !== 'trend') return { metric, tags: {} };
  const worst = worstValue(levels);
  if (worst === undefined || kind === 'trend') return { why: `it does not say which value of ${metric} is meant` };
  doubts.atMost('likely', `it does not say which value of ${metric}, so every one has to hold`);
  return { metric, statistic: worst, tags: {} };
}

/** The value that decides whether a limit was held at every moment. */
function worstValue(levels: RowStatement['levels']): Statistic | undefined {
  if (levels.target === undefined || levels.target.kind === 'range') return undefined;
  const { operator } = levels.target;
  if (operator.startsWith('<')) return 'max';
  return operator.startsWith('>') ? 'min' : undefined;
}
