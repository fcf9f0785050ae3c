import { readdirSync } from 'node:fs';
import path from 'node:path';
import { messageOf, UserError } from '../../errors.ts';
import { contradiction } from '../../run/contradiction.ts';
import { runManifestSchema, type RunManifest } from '../../run/runManifest.ts';
import type { RunResult } from '../../run/runResult.ts';
import { runResultSchema } from '../../run/runResultSchema.ts';
import { livenessOf, type Liveness } from './liveness.ts';
import { complaint, readStoredFile } from './readStoredFile.ts';

/** A run as far as `run.json` and `result.json` tell it; its events are not read. */
export interface ListedRun {
  kind: 'run';
  folder: string;
  /** With the state that the run really has, as far as `writer` is known. */
  manifest: RunManifest;
  /** Undefined while the run goes on and when it was cut off: then only its events tell. */
  result?: RunResult;
  writer: Liveness;
}

/** Whether nobody can tell here if the run still goes on: then it is neither running nor cut off. */
export function mayGoOn({ result, writer }: ListedRun): boolean {
  return result === undefined && writer === 'unknown';
}

export interface BrokenRun {
  kind: 'broken';
  folder: string;
  reason: string;
  /** Where `run.json` is whole, and only what became of the run cannot be read. */
  manifest?: RunManifest;
}

const RUN_FOLDER_NAME = /^\d{8}_\d{6}_/;

/** The runs of a results folder, newest first, with the folders that should be runs and cannot be read at the end. */
export async function listRuns(results: string): Promise<{ runs: ListedRun[]; broken: BrokenRun[] }> {
  const entries: (ListedRun | BrokenRun)[] = [];
  for (const folder of foldersIn(results))
    entries.push(...[await readListEntry(folder)].filter((entry) => entry !== undefined));
  return {
    runs: newestFirst(entries.filter((entry) => entry.kind === 'run')),
    broken: entries.filter((entry) => entry.kind === 'broken'),
  };
}

export function newestFirst(runs: readonly ListedRun[]): ListedRun[] {
  return runs.toSorted((a, b) => b.manifest.startedAt - a.manifest.startedAt || (a.folder < b.folder ? 1 : -1));
}

function foldersIn(results: string): string[] {
  try {
    // Links are left alone: what they lead to is not ours.
    const folders = readdirSync(results, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    return folders.map(({ name }) => path.join(results, name));
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new UserError(
      isMissing
        ? `There is no results folder ${results}. It is beside the plan that was run: name it, such as --results FOLDER_OF_THE_PLAN/headroom-results.`
        : `The results folder ${results} cannot be read: ${messageOf(error)}.`,
    );
  }
}

/** Undefined for a folder that never was a run, such as a suite's. */
export async function readListEntry(folder: string): Promise<ListedRun | BrokenRun | undefined> {
  const own = readStoredFile(folder, 'run.json', runManifestSchema);
  if (own.kind !== 'whole') {
    const isOurs = own.kind === 'broken' || isRunName(path.basename(folder));
    return isOurs ? { kind: 'broken', folder, reason: complaint('run.json', own) ?? '' } : undefined;
  }
  const manifest = own.value;
  const stored = readStoredFile(folder, 'result.json', runResultSchema);
  const result = stored.kind === 'whole' && !contradiction(stored.value, manifest) ? stored.value : undefined;
  if (result !== undefined)
    return { kind: 'run', folder, manifest: { ...manifest, state: result.state }, result, writer: 'gone' };
  if (manifest.state !== 'running')
    return {
      ...{ kind: 'broken', folder, manifest },
      reason: complaint('result.json', stored) ?? 'result.json is not of this run',
    };
  const writer = await livenessOf(manifest.process);
  return {
    kind: 'run',
    folder,
    manifest: { ...manifest, state: writer === 'alive' ? 'running' : 'interrupted' },
    writer,
  };
}

function isRunName(name: string): boolean {
  return RUN_FOLDER_NAME.test(name) && !/^\d{8}_\d{6}_suite-/.test(name);
}
