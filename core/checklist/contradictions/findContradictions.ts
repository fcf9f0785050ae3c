import type { Condition } from '../../checks/check.ts';
import { printCondition, printSelector } from '../../checks/print.ts';
import { sortProblems, type Problem } from '../../problem.ts';
import type { Span } from '../../text/span.ts';
import { UNITS } from '../../units.ts';
import { statedIn, type Stated } from '../bindings/proposals/stated.ts';
import type { Checklist } from '../checklist.ts';
import { compareLimits, limitOf } from '../limits.ts';
import { checklistProblem } from '../problems.ts';
import { scopeReader } from './scope.ts';

/** A checklist among others. */
export interface NamedChecklist {
  /** As a reader of its name finds it. */
  file: string;
  text: string;
  checklist: Checklist;
}

/** A place that states limits for one thing. */
interface StatedPlace {
  file: string;
  line: number;
  span: Span;
  /** The levels of a row, or what one line says. */
  conditions: Condition[];
}

/** Two places that cannot both hold. `first` stands first, in the text or among the files. */
export interface Contradiction {
  first: StatedPlace;
  later: StatedPlace;
}

/**
 * Targets that state different limits for the same thing, in one text or in several. Only what is surely the same is
 * compared: the same metric and statistic or the same words, in the same scope. Levels of one row are none, nor are alarms.
 */
export function findContradictions(checklists: readonly NamedChecklist[]): Contradiction[] {
  const byThing = new Map<string, StatedPlace[]>();
  for (const named of checklists) collect(named, byThing);
  return [...byThing.values()].flatMap((places) => {
    // Of places that state the same, only the first one is ever named.
    const firsts = new Map<string, StatedPlace>();
    return places.flatMap((later) => {
      const first = [...firsts.values()].find((one) => contradict(one, later));
      const stated = JSON.stringify(later.conditions);
      if (!firsts.has(stated)) firsts.set(stated, later);
      return first === undefined ? [] : [{ first, later }];
    });
  });
}

/** As a problem of one of the two places, which names the other one. */
export function contradictionProblem(at: StatedPlace, other: StatedPlace): Problem {
  const words = ({ conditions }: StatedPlace): string => [...new Set(conditions.map(printCondition))].join(' and ');
  return checklistProblem('checklist-contradiction', at.span, words(at), `${other.file}:${other.line}`, words(other));
}

/** Those of the places that stand later, of one file. */
export function contradictionsIn(file: string, found: readonly Contradiction[]): Problem[] {
  return sortProblems(
    found.flatMap(({ first, later }) => (later.file === file ? [contradictionProblem(later, first)] : [])),
  );
}

/** How much is sent, and not what comes of it: each test has its own. */
const LOADS: readonly string[] = ['users', 'requests', 'iterations', 'bytes_in', 'bytes_out'];

function collect({ file, text, checklist }: NamedChecklist, byThing: Map<string, StatedPlace[]>): void {
  const scopeOf = scopeReader(text, checklist);
  for (const target of checklist.targets) {
    if (target.meaning !== 'target' || target.confidence === 'guess') continue;
    const stated = statedIn(target);
    const thing = stated && thingOf(stated);
    if (stated === undefined || thing === undefined) continue;
    const key = JSON.stringify([thing, scopeOf(target)]);
    const places = byThing.get(key) ?? [];
    const last = places.at(-1);
    if (last?.file === file && last.line === target.line) last.conditions.push(stated.condition);
    else places.push({ file, line: target.line, span: target.span, conditions: [stated.condition] });
    byThing.set(key, places);
  }
}

/** What is measured, and from which side it is limited; undefined for what is not compared. */
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

function contradict(one: StatedPlace, other: StatedPlace): boolean {
  const limits = new Set(one.conditions.map(limitOf));
  return (
    other.conditions.every((condition) => !limits.has(limitOf(condition))) &&
    one.conditions.every((a) => other.conditions.every((b) => compareLimits(a, b) === 'other'))
  );
}
