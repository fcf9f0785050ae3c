import type { ComparisonOperator, Condition, Level } from '../../checks/check.ts';
import { LEVELS } from '../../checks/levels.ts';
import { printCondition, printSelector } from '../../checks/print.ts';
import { wantsBad } from '../wantsBad.ts';
import { statedIn, type Stated } from '../bindings/proposals/stated.ts';
import { furtherWords } from '../bindings/proposals/words.ts';
import type { DocumentTarget } from '../checklist.ts';
import { compareLimits } from '../limits.ts';
import type { LimitColumn } from './limitColumns.ts';
import { readForTest, type TableRow } from './tableRows.ts';

/** All that a row says of one thing, as levels of a check. */
export interface RowStatement {
  /** What is measured, and the limit that is read first. */
  stated: Stated;
  levels: Partial<Record<Level, Condition>>;
  /** Why it is less than certain. */
  doubts: { confidence: 'likely' | 'possible'; why: string }[];
}

/** A limit that becomes no check, and why. */
export interface NoStatement {
  why: string;
}

interface ReadLimit {
  column: LimitColumn;
  stated: Stated;
}

/** What a row states, one for each thing that it limits. `names` are the words that name the test or a request of it. */
export function rowStatements(row: TableRow, names: ReadonlySet<string>): (RowStatement | NoStatement)[] {
  const things = new Map<string, ReadLimit[]>();
  for (const limit of row.limits) {
    const stated = statedIn(readForTest(limit, row, names));
    if (stated === undefined) continue;
    const thing = thingOf(stated);
    things.set(thing, [...(things.get(thing) ?? []), { column: limit.column, stated }]);
  }
  const all = [...things.values()];
  // What a column only says again, in words that are no better understood, is no second thing.
  const firsts = all.filter((limits) => limits.some(({ column }) => !column.isRepeated));
  return (firsts.length > 0 ? firsts : all).map((limits) => statementOf(limits, names));
}

function thingOf({ selector, subject, statistic }: Stated): string {
  return selector === undefined ? `words ${[...subject, statistic].join(' ')}` : printSelector(selector);
}

function statementOf(limits: readonly ReadLimit[], names: ReadonlySet<string>): RowStatement | NoStatement {
  const doubts: RowStatement['doubts'] = [];
  const levels: RowStatement['levels'] = {};
  const used: Stated[] = [];
  for (const means of [...LEVELS, 'beyond'] as const) {
    const ofLevel = limits.filter(({ column }) => column.means === means).map(({ stated }) => stated);
    const [first, ...others] = ofLevel;
    if (first === undefined) continue;
    const contrary = others.find((one) => !isSame(one.condition, first.condition));
    if (contrary !== undefined) {
      const both = `${printCondition(first.condition)} and ${printCondition(contrary.condition)}`;
      return { why: `the row states several limits for it: ${both}` };
    }
    used.push(mostCertain(ofLevel));
    if (means !== 'beyond') levels[means] = first.condition;
    else if (levels.target === undefined) levels.target = first.condition;
    else if (levels.critical === undefined && isWider(levels.target, first.condition)) {
      const critical = opposite(first.condition);
      if (critical === undefined) return { why: `what is beyond ${printCondition(first.condition)} cannot be said` };
      levels.critical = critical;
      const said = printCondition(first.condition);
      doubts.push({
        confidence: 'likely',
        why: `the target may be missed as long as ${said} holds, so the rest is critical`,
      });
    } else return { why: 'its target and its threshold cannot both be levels of one check' };
  }
  const [stated] = used;
  if (stated === undefined) return { why: NO_LIMIT };
  const wrongWay = turned(stated, levels);
  if (wrongWay !== undefined && 'why' in wrongWay) return wrongWay;
  if (levels.stop !== undefined)
    doubts.push({ confidence: 'likely', why: 'the run is stopped where that limit is hit' });
  if (levels.target === undefined)
    doubts.push({ confidence: 'likely', why: 'the row says what is wrong, and states no target' });
  for (const { target } of used) {
    if (target.confidence === 'certain') continue;
    const unknown = target.confidence === 'guess' && target.hasMetric ? furtherWords(target.subject ?? '', names) : [];
    if (unknown.length > 0)
      return { why: `no test and no request of one is called "${target.subject ?? ''}", so it may be something else` };
    // Words that are no metric are looked up in the plan, which is as good.
    if (target.confidence === 'likely' && !target.hasMetric) continue;
    doubts.push({ confidence: target.confidence === 'guess' ? 'possible' : 'likely', why: target.reason });
  }
  return { stated, levels, doubts: [...new Map(doubts.map((doubt) => [doubt.why, doubt])).values()] };
}

export const NO_LIMIT = 'no limit can be read in it';

function isSame(one: Condition, other: Condition): boolean {
  const likeness = compareLimits(one, other);
  return likeness === 'same' || likeness === 'edge';
}

const ORDER: readonly DocumentTarget['confidence'][] = ['certain', 'likely', 'guess'];

function mostCertain(all: readonly Stated[]): Stated {
  return all.reduce((best, one) =>
    ORDER.indexOf(one.target.confidence) < ORDER.indexOf(best.target.confidence) ? one : best,
  );
}

/** A limit that holds more often than the target: what lies beyond it can be critical. */
function isWider(target: Condition, limit: Condition): boolean {
  return target.kind === 'range' || compareLimits(target, limit) === 'other';
}

const OPPOSITES: Partial<Record<ComparisonOperator, ComparisonOperator>> = {
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
};

function opposite(condition: Condition): Condition | undefined {
  if (condition.kind === 'range' || condition.window !== undefined) return undefined;
  const operator = OPPOSITES[condition.operator];
  return operator && { ...condition, operator };
}

/** "Error rate: > 5%" below "Threshold" says when something is wrong, and below "Target" is a slip. */
function turned({ selector }: Stated, levels: RowStatement['levels']): NoStatement | undefined {
  const { target } = levels;
  if (selector === undefined || target === undefined || !wantsBad(selector, target)) return undefined;
  return { why: `as a target, ${printCondition(target)} would want ${printSelector(selector)} to be bad` };
}
