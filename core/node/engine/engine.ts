import type { EngineMessage } from '../../runners/http/engineMessage.ts';
import type { Frame } from '../../run/runEvent.ts';
import type { HttpJob, HttpJobStage } from '../../runners/http/httpJob.ts';
import { redactor } from '../../text/redact.ts';
import { ArrivalsLoad } from './arrivalsLoad.ts';
import { now } from './clock.ts';
import { Flow } from './flow.ts';
import { FrameRecorder } from './frameRecorder.ts';
import type { Load } from './load.ts';
import { levelText, LoadProfile } from './profile.ts';
import { RunState } from './runState.ts';
import { SmokeLoad } from './smokeLoad.ts';
import { makeTrust } from './trust.ts';
import { UsersLoad } from './usersLoad.ts';

/** How often the level is followed and looked at, in ms. */
const TICK_MS = 100;
/** What requests in flight at the end of the load get at most, in ms; never more than their own time limit. */
const GRACE_MS = 5000;
/** Stands for the stages of a smoke run, which ends with its one pass and not with the time. */
const SMOKE_STAGE: HttpJobStage = { name: 'smoke', kind: 'users', from: 1, to: 1, durationMs: Infinity, warmup: false };

type Emit = (message: EngineMessage) => void;

/**
 * Makes the load of one job and reports it with `emit`, at most one frame a second. Resolves when the last frame was
 * emitted. Throws, before anything is sent, when the job cannot be run.
 */
export async function runEngine(job: HttpJob, emit: Emit, stop: AbortSignal): Promise<'completed' | 'stopped'> {
  const flow = new Flow(job);
  const profile = new LoadProfile(job.smoke === true ? [SMOKE_STAGE] : job.stages);
  const startedAt = now();
  const epochAtStart = Date.now();
  const at = () => epochAtStart + Math.round(now() - startedAt);
  const hide = redactor(Object.values(job.secrets));
  const state = new RunState({
    profile,
    timeoutMs: job.timeoutMs,
    keepsCookies: job.cookies ?? false,
    trust: makeTrust(job.tls),
    startedAt,
    blockedHosts: job.blockedHosts,
    log: (line) => emit({ kind: 'log', at: at(), level: 'warning', line: hide(line) }),
  });
  const load = createLoad(job, profile, flow, state);
  const frames = new FrameRecorder(state);
  const emitFrames = (made: readonly Frame[]) => {
    for (const frame of made) emit({ kind: 'frame', at: at(), frame });
  };

  const graceMs = Math.min(job.timeoutMs, GRACE_MS);
  let announced = -1;
  let finished = false;
  /** When the next tick is meant to be, in ms since the start. How late it is shows how long anything waits here. */
  let tickDueAt = 0;
  let timer: NodeJS.Timeout | undefined;

  const tick = () => {
    const elapsedMs = now() - startedAt;
    state.recorder.record(profile.stageAt(elapsedMs).name, '', 'schedule_lag', elapsedMs - tickDueAt);
    // Past the last stage people finish what they began; that level is no part of any stage.
    if (!finished) frames.sampleUsers(load.users);
    emitFrames(frames.passed(elapsedMs));
    const index = profile.indexAt(elapsedMs);
    if (index !== announced) {
      announced = index;
      const stage = profile.stageAt(elapsedMs);
      emit({ kind: 'stage', at: at(), stage: stage.name, index, level: levelText(stage), warmup: stage.warmup });
    }
    if (!finished) load.follow(elapsedMs);
    if (!finished && elapsedMs >= profile.totalMs) {
      finished = true;
      load.finish();
    }
    if (finished && elapsedMs >= profile.totalMs + graceMs) state.inFlight.failAll();
    const doneAt = now() - startedAt;
    const waitMs = msToNextTick(doneAt, finished ? undefined : profile.totalMs);
    tickDueAt = doneAt + waitMs;
    timer = setTimeout(tick, waitMs);
  };
  const onStop = () => {
    finished = true;
    load.finish();
    state.inFlight.abortAll(now(), graceMs);
  };
  stop.addEventListener('abort', onStop, { once: true });
  if (stop.aborted) {
    onStop();
  } else {
    // The first users are at work when the level is first read.
    load.follow(0);
    tickDueAt = now() - startedAt;
    tick();
  }

  await load.done;
  clearTimeout(timer);
  stop.removeEventListener('abort', onStop);
  const elapsedMs = now() - startedAt;
  emitFrames(frames.passed(elapsedMs));
  emitFrames(frames.last(elapsedMs));
  return stop.aborted ? 'stopped' : 'completed';
}

function createLoad(job: HttpJob, profile: LoadProfile, flow: Flow, state: RunState): Load {
  if (job.smoke === true) return new SmokeLoad(flow, state);
  return job.stages[0]?.kind === 'rate' ? new ArrivalsLoad(profile, flow, state) : new UsersLoad(profile, flow, state);
}

/** Ticks fall on whole tenths of a second, and one on the end of the load. */
function msToNextTick(elapsedMs: number, endMs: number | undefined): number {
  const toTenth = TICK_MS - (elapsedMs % TICK_MS);
  return endMs === undefined ? toTenth : Math.max(0, Math.min(toTenth, endMs - elapsedMs));
}
