import type { LoadKind } from '../../configs/plan/plan.ts';
import { formatValue } from '../../format.ts';
import type { Capacity, FoundCapacity } from '../../run/capacity.ts';
import type { RunResult } from '../../run/runResult.ts';
import {
  differenceNow,
  runOf,
  whyPassedOver,
  withoutRun,
  type CountableRun,
  type RunQuestion,
} from './checkEvidence.ts';
import { formatAge, type CapacityEvidence, type Evidence } from './evidence.ts';
import { unreadableSince } from './unreadableRuns.ts';

type Found = Omit<Evidence, 'bound'>;

/**
 * The newest run that counts, had the load that the plan asks for now and measured these metrics as it would now, or what
 * its absence is as evidence.
 */
export function newestOfLoad<Run extends CountableRun>(
  question: RunQuestion,
  runs: readonly Run[],
  metrics: readonly string[],
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
    const difference = differenceNow(question, manifest, metrics);
    if (difference === undefined) {
      const unreadable = unreadableSince(question, manifest.startedAt);
      if (unreadable === undefined) return { run: { ...run, result } };
      const reason = `${unreadable}, and it is newer than run ${manifest.runId}`;
      return { evidence: { state: 'no-data', reason, remedy: `Run it again: \`${command}\`.` } };
    }
    const reason = `since run ${manifest.runId}, ${difference}`;
    ofOtherLoad ??= { state: 'stale', reason, remedy: `Run it again: \`${command}\`.`, run: runOf(question, run) };
  }
  return { evidence: ofOtherLoad ?? withoutRun(question, runs, newestWhy) };
}

/** What a capacity says of the load that a text requires. `text` is that of the item, row or heading. */
export function capacityEvidence(question: RunQuestion, run: CountableRun, found: FoundCapacity, text: string): Found {
  const from = runOf(question, run);
  const { runId, ageMs } = from;
  const again = `Run it again: \`${question.command}\`.`;
  if (found.found === 'nothing')
    return { state: 'no-data', reason: `run ${runId} tells no capacity: ${found.reason}`, run: from };
  const [required, ...others] = requiredLoads(text, found.kind);
  const load = (level: number): string => loadText(found.kind, level);
  if (required !== undefined && others.length > 0) {
    const reason = `the text states several loads: ${[required, ...others].map(load).join(', ')}`;
    return { state: 'no-data', reason, remedy: 'Leave the one that is required.', run: from };
  }
  if (found.found === 'below') {
    const reason = `not even ${load(found.level)} held (${found.missed})`;
    const isFail = required !== undefined && required >= found.level;
    return { state: isFail ? 'fail' : 'no-data', reason, remedy: `Mend the cause. ${again}`, run: from };
  }
  const { kind, level, isLowerBound, limitedBy } = found;
  const capacity: CapacityEvidence = { kind, level, isLowerBound, ...(limitedBy && { limitedBy }) };
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
  const limited = limitedBy && limitText(kind, limitedBy);
  if (level >= required) return { state: 'pass', ...(limited !== undefined && { reason: limited }), ...whole };
  if (!isLowerBound) {
    const missed = limited === undefined ? '' : `, ${limited}`;
    const reason = `every target held up to ${load(level)}${missed}, and ${load(required)} are required`;
    return { state: 'fail', reason, remedy: `Mend the cause. ${again}`, ...whole };
  }
  const reason = `every target held up to ${load(level)}, the most that was measured, and ${load(required)} are required`;
  return {
    state: 'no-data',
    reason,
    remedy: `Add a stage with ${load(required)} or more, and run it again.`,
    ...whole,
  };
}

const A_RATE = /(?:\/|\bper\b)\s*\d*\s*(?:s|secs?|seconds?|m|mins?|minutes?|h|hours?|d|days?)\b/i;

/** A limit, a maximum or a minimum may be of anything; these say what is asked for. */
const STATES_REQUIRED =
  /[([][^\S\n]{0,3}(?:target|goal|required|expected)[^\S\n]{0,3}[:=]?[^\S\n]{0,3}([^()[\]\n]{1,80}?)[^\S\n]{0,3}[)\]]/giu;

/** The one load that a text requires; undefined where it states none, or several. */
export function requiredLoad(text: string, kind: LoadKind): number | undefined {
  const [load, ...others] = requiredLoads(text, kind);
  return others.length === 0 ? load : undefined;
}

/**
 * The different loads in the brackets of a text: `10,000 users` and `10,000` for users, `100/s` for arrivals. Another unit
 * would be another load. Where some say that they are users, a bare number is something else.
 */
function requiredLoads(text: string, kind: LoadKind): number[] {
  const unit = kind === 'users' ? '(?:\\s*(?:concurrent\\s+|virtual\\s+)?users?)?' : '\\s*(?:/\\s*s|per second|rps)';
  const amount = new RegExp(`^(\\d{1,3}(?:,\\d{3})+|\\d+)\\+?${unit}$`, 'i');
  const stated = [...text.matchAll(STATES_REQUIRED)].flatMap(([, words = '']) => {
    const written = amount.exec(words.trim())?.[1];
    const load = Number(written?.replaceAll(',', '') ?? 0);
    return load > 0 ? [{ load, isNamed: /users?$/i.test(words.trim()) }] : [];
  });
  const named = stated.filter(({ isNamed }) => isNamed);
  // "Queries/min: ___ (target: 1,000)" is a rate, whatever the test counts.
  const counted = named.length > 0 ? named : kind === 'users' && A_RATE.test(text) ? [] : stated;
  return [...new Set(counted.map(({ load }) => load))];
}

export function loadText(kind: LoadKind, level: number): string {
  return kind === 'rate'
    ? formatValue(level, 'rate')
    : `${formatValue(level, 'count')} ${level === 1 ? 'user' : 'users'}`;
}

/** Where the capacity ends: `1,500 users missed search/p95-latency`. */
export function limitText(kind: LoadKind, { level, missed }: NonNullable<Capacity['limitedBy']>): string {
  return `${loadText(kind, level)} missed ${missed}`;
}

/** `at least 1,000 users, 20 % headroom`. */
export function capacityText({ kind, level, isLowerBound, headroom }: CapacityEvidence): string {
  const bound = isLowerBound ? 'at least ' : '';
  if (headroom === undefined) return `${bound}${loadText(kind, level)}`;
  return `${bound}${loadText(kind, level)}, ${bound}${formatValue(headroom, 'ratio')} headroom`;
}
