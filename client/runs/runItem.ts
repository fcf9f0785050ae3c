import path from 'node:path';
import { formatDuration, formatVerdict } from '../../core/format.ts';
import { mayGoOn, type BrokenRun, type ListedRun } from '../../core/node/runStore/listRuns.ts';
import type { RunState } from '../../core/run/runResult.ts';
import { VERDICT_ICONS } from '../verdictIcons.ts';
import { parseRunName } from './tree/runName.ts';

/** How a run that did not simply end is marked; `completed` goes without saying. */
const STATES: Record<RunState, string | undefined> = {
  completed: undefined,
  running: 'running',
  cancelled: 'cancelled',
  interrupted: 'cut off',
  failed: 'did not run to its end',
};

export interface RunItem {
  label: string;
  description: string;
  detail: string;
}

/** How the editor says times and places. */
export interface RunItemWords {
  time(ms: number): string;
  folder(path: string): string;
}

/** A run as an entry of a list to choose from. The verdict is said in words too: an icon alone is read by nobody's ears. */
export function runItem(run: ListedRun | BrokenRun, words: RunItemWords): RunItem {
  const { folder } = run;
  // It can be chosen all the same: its events may tell what is damaged here.
  if (run.kind === 'broken')
    return { label: `$(warning) ${path.basename(folder)}`, description: 'damaged', detail: run.reason };
  const { testId, title, startedAt, endedAt, smoke, state } = run.manifest;
  const verdict = run.result?.verdict;
  const facts = [
    verdict === undefined ? 'no result' : formatVerdict(verdict),
    mayGoOn(run) ? 'running or cut off' : STATES[state],
    smoke ? 'smoke run' : undefined,
    words.time(startedAt),
    endedAt === undefined ? undefined : formatDuration(endedAt - startedAt),
  ];
  return {
    label: `${verdict === undefined ? '$(circle-outline)' : VERDICT_ICONS[verdict]} ${testId}`,
    description: facts.filter((fact) => fact !== undefined).join(' · '),
    detail: title === undefined ? words.folder(folder) : `${title} · ${words.folder(folder)}`,
  };
}

/** A run of which only the name was read. */
export function unreadItem(folder: string, words: RunItemWords): RunItem {
  const name = parseRunName(path.basename(folder));
  return {
    label: `$(circle-outline) ${name?.rest ?? path.basename(folder)}`,
    description: name === undefined ? '' : words.time(name.startedAt),
    detail: words.folder(folder),
  };
}
