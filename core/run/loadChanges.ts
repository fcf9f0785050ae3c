import { withoutUrlCredentials } from '../text/urlCredentials.ts';

/**
 * The keys of a test's load that a run was asked for otherwise; all of them where nobody knows what it was asked for.
 * `effectiveTest` is what `run.json` records, `load` what the text asks for now.
 */
export function changedLoadKeys(effectiveTest: unknown, load: Readonly<Record<string, unknown>>): string[] {
  if (typeof effectiveTest !== 'object' || effectiveTest === null) return Object.keys(load);
  const was = effectiveTest as Record<string, unknown>;
  return Object.keys(load).filter((key) => recorded(load[key]) !== recorded(was[key]));
}

/** As the record went: what is undefined is not there, and addresses say nothing of who may enter. */
function recorded(value: unknown): string | undefined {
  const json: string | undefined = JSON.stringify(value);
  return json && withoutUrlCredentials(json);
}
