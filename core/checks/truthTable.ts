import type { Verdict } from '../run/runResult.ts';

/** What is known of a row when it is judged. A level that the row does not have is absent. */
export interface JudgedFacts {
  /** False when there is no value to judge. */
  measured: boolean;
  /** Whether the row has a `critical` level: then a missed target is only a warning. */
  hasCritical: boolean;
  /** Whether each level's condition is true of the measured value. */
  target?: boolean;
  warn?: boolean;
  critical?: boolean;
  stop?: boolean;
}

/** A row's own verdict. That a run cannot be trusted is no fact of one row. */
export type RowVerdict = Exclude<Verdict, 'invalid'>;

export interface TruthTableRow {
  /** All of these must hold; an empty one holds always. */
  when: Partial<JudgedFacts>;
  verdict: RowVerdict;
  /** Printed into the docs. */
  meaning: string;
}

/** How a row is judged: the first line that holds decides. */
export const TRUTH_TABLE: readonly TruthTableRow[] = [
  { when: { measured: false }, verdict: 'no-data', meaning: 'Nothing was measured.' },
  { when: { critical: true }, verdict: 'fail', meaning: 'The critical condition is true.' },
  { when: { stop: true }, verdict: 'fail', meaning: 'The stop condition is true.' },
  {
    when: { target: false, hasCritical: true },
    verdict: 'warn',
    meaning: 'The target is missed, and the critical condition is not true.',
  },
  {
    when: { target: false },
    verdict: 'fail',
    meaning: 'The target is missed, and nothing milder than failing is stated.',
  },
  { when: { warn: true }, verdict: 'warn', meaning: 'The warn condition is true.' },
];

/** What a row is when no line of the table holds. */
const OTHERWISE: RowVerdict = 'pass';

export function applyTruthTable(facts: JudgedFacts): RowVerdict {
  return TRUTH_TABLE.find((row) => holds(row.when, facts))?.verdict ?? OTHERWISE;
}

function holds(when: Partial<JudgedFacts>, facts: JudgedFacts): boolean {
  return FACTS.every((fact) => when[fact] === undefined || when[fact] === facts[fact]);
}

const FACTS: readonly (keyof JudgedFacts)[] = ['measured', 'hasCritical', 'target', 'warn', 'critical', 'stop'];

const WORST_FIRST: readonly Verdict[] = ['invalid', 'fail', 'no-data', 'warn', 'pass'];

/** The verdict of a run from those of its checks. Without any, nothing was judged: `no-data`. */
export function worstVerdict(verdicts: readonly Verdict[]): Verdict {
  return WORST_FIRST.find((verdict) => verdicts.includes(verdict)) ?? 'no-data';
}
