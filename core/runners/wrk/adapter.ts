import { UserError } from '../../errors.ts';
import type { RunnerAdapter, StopStep, ToolJob, ToolPlan, ToolProcess } from '../adapter.ts';
import { optionTexts } from '../options.ts';
import { plannedRequest, type PlannedRequest } from '../plannedRequest.ts';
import { staircase, type Step } from '../staircase.ts';
import { WrkDecoder, type WrkStep } from './decoder.ts';
import { CONNECTIONS_VARIABLE, OUTPUT_VARIABLE, watchLua } from './watchLua.ts';
import { WRK_OPTIONS } from './wrk.ts';

const SCRIPT_FILE = 'wrk.lua';
const OUTPUT_CHANNEL = 'watch';
/** As many as wrk itself has when it is not told. */
const DEFAULT_THREADS = 2;
/** On SIGINT wrk stops its threads and still tells everything. It ignores SIGINT until they run. */
const STOP: readonly StopStep[] = [
  { kind: 'signal', signal: 'SIGINT', waitMs: 2000 },
  { kind: 'signal', signal: 'SIGINT', waitMs: 1000 },
];

/** One process for each step. All of them run one Lua script, which chains to the user's own. */
export const wrkAdapter: RunnerAdapter = {
  kind: 'wrk',
  prepare(job): ToolPlan {
    const { test, smoke, locate, scriptText, blockedHosts } = job;
    if (test.script !== undefined && scriptText === undefined)
      throw new UserError(`The script ${test.script.value} of test ${test.id} cannot be read.`);
    const request = plannedRequest(job);
    const options = optionTexts('wrk', WRK_OPTIONS, test.with);
    const mostThreads = Number(options['threads'] ?? DEFAULT_THREADS);
    const isLive = options['live'] !== 'false';
    const planned = smoke ? SMOKE : staircase('wrk', test.stages, { wholeSecondsOnly: true });
    const steps = planned.steps.map((step) => ({ ...step, threads: threadsFor(step.users, mostThreads) }));
    const script = test.script && locate(test.script.value);
    return {
      processes: steps.map((step, index) => processOf(step, index, job, request)),
      files: [{ name: SCRIPT_FILE, text: watchLua({ request, script, blockedHosts, isLive }) }],
      decoder: new WrkDecoder(steps, OUTPUT_CHANNEL, isLive),
      notes: [...planned.notes, ...request.notes],
    };
  },
};

const SMOKE_STEP: Step = { stage: '', index: 0, warmup: false, users: 1, durationMs: 1000 };
const SMOKE = { steps: [SMOKE_STEP], notes: [] };

/** wrk leaves out the connections that cannot be shared out evenly, so the number of threads divides that of users. */
function threadsFor(users: number, most: number): number {
  for (let threads = Math.min(users, most); threads > 1; threads--) if (users % threads === 0) return threads;
  return 1;
}

function processOf(step: WrkStep, index: number, job: ToolJob, request: PlannedRequest): ToolProcess {
  const { users, threads, durationMs } = step;
  const output = `${job.rawFolder}/wrk-${index + 1}.ndjson`;
  const load = ['--connections', String(users), '--threads', String(threads), '--duration', `${durationMs / 1000}s`];
  const script = ['--timeout', `${request.timeoutSeconds}s`, '--script', `${job.rawFolder}/${SCRIPT_FILE}`];
  return {
    argv: [job.program, ...load, ...script, `${request.origin}/`],
    environment: { [OUTPUT_VARIABLE]: output, [CONNECTIONS_VARIABLE]: String(users) },
    cwd: job.planFolder,
    channels: [{ name: OUTPUT_CHANNEL, kind: 'tail', file: output }],
    stop: STOP,
  };
}
