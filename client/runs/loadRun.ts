import { existsSync } from 'node:fs';
import path from 'node:path';
import { NoRunFolder, readRunFolder, type StoredRun } from '../../core/node/runStore/readRunFolder.ts';
import { RUN_FILES, runFactsSchema, type RunView } from '../../core/protocol/panel.ts';
import { marksOf } from '../../core/report/marks.ts';
import { chartLimits } from '../../core/run/chartLimits.ts';
import { Course } from '../../core/run/course.ts';
import { standingChecks } from '../../core/run/foldRun.ts';
import { LevelWatch } from '../../core/run/levelWatch.ts';
import { timelinePoints } from '../../core/run/timelinePoints.ts';
import { gaugesOf } from '../panels/gauges.ts';

/**
 * One run as the panel shows it, also one that goes on, was cut off or is damaged: then with what is there. A folder
 * that is none of a run becomes a message with a remedy.
 */
export async function loadRun(folder: string): Promise<RunView> {
  const course = new Course();
  const levels = new LevelWatch();
  let run: StoredRun;
  try {
    run = await readRunFolder(folder, {
      onEvent: (event, fold) => {
        if (event.kind === 'frame') course.add(event.frame);
        if (event.kind === 'frame' || event.kind === 'guard') levels.look(standingChecks(fold), lengthOf(course));
      },
    });
  } catch (error) {
    if (!(error instanceof NoRunFolder)) throw error;
    return { kind: 'unreadable', problem: error.problem, remedy: 'Choose the folder of one run.' };
  }
  const { manifest, result, fold, notes } = run;
  return {
    kind: 'run',
    facts: manifest && runFactsSchema.parse(manifest),
    result,
    marks: marksOf(manifest, result, fold),
    timeline: timelinePoints(course),
    gauges: fold === undefined ? [] : gaugesOf(fold),
    limits: fold === undefined ? [] : chartLimits(fold.rows, fold.setup.baseline),
    changes: [...levels.changes],
    changesDropped: levels.dropped,
    files: RUN_FILES.filter((name) => existsSync(path.join(folder, name))),
    notes,
  };
}

/** Seconds of the load that are told. */
function lengthOf(course: Course): number {
  return course.stretches().at(-1)?.endSecond ?? 0;
}
