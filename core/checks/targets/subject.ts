import type { Statistic } from '../check.ts';
import type { MetricName } from '../../metrics.ts';
import { METRICS } from '../../metrics.ts';
import type { Dimension } from '../../units.ts';
import { METRIC_PHRASES } from './metricPhrases.ts';
import type { Part } from './names.ts';
import { joinTokens, partsOf, statisticOf, trimGlue } from './names.ts';
import type { Token } from './tokens.ts';
import { FILLERS, FOREIGN_WORDS, LEVEL_WORDS, NEUTRAL_WORDS, SCOPE_WORDS, VERSIONED_THINGS } from './wordLists.ts';

/** How far the words beside a metric's name change which measurement is meant. */
export type Qualifier = 'none' | 'part' | 'unknown' | 'foreign';

/** What some words say about the thing that is measured. */
export interface Subject {
  statistics: Statistic[];
  metric?: MetricName;
  /** The words name the metric, but not without doubt. */
  isLoose?: true;
  qualifier: Qualifier;
  /** As written, without level words and the glue around; empty when nothing but those was there. */
  words: string;
  /** The words without the metric's name and its statistic: what still tells this target from others. */
  qualifierWords: string;
  /** How many parts those words have. */
  qualifierCount: number;
  /** Lower-case parts of all words. */
  parts: string[];
}

export const NO_SUBJECT: Subject = {
  statistics: [],
  qualifier: 'none',
  words: '',
  qualifierWords: '',
  qualifierCount: 0,
  parts: [],
};

/**
 * Reads the words; only metrics whose values can have the dimension are found. The groups come from different places
 * of one text or from different texts.
 */
export function readSubject(groups: readonly (readonly Token[])[], dimension: Dimension | undefined): Subject {
  const meaningfulGroups = groups.map((tokens) =>
    trimGlue(tokens.filter((token) => token.kind === 'word' || token.kind === 'number' || token.text === '/')),
  );
  const meaningful = meaningfulGroups.flat();
  const parts = meaningful.flatMap(partsOf);
  const statistics = parts.flatMap((part) => statisticOf(part.lower) ?? []);
  const content = parts.filter((part) => statisticOf(part.lower) === undefined);
  const named = findMetric(content, dimension);
  const rest = content.filter((_, index) => named === undefined || index < named.from || index >= named.to);
  const qualifying = rest.filter(
    ({ lower }) => !FILLERS.has(lower) && !LEVEL_WORDS.has(lower) && !NEUTRAL_WORDS.has(lower),
  );
  return {
    statistics: [...new Set(statistics)],
    ...(named && { metric: named.metric, ...(named.loose && { isLoose: true as const }) }),
    qualifier: weigh(qualifying),
    words: meaningfulGroups
      .map(joinTokens)
      .filter((words) => words !== '')
      .join(' '),
    qualifierWords: joinTokens([...new Set(qualifying.map(({ token }) => token))]),
    qualifierCount: qualifying.length,
    parts: parts.map((part) => part.lower),
  };
}

/** The subject is a version, a port or the like, whose limits no run can measure. */
export function isVersionedThing(subject: Subject): boolean {
  return subject.parts.some((part) => VERSIONED_THINGS.has(part));
}

function findMetric(
  parts: readonly Part[],
  dimension: Dimension | undefined,
): { metric: MetricName; loose?: true; from: number; to: number } | undefined {
  for (const { words, metric, loose, needsUnit } of METRIC_PHRASES) {
    if (dimension === undefined ? needsUnit : METRICS[metric].dimension !== dimension) continue;
    const from = parts.findIndex((_, start) => words.every((word, offset) => parts[start + offset]?.lower === word));
    if (from >= 0) return { metric, from, to: from + words.length, ...(loose && { loose }) };
  }
  return undefined;
}

function weigh(qualifying: readonly Part[]): Qualifier {
  if (qualifying.some(({ lower }) => FOREIGN_WORDS.has(lower))) return 'foreign';
  if (qualifying.some(({ lower }) => !SCOPE_WORDS.has(lower))) return 'unknown';
  return qualifying.length > 0 ? 'part' : 'none';
}

const HARM: readonly Qualifier[] = ['none', 'part', 'unknown', 'foreign'];

/** The subject, narrowed by words that stand farther away, such as the label of the row. */
export function narrow(subject: Subject, by: Subject): Subject {
  const isWorse = HARM.indexOf(by.qualifier) > HARM.indexOf(subject.qualifier);
  const known = subject.qualifierWords.split(' ');
  const added = by.qualifierWords.split(' ').filter((word) => !known.includes(word));
  return {
    ...subject,
    statistics: subject.statistics.length > 0 ? subject.statistics : by.statistics,
    qualifier: isWorse ? by.qualifier : subject.qualifier,
    qualifierWords: [...added, subject.qualifierWords].filter((words) => words !== '').join(' '),
    qualifierCount: subject.qualifierCount + by.qualifierCount,
  };
}
