import type { Problem } from '../../problem.ts';
import { closest } from '../../text/closest.ts';

/** Behind so many problems nobody reads suggestions, and looking for them takes long. */
const MOST_PROBLEMS = 300;

/** The name that was most likely meant. */
export function suggest(
  problems: readonly Problem[],
  written: string,
  candidates: Iterable<string>,
): string | undefined {
  return problems.length < MOST_PROBLEMS ? closest(written, candidates) : undefined;
}
