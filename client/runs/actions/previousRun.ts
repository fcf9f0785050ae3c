import { readdirSync } from 'node:fs';
import path from 'node:path';
import { parseRunName, testInName } from '../tree/runName.ts';
import { readSummary, type KnownRun } from '../tree/runSummary.ts';

/**
 * The newest older run of the same test beside a run that can be compared with it: one with a result, a smoke run for
 * a smoke run only, and an imported run for an imported one only.
 */
export async function previousRun(folder: string): Promise<string | undefined> {
  const own = await readSummary(folder);
  if (own?.kind !== 'known') return undefined;
  const results = path.dirname(folder);
  const names = new Set(readdirSync(results));
  const older = [...names]
    .filter((name) => isBefore(name, path.basename(folder)))
    .filter((name) => {
      const parsed = parseRunName(name);
      return (
        parsed !== undefined && [parsed.rest, testInName(parsed, (other) => names.has(other))].includes(own.testId)
      );
    })
    .sort((one, other) => (isBefore(one, other) ? 1 : -1));
  for (const name of older) {
    const summary = await readSummary(path.join(results, name));
    if (summary?.kind === 'known' && isLike(summary, own)) return path.join(results, name);
  }
  return undefined;
}

function isLike(one: KnownRun, other: KnownRun): boolean {
  return (
    one.testId === other.testId &&
    one.verdict !== undefined &&
    one.smoke === other.smoke &&
    one.isImported === other.isImported
  );
}

const NATURAL = new Intl.Collator('en', { numeric: true });

/** Names begin with the time; runs of one second are numbered, and the first has no number. */
function isBefore(one: string, other: string): boolean {
  return one !== other && NATURAL.compare(one, other) < 0;
}
