import { printCondition } from '../../checks/print.ts';
import { sortProblems, type Problem } from '../../problem.ts';
import { checklistProblem } from '../problems.ts';
import { contradictingAlarms } from './alarms.ts';
import {
  areOfOtherTests,
  contradict,
  statementsIn,
  type NamedChecklist,
  type StatedPlace,
  type Statement,
} from './statements.ts';

export type { NamedChecklist, StatedPlace } from './statements.ts';

/** Two places that cannot both hold. `first` stands first, in the text or among the files. */
export interface Contradiction {
  first: StatedPlace;
  later: StatedPlace;
}

/** One of the two places, as a problem that names the other one. */
export interface ContradictionProblem {
  problem: Problem;
  other: StatedPlace;
}

export function findContradictions(checklists: readonly NamedChecklist[]): Contradiction[] {
  return compareStatements(checklists.flatMap(statementsIn));
}

/**
 * Statements of different limits for the same thing, in one text or in several. Only what is surely the same is compared:
 * targets of the same metric and statistic or the same words, in the same scope, and alarms of lists that agree in
 * others. Levels of one row are none.
 */
export function compareStatements(statements: readonly Statement[]): Contradiction[] {
  const byThing = new Map<string, Statement[]>();
  for (const one of statements) {
    const { meaning, thing, own, around } = one;
    if (meaning !== 'target') continue;
    const key = JSON.stringify([thing, [...new Set([...own, ...around])].toSorted()]);
    const alike = byThing.get(key);
    if (alike === undefined) byThing.set(key, [one]);
    else alike.push(one);
  }
  const ofTargets = [...byThing.values()].flatMap((alike) => {
    // Of places that state the same for one test, only the first one is ever named.
    const firsts = new Map<string, Statement>();
    return alike.flatMap((later) => {
      const first = [...firsts.values()].find(
        (one) => contradict(one.place, later.place) && !areOfOtherTests(one, later),
      );
      const stated = JSON.stringify([later.place.conditions, later.test]);
      if (!firsts.has(stated)) firsts.set(stated, later);
      return first === undefined ? [] : [{ first: first.place, later: later.place }];
    });
  });
  return [...ofTargets, ...contradictingAlarms(statements)];
}

/** Those of the places that stand later, of one file: each contradiction once. */
export function contradictionsIn(file: string, found: readonly Contradiction[]): Problem[] {
  return sortProblems(
    found.flatMap(({ first, later }) => (later.file === file ? [contradictionProblem(later, first)] : [])),
  );
}

/** All places of one file that are contradicted, each once, in the order of the text. */
export function contradictedIn(file: string, found: readonly Contradiction[]): ContradictionProblem[] {
  const byPlace = new Map<StatedPlace, StatedPlace>();
  for (const { first, later } of found) {
    if (later.file === file && !byPlace.has(later)) byPlace.set(later, first);
    if (first.file === file && !byPlace.has(first)) byPlace.set(first, later);
  }
  return [...byPlace]
    .map(([place, other]) => ({ problem: contradictionProblem(place, other), other }))
    .sort((a, b) => a.problem.span[0] - b.problem.span[0]);
}

function contradictionProblem(at: StatedPlace, other: StatedPlace): Problem {
  return checklistProblem(
    'checklist-contradiction',
    at.span,
    limitsAt(at),
    `${other.file}:${other.line}`,
    limitsAt(other),
  );
}

/** `< 85%`: what a place states. */
export function limitsAt({ conditions }: StatedPlace): string {
  return [...new Set(conditions.map(printCondition))].join(' and ');
}
