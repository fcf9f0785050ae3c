import type { Contradiction } from './findContradictions.ts';
import { contradict, type StatedPlace, type Statement } from './statements.ts';
import { limitOf } from '../limits.ts';

/** Lists that agree in fewer things may be two levels of alarms. */
const LEAST_AGREED = 2;

/** Words of a list's headings, announcement or column that say how grave its alarms are. */
const LEVELS: readonly RegExp[] = [
  /\bwarn|\byellow\b|\bamber\b|\binvestigate\b/iu,
  /\bcritical|\bred\b|\bpage\b|\bescalat/iu,
  /\babort|\bstop|\bhalt|\broll ?back|\bcancel|\bterminat|\bno-go\b|\bfail/iu,
];

/**
 * Alarms have levels, such as a warning and an abort, so two limits for one thing say nothing. But two lists, or a list and
 * a column, that have the same limits for several things and another one for a single thing mean the same level, and in
 * that one they contradict each other.
 */
export function contradictingAlarms(statements: readonly Statement[]): Contradiction[] {
  const lists = new Map<string, Statement[]>();
  for (const one of statements) {
    if (one.meaning !== 'alarm') continue;
    const key = JSON.stringify([one.place.file, one.list]);
    lists.set(key, [...(lists.get(key) ?? []), one]);
  }
  const all = [...lists.values()].filter((list) => list.length > LEAST_AGREED);
  return all.flatMap((later, at) => all.slice(0, at).flatMap((first) => oddOneOut(first, later) ?? []));
}

function oddOneOut(first: readonly Statement[], later: readonly Statement[]): Contradiction | undefined {
  if (areOfTwoLevels(first[0]?.list ?? '', later[0]?.list ?? '')) return undefined;
  const agreed: Statement[][] = [];
  const odd: [Statement, Statement][] = [];
  for (const one of first) {
    const alike = later.filter((other) => other.thing === one.thing && isSameScope(one, other));
    const [other] = alike;
    // What stands twice in a list has levels of its own.
    if (other === undefined || alike.length > 1 || first.filter(({ thing }) => thing === one.thing).length > 1)
      continue;
    if (contradict(one.place, other.place)) odd.push([one, other]);
    else if (sameLimits(one.place, other.place)) agreed.push([one, other]);
  }
  const [only] = odd;
  if (only === undefined || odd.length > 1 || agreed.length < LEAST_AGREED) return undefined;
  // A word that tells the two apart tells nothing where it does so for others that agree.
  const apart = wordsApart(only);
  const isSame = apart === '' || agreed.some(([one, other]) => one && other && wordsApart([one, other]) === apart);
  return isSame ? { first: only[0].place, later: only[1].place } : undefined;
}

/** Where one of them does not say it, they may be of the same. */
function areOfTwoLevels(one: string, other: string): boolean {
  const levelsOf = (list: string): string => LEVELS.map((words) => (words.test(list) ? 'x' : '.')).join('');
  const [a, b] = [levelsOf(one), levelsOf(other)];
  return a.includes('x') && b.includes('x') && a !== b;
}

function isSameScope(one: Statement, other: Statement): boolean {
  return wordsOf(one.around) === wordsOf(other.around);
}

function wordsOf(words: readonly string[]): string {
  return [...new Set(words)].toSorted().join(' ');
}

function wordsApart([one, other]: readonly [Statement, Statement]): string {
  const only = (some: readonly string[], others: readonly string[]): string =>
    wordsOf(some.filter((word) => !others.includes(word)));
  return [only(one.own, other.own), only(other.own, one.own)].join(' / ').replace(/^ \/ $/, '');
}

function sameLimits(one: StatedPlace, other: StatedPlace): boolean {
  const limits = ({ conditions }: StatedPlace): string => [...new Set(conditions.map(limitOf))].toSorted().join(' ');
  return limits(one) === limits(other);
}
