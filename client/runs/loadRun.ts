import { existsSync } from 'node:fs';
import path from 'node:path';
import { NoRunFolder, readRunFolder, type StoredRun } from '../../core/node/runStore/readRunFolder.ts';
import { RUN_FILES, runFactsSchema, type RunView } from '../../core/protocol/panel.ts';
import { marksOf } from '../../core/report/marks.ts';
import { Course } from '../../core/run/course.ts';
import { timelinePoints } from '../../core/run/timelinePoints.ts';

/**
 * One run as the panel shows it, also one that goes on, was cut off or is damaged: then with what is there. A folder
 * that is none of a run becomes a message with a remedy.
 */
export async function loadRun(folder: string): Promise<RunView> {
  const course = new Course();
  let run: StoredRun;
  try {
    run = await readRunFolder(folder, {
      onEvent: (event) => {
        if (event.kind === 'frame') course.add(event.frame);
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
    files: RUN_FILES.filter((name) => existsSync(path.join(folder, name))),
    notes,
  };
}
