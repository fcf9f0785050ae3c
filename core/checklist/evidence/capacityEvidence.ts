import type { LoadKind } from '../../configs/plan/plan.ts';
import { formatValue } from '../../format.ts';
import type { FoundCapacity } from '../../run/capacity.ts';
import type { RunResult } from '../../run/runResult.ts';
import { STATED_TARGET } from '../readBlanks.ts';
import { runOf, whyPassedOver, type CountableRun, type RunQuestion } from './checkEvidence.ts';
import { formatAge, type CapacityEvidence, type Evidence } from './evidence.ts';
import { loadDifference } from './loadDifference.ts';

type Found = Omit<Evidence, 'bound'>;

/** The newest run that counts and had the load that the plan asks for now, or what its absence is as evidence. */
export function newestOfLoad<Run extends CountableRun>(
  question: RunQuestion,
  runs: readonly Run[],
): { run: Run & { result: RunResult } } | { evidence: Found } {
  const { environment, command } = question;
  let newestWhy: string | undefined;
  let ofOtherLoad: Found | undefined;
  for (const run of runs) {
    const { manifest, result } = run;
    const why = whyPassedOver(run, environment);
    if (why !== undefined || result === undefined) {
      newestWhy ??= `${manifest.runId} does not count: ${why ?? 'it has no result'}`;
      continue;
    }
    const difference = loadDifference(manifest, question.load);
    if (difference === undefined) return { run: { ...run, result } };
    const reason = `since run ${manifest.runId}, ${difference}`;
    ofOtherLoad ??= { state: 'stale', reason, remedy: `Run it again: \`${command}\`.`, run: runOf(question, run) };
  }
  const never = environment === undefined ? 'its test was never run' : `its test was never run in ${environment}`;
  return {
    evidence: ofOtherLoad ?? { state: 'unmeasured', reason: newestWhy ?? never, remedy: `Run it: \`${command}\`.` },
  };
}

/** What a capacity says of the load that a text requires. `text` is that of the item, row or heading. */
export function capacityEvidence(question: RunQuestion, run: CountableRun, found: FoundCapacity, text: string): Found {
  const from = runOf(question, run);
  const { runId, ageMs } = from;
  const again = `Run it again: \`${question.command}\`.`;
  if (found.found === 'nothing')
    return { state: 'no-data', reason: `run ${runId} tells no capacity: ${found.reason}`, run: from };
  const required = requiredLoad(text, found.kind);
  const load = (level: number): string => loadText(found.kind, level);
  if (found.found === 'below') {
    const reason = `not even ${load(found.level)} held (${found.missed})`;
    const isFail = required !== undefined && required >= found.level;
    return { state: isFail ? 'fail' : 'no-data', reason, remedy: `Mend the cause. ${again}`, run: from };
  }
  const { kind, level, isLowerBound } = found;
  const capacity: CapacityEvidence = { kind, level, isLowerBound };
  if (required === undefined) {
    const reason = `the text states no load that is required in ${kind === 'users' ? 'users' : 'arrivals per second'}`;
    const remedy = `Write it there: (target: ${kind === 'users' ? '1,000 users' : '100/s'}).`;
    return { state: 'no-data', reason, remedy, run: from, capacity };
  }
  const whole = { run: from, capacity: { ...capacity, required, headroom: (level - required) / level } };
  const { maxAgeMs } = question;
  if (maxAgeMs !== undefined && ageMs > maxAgeMs) {
    const reason = `run ${runId} is ${formatAge(ageMs)} old, more than \`max_age\` of the plan allows`;
    return { state: 'stale', reason, remedy: again, ...whole };
  }
  if (level >= required) return { state: 'pass', ...whole };
  if (!isLowerBound) {
    const reason = `every target held up to ${load(level)}, and ${load(required)} are required`;
    return { state: 'fail', reason, remedy: `Mend the cause. ${again}`, ...whole };
  }
  const reason = `every target held up to ${load(level)}, the most that was tried, and ${load(required)} are required`;
  return {
    state: 'no-data',
    reason,
    remedy: `Add a stage with ${load(required)} or more, and run it again.`,
    ...whole,
  };
}

const A_RATE = /(?:\/|\bper\b)\s*\d*\s*(?:s|secs?|seconds?|m|mins?|minutes?|h|hours?|d|days?)\b/i;

/** `10,000 users` and `10,000` for users, `100/s` for arrivals. Another unit would be another load. */
export function requiredLoad(text: string, kind: LoadKind): number | undefined {
  const stated = STATED_TARGET.exec(text)?.[1] ?? '';
  const unit = kind === 'users' ? '(?:\\s*(?:concurrent\\s+|virtual\\s+)?users)?' : '\\s*(?:/\\s*s|per second|rps)';
  const written = new RegExp(`^(\\d{1,3}(?:,\\d{3})+|\\d+)\\+?${unit}$`, 'i').exec(stated.trim())?.[1];
  // "Queries/min: ___ (target: 1,000)" is a rate, whatever the test counts.
  if (kind === 'users' && !/users$/i.test(stated) && A_RATE.test(text)) return undefined;
  const load = written === undefined ? 0 : Number(written.replaceAll(',', ''));
  return load > 0 ? load : undefined;
}

export function loadText(kind: LoadKind, level: number): string {
  return kind === 'rate'
    ? formatValue(level, 'rate')
    : `${formatValue(level, 'count')} ${level === 1 ? 'user' : 'users'}`;
}

/** `at least 1,000 users, 20 % headroom`. */
export function capacityText({ kind, level, isLowerBound, headroom }: CapacityEvidence): string {
  const bound = isLowerBound ? 'at least ' : '';
  if (headroom === undefined) return `${bound}${loadText(kind, level)}`;
  return `${bound}${loadText(kind, level)}, ${bound}${formatValue(headroom, 'ratio')} headroom`;
}
