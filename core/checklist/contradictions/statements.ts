import type { Condition } from '../../checks/check.ts';
import { printSelector } from '../../checks/print.ts';
import type { Span } from '../../text/span.ts';
import { UNITS } from '../../units.ts';
import { statedIn, type Stated } from '../bindings/proposals/stated.ts';
import type { Checklist } from '../checklist.ts';
import { compareLimits, limitOf } from '../limits.ts';
import { scopeReader } from './scope.ts';

/** A checklist among others. */
export interface NamedChecklist {
  /** As a reader of its name finds it. */
  file: string;
  text: string;
  checklist: Checklist;
}

/** A place that states limits for one thing. */
export interface StatedPlace {
  file: string;
  line: number;
  span: Span;
  /** The levels of a row, or what one line says. */
  conditions: Condition[];
}

export interface Statement {
  place: StatedPlace;
  meaning: 'target' | 'alarm';
  /** What is measured, and from which side it is limited. */
  thing: string;
  /** The words of its own line or row that tell of which part it holds. */
  own: readonly string[];
  /** Those of its headings and of the lines above it. */
  around: readonly string[];
  /** What a heading calls the test that it is of. */
  test?: string;
  /** The list, or the column of a table, that it is one of. */
  list: string;
}

/** All limits of a text that can be compared with those of others, in its order. */
export function statementsIn({ file, text, checklist }: NamedChecklist): Statement[] {
  const scopeOf = scopeReader(file, text, checklist);
  const statements: Statement[] = [];
  for (const target of checklist.targets) {
    if (target.confidence === 'guess') continue;
    const stated = statedIn(target);
    const thing = stated && thingOf(stated);
    if (stated === undefined || thing === undefined) continue;
    const { meaning, line, span } = target;
    const scope = scopeOf(target);
    if (scope === undefined) continue;
    const last = statements.findLast((one) => one.meaning === meaning && one.thing === thing);
    const isSamePlace = last?.place.line === line && last.own.join() === scope.own.join();
    // The targets of one line belong together. Of alarms, each column is a level of its own.
    if (isSamePlace && (meaning === 'target' || last.list === scope.list)) last.place.conditions.push(stated.condition);
    else statements.push({ place: { file, line, span, conditions: [stated.condition] }, meaning, thing, ...scope });
  }
  return statements;
}

/** How much is sent, and not what comes of it: each test has its own. */
const LOADS: readonly string[] = ['users', 'requests', 'iterations', 'bytes_in', 'bytes_out'];

/** Undefined for what is not compared. */
function thingOf({ selector, subject, statistic, condition, target }: Stated): string | undefined {
  if (condition.kind === 'range' || condition.limit.kind !== 'quantity' || condition.window) return undefined;
  const side = condition.operator.replace(/^([<>])=$/, '$1');
  if (selector !== undefined) {
    const isLoad = LOADS.includes(selector.metric);
    return isLoad || target.isElsewhere === true ? undefined : `the metric ${printSelector(selector)} ${side}`;
  }
  const { unit } = condition.limit;
  if (subject.length === 0 || unit === undefined) return undefined;
  // Without a word for it, the highest value is meant: a limit holds always.
  return `${subject.toSorted().join(' ')} ${statistic ?? 'max'} ${UNITS[unit].dimension} ${side}`;
}

/** Of two headings that name tests, each has its own limits. */
export function areOfOtherTests({ test: one }: Statement, { test: other }: Statement): boolean {
  return one !== undefined && other !== undefined && one !== other;
}

/** Whether two places cannot both be meant: none of the levels of one is one of the other. */
export function contradict(one: StatedPlace, other: StatedPlace): boolean {
  const limits = new Set(one.conditions.map(limitOf));
  return (
    other.conditions.every((condition) => !limits.has(limitOf(condition))) &&
    one.conditions.every((a) => other.conditions.every((b) => compareLimits(a, b) === 'other'))
  );
}
