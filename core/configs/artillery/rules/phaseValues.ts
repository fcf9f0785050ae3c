import { withFix, type Fix, type Problem } from '../../../problem.ts';
import { entryAt, isNull } from '../../yaml/lookup.ts';
import type { YamlEntry, YamlMap, YamlNode } from '../../yaml/yamlNode.ts';
import { renameKey, replaceText } from '../edits.ts';
import { nearKey } from '../nearKey.ts';
import { artilleryProblem } from '../problems.ts';
import { givenEntry, KEY_OF_KIND, type PhaseKind } from '../model/phases.ts';
import { isUnknown, mendedDuration, numberOf, secondsOf } from '../model/values.ts';

export const MODES = ['uniform', 'poisson'];

export function* badMode(mode: YamlNode, text: string): Iterable<Problem> {
  if (mode.kind !== 'scalar' || isUnknown(mode) || MODES.includes(mode.text)) return;
  const near = nearKey(mode.text, MODES);
  const problem = artilleryProblem('artillery-bad-mode', mode.span, mode.text);
  yield withFix(problem, near === undefined ? undefined : replaceText(mode, near, text));
}

/** `duration`, or the length of a pause. `isMeant`: another key stands for the duration. */
export function* durations(phase: YamlMap, kind: PhaseKind, isMeant: boolean, text: string): Iterable<Problem> {
  const key = kind === 'pause' ? 'pause' : 'duration';
  const entry = entryAt(phase, key);
  const load = entryAt(phase, KEY_OF_KIND[kind]);
  if (!entry) {
    // A ramp takes one second then.
    if (load && kind !== 'ramp' && !isMeant) yield artilleryProblem('artillery-phase-duration', load.keySpan, load.key);
    return;
  }
  const { value } = entry;
  if (value.kind !== 'scalar' || isUnknown(value)) return;
  const seconds = isNull(value) ? undefined : secondsOf(value);
  if (seconds === undefined || (seconds === 0 && key === 'duration')) {
    const mended = mendedDuration(value);
    const problem = artilleryProblem('artillery-bad-duration', value.span, key, value.text);
    yield withFix(problem, mended === undefined ? undefined : replaceText(value, mended, text));
  } else if (seconds < 0) {
    yield artilleryProblem('artillery-negative-duration', value.span, key, value.text);
  }
}

const WRITE_NUMBER = 'Write a number such as 10.';

/** How many arrive, and how many may be there at once. */
export function* rates(phase: YamlMap, kind: PhaseKind, text: string): Iterable<Problem> {
  yield* limit(phase);
  switch (kind) {
    case 'pause':
      return;
    case 'count':
      yield* count(phase);
      return;
    case 'rate':
      yield* constantRate(phase, text);
      return;
    case 'ramp':
      yield* ramp(phase);
      return;
  }
}

function known(phase: YamlMap, key: string): { entry: YamlEntry; value: number; written: string } | undefined {
  const entry = givenEntry(phase, key);
  if (entry?.value.kind !== 'scalar' || isUnknown(entry.value)) return undefined;
  return { entry, value: numberOf(entry.value), written: entry.value.text };
}

function isAmount(value: number): boolean {
  return value >= 0 && Number.isFinite(value);
}

function badRate({ entry, written }: { entry: YamlEntry; written: string }, remedy = WRITE_NUMBER): Problem {
  return artilleryProblem('artillery-bad-rate', entry.value.span, entry.key, written, remedy);
}

function* limit(phase: YamlMap): Iterable<Problem> {
  const most = known(phase, 'maxVusers');
  if (!most) return;
  if (most.value === 0) yield artilleryProblem('artillery-no-users', most.entry.value.span);
  else if (!isAmount(most.value) || !Number.isInteger(most.value)) yield badRate(most);
}

function* count(phase: YamlMap): Iterable<Problem> {
  const arrivals = known(phase, 'arrivalCount');
  if (!arrivals) return;
  if (!isAmount(arrivals.value)) yield badRate(arrivals);
  else if (arrivals.value === 0) yield skipped(arrivals.entry, 'its `arrivalCount` is 0');
}

function* constantRate(phase: YamlMap, text: string): Iterable<Problem> {
  const rate = known(phase, 'arrivalRate');
  if (!rate) return;
  // The text "0" is a pause, but the number 0 is nothing at all.
  if (rate.value === 0 && isNumber(rate.entry)) yield skipped(rate.entry, 'its `arrivalRate` is 0');
  else if (!isAmount(rate.value)) yield badRate(rate);
  else if (!Number.isInteger(rate.value)) yield fraction(phase, rate, text);
}

/** Less than one per second, or a part of one: the same load is a number of arrivals over the phase. */
function fraction(phase: YamlMap, rate: { entry: YamlEntry; value: number; written: string }, text: string): Problem {
  const length = givenEntry(phase, 'duration');
  const seconds = length && !isUnknown(length.value) ? secondsOf(length.value) : undefined;
  const arrivals = seconds === undefined ? NaN : Math.round(rate.value * seconds * 1e6) / 1e6;
  if (!(Number.isInteger(arrivals) && arrivals > 0)) return badRate(rate, 'Write an `arrivalCount` instead.');
  return withFix(badRate(rate, `For the same load write \`arrivalCount: ${arrivals}\`.`), {
    title: `Write arrivalCount: ${arrivals}`,
    edits: [
      ...renameKey(rate.entry, 'arrivalCount', text).edits,
      ...replaceText(rate.entry.value, String(arrivals), text).edits,
    ],
  } satisfies Fix);
}

function* ramp(phase: YamlMap): Iterable<Problem> {
  const to = known(phase, 'rampTo');
  const from = known(phase, 'arrivalRate');
  for (const end of [from, to]) if (end && !isAmount(end.value)) yield badRate(end);
  const startsAtNothing = !givenEntry(phase, 'arrivalRate') || from?.value === 0;
  if (to?.value === 0 && isNumber(to.entry) && startsAtNothing) yield skipped(to.entry, 'it goes from 0 to 0');
}

function isNumber({ value }: YamlEntry): boolean {
  return value.kind === 'scalar' && typeof value.value === 'number';
}

function skipped(entry: YamlEntry, why: string): Problem {
  return artilleryProblem('artillery-phase-skipped', entry.value.span, why);
}
