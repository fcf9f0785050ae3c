import type { Condition, Selector } from '../check.ts';
import { printCondition, printExpression } from '../print.ts';
import type { ReadTarget } from './readTarget.ts';
import { readSubject } from './subject.ts';
import type { Token } from './tokens.ts';

/** A promise that something does not happen at all: "No 5xx errors". */
export interface Absence {
  from: number;
  to: number;
  /** The words behind "no". */
  subject: Token[];
}

const OPENERS: ReadonlySet<string> = new Set(['no', 'zero']);

/** What a load test counts. "No memory leaks" is a promise too, but nothing a run can measure. */
const COUNTED: ReadonlySet<string> = new Set([
  'errors',
  'failures',
  'timeouts',
  'requests',
  'iterations',
  'connections',
]);

/** Words that tell which of them; any other word ("unexpected", "new") makes it a matter of judgement. */
const KINDS: ReadonlySet<string> = new Set(
  'failed dropped refused http connection request server client network timeout api socket 4xx 5xx'.split(' '),
);

/** "No requests" alone is the opposite of a target. */
const NEED_KIND: ReadonlySet<string> = new Set(['requests', 'iterations', 'connections']);

const LONGEST_KIND = 3;

/** Reads an absence that starts at a token and fills its clause. */
export function readAbsence(tokens: readonly Token[], at: number): Absence | undefined {
  if (!OPENERS.has(tokens[at]?.lower ?? '')) return undefined;
  for (let index = at + 1; index <= at + 1 + LONGEST_KIND; index += 1) {
    const token = tokens[index];
    if (token?.kind !== 'word') return undefined;
    if (COUNTED.has(token.lower) && !KINDS.has(tokens[index + 1]?.lower ?? '')) {
      const isComplete = !NEED_KIND.has(token.lower) || index > at + 1;
      const endsHere = tokens[index + 1]?.kind !== 'word';
      return isComplete && endsHere ? { from: at, to: index + 1, subject: tokens.slice(at + 1, index + 1) } : undefined;
    }
    if (!KINDS.has(token.lower)) return undefined;
  }
  return undefined;
}

const NEVER: Condition = { kind: 'comparison', operator: '==', limit: { kind: 'quantity', amount: 0 } };

/** Reads the absences of a line. Only "no errors" and "no failures" as such are a metric of the vocabulary. */
export function readAbsences(line: readonly Token[]): ReadTarget[] {
  const targets: ReadTarget[] = [];
  line.forEach((token, at) => {
    const isStart = line.slice(Math.max(0, at - 1), at).every((before) => before.kind !== 'word');
    const absence = isStart ? readAbsence(line, at) : undefined;
    if (absence === undefined) return;
    const subject = readSubject([absence.subject], 'count');
    const isPlain = subject.metric !== undefined && subject.qualifier === 'none';
    const selector: Selector | undefined = isPlain ? { metric: 'failures', tags: {} } : undefined;
    targets.push({
      span: [token.start, line[absence.to - 1]?.end ?? token.end],
      ...(selector && { selector }),
      condition: NEVER,
      text: selector === undefined ? printCondition(NEVER) : printExpression({ selector, condition: NEVER }),
      confidence: 'likely',
      reason: 'a promise that something never happens, read as a count of zero',
      ...(selector === undefined && { metricWords: subject.words }),
    });
  });
  return targets;
}
