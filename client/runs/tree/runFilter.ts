import { formatVerdict } from '../../../core/format.ts';
import type { RunSummary } from './runSummary.ts';

/** What of a run is filtered by its outcome: its verdict, or that there is none yet. */
export const OUTCOMES = ['pass', 'warn', 'fail', 'no-data', 'invalid', 'running', 'cut-off', 'damaged'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What a run has to be to be shown: one of each list that is not empty. */
export interface RunFilter {
  tests: readonly string[];
  outcomes: readonly Outcome[];
  environments: readonly string[];
}

export const NO_FILTER: RunFilter = { tests: [], outcomes: [], environments: [] };

export function outcomeText(outcome: Outcome): string {
  switch (outcome) {
    case 'running':
    case 'damaged':
      return outcome;
    case 'cut-off':
      return 'no result';
    default:
      return formatVerdict(outcome);
  }
}

export function outcomeOf(summary: RunSummary): Outcome {
  if (summary.kind === 'damaged') return 'damaged';
  return summary.verdict ?? (summary.state === 'running' ? 'running' : 'cut-off');
}

export function isFilterSet({ tests, outcomes, environments }: RunFilter): boolean {
  return tests.length + outcomes.length + environments.length > 0;
}

/** Whether names of folders are not enough to tell what fits. */
export function needsSummaries({ outcomes, environments }: RunFilter): boolean {
  return outcomes.length + environments.length > 0;
}

export function fitsFilter(
  { tests, outcomes, environments }: RunFilter,
  testId: string,
  summary: RunSummary | undefined,
): boolean {
  if (tests.length > 0 && !tests.includes(testId)) return false;
  if (outcomes.length === 0 && environments.length === 0) return true;
  if (summary === undefined) return false;
  if (outcomes.length > 0 && !outcomes.includes(outcomeOf(summary))) return false;
  const environment = summary.kind === 'known' ? summary.environment : undefined;
  return environments.length === 0 || (environment !== undefined && environments.includes(environment));
}

/** As it stands in the title of the view: `search or checkout · fail · staging`. */
export function filterText({ tests, outcomes, environments }: RunFilter): string {
  return [tests, outcomes.map(outcomeText), environments]
    .filter((words) => words.length > 0)
    .map((words) => words.join(' or '))
    .join(' · ');
}
