import { existsSync } from 'node:fs';
import path from 'node:path';
import { runFactsSchema, type RunFile, type RunView, type UnreadableRun } from '../../core/protocol/panel.ts';
import { runManifestSchema, type RunManifest } from '../../core/run/runManifest.ts';
import { runResultSchema } from '../../core/run/runResultSchema.ts';
import { loadTimeline } from './loadTimeline.ts';
import { readJson } from './readJson.ts';

const FILES: readonly RunFile[] = ['report.md', 'log.txt'];

/** One run as the panel shows it. A folder that cannot be shown becomes a message with a remedy, never an exception. */
export async function loadRun(folder: string): Promise<RunView> {
  if (!existsSync(folder)) {
    return unreadable(`The run folder ${folder} does not exist.`, 'It was moved or deleted. Choose another run.');
  }
  const manifest = await readJson(folder, 'run.json', runManifestSchema);
  if (manifest.kind === 'missing') {
    return unreadable(`${folder} is not a run folder: it has no run.json.`, 'Choose the folder of one run.');
  }
  if (manifest.kind === 'broken') return unreadable(manifest.problem, REPEAT);
  const result = await readJson(folder, 'result.json', runResultSchema);
  if (result.kind === 'missing') return withoutResult(folder, manifest.content);
  if (result.kind === 'broken') return unreadable(result.problem, REPEAT);

  const timeline = await loadTimeline(folder);
  return {
    kind: 'run',
    facts: runFactsSchema.parse(manifest.content),
    result: result.content,
    timeline: timeline.points,
    files: FILES.filter((name) => existsSync(path.join(folder, name))),
    gaps: timeline.gaps,
  };
}

const REPEAT = 'Run the test again, or choose another run.';

function unreadable(problem: string, remedy: string): UnreadableRun {
  return { kind: 'unreadable', problem, remedy };
}

function withoutResult(folder: string, { state }: RunManifest): UnreadableRun {
  const problem = `${folder} has no result.json yet.`;
  return state === 'running'
    ? unreadable(problem, 'The run is going on, or was cut off. Open it again when it has ended.')
    : unreadable(problem, `The run ended as "${state}" before its result was written. ${REPEAT}`);
}
