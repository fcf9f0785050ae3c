import { UNKNOWN_LOAD } from '../../run/compare/likeness.ts';
import { changedLoadKeys } from '../../run/loadChanges.ts';
import type { RunManifest } from '../../run/runManifest.ts';
import { withoutUrlCredentials } from '../../text/urlCredentials.ts';
import { oneOf } from '../../text/wording.ts';

/** What a test would do if it were run now. */
export interface LoadNow {
  /** As `run.json` records it. */
  load: Readonly<Record<string, unknown>>;
  target: string | undefined;
  /** Files whose content is part of the load. */
  files: readonly string[];
  /** Undefined where one of the files cannot be read; `unreadable` then says which. */
  loadHash: string | undefined;
  unreadable?: string;
}

/** Why a run was of another load than the test has now, in words; undefined when it was the same. */
export function loadDifference(run: RunManifest, now: LoadNow): string | undefined {
  if (now.loadHash === undefined) return now.unreadable ?? 'the load of the test is not known';
  if (run.loadHash.startsWith(UNKNOWN_LOAD)) return 'nobody knows its load, because a file of it was missing';
  if (run.loadHash === now.loadHash) return undefined;
  const keys = changedLoadKeys(run.plan.effectiveTest, now.load);
  const target = now.target === undefined ? undefined : withoutUrlCredentials(now.target);
  const reasons = [
    ...(keys.includes('script') ? ['the test has another script now'] : []),
    ...loadWords(keys.filter((key) => key !== 'script')),
    ...(run.environment?.target === target ? [] : ['the target of the environment changed']),
  ];
  const set = Object.keys(run.overrides);
  return [
    ...(reasons.length > 0 ? reasons : [contentWords(now.files)]),
    ...(set.length > 0 ? [`it ran with --set ${set.join(', ')}`] : []),
  ].join('; ');
}

function loadWords(keys: readonly string[]): string[] {
  return keys.length === 0 ? [] : [`the load changed (${oneOf(keys)})`];
}

function contentWords(files: readonly string[]): string {
  if (files.length === 0) return 'the load changed';
  return `the content of ${files.join(' or ')} changed`;
}
