import path from 'node:path';
import * as z from 'zod';
import { runManifestSchema } from '../../core/run/runManifest.ts';
import type { RunState, Verdict } from '../../core/run/runResult.ts';
import { runResultSchema } from '../../core/run/runResultSchema.ts';
import { readJson } from './readJson.ts';

/** What a list of runs says of one. */
export interface RunSummary {
  folder: string;
  /** ms since the Unix epoch; of a folder that cannot be read, as its name says. */
  startedAt: number;
  content:
    | {
        kind: 'run';
        testId: string;
        title?: string;
        durationMs?: number;
        smoke: boolean;
        /** Absent while there is no result. */
        verdict?: Verdict;
        state: RunState;
      }
    | { kind: 'unreadable'; problem: string };
}

const manifestPart = runManifestSchema.pick({
  testId: true,
  title: true,
  startedAt: true,
  endedAt: true,
  smoke: true,
  state: true,
});
const resultPart = runResultSchema.pick({ verdict: true, state: true });

export async function loadSummary(folder: string): Promise<RunSummary> {
  const [manifest, result] = await Promise.all([
    readJson(folder, 'run.json', manifestPart),
    readJson(folder, 'result.json', resultPart),
  ]);
  const unreadable = (problem: string): RunSummary => ({
    folder,
    startedAt: timeOfName(folder),
    content: { kind: 'unreadable', problem },
  });
  if (manifest.kind === 'missing') return unreadable(`${folder} has no run.json`);
  if (manifest.kind === 'broken') return unreadable(manifest.problem);
  if (result.kind === 'broken') return unreadable(result.problem);
  const { testId, title, startedAt, endedAt, smoke, state } = manifest.content;
  return {
    folder,
    startedAt,
    content: {
      kind: 'run',
      testId,
      title,
      durationMs: endedAt === undefined ? undefined : endedAt - startedAt,
      smoke,
      ...(result.kind === 'content' ? result.content : { state }),
    },
  };
}

const stampSchema = z.iso.datetime();

/** The time that a run folder's name begins with, 0 when it does not. */
function timeOfName(folder: string): number {
  const stamp = path.basename(folder).replace(/^(\d{4})(\d\d)(\d\d)_(\d\d)(\d\d)(\d\d)_.*$/, '$1-$2-$3T$4:$5:$6Z');
  return stampSchema.safeParse(stamp).success ? Date.parse(stamp) : 0;
}
