import {
  MOST_LOG_LINES,
  RECENT_SECONDS,
  type LiveNow,
  type LiveUpdate,
  type Phase,
} from '../../../core/protocol/livePanel.ts';
import type { LiveRunView, RunFacts } from '../../../core/protocol/panel.ts';
import { formatClock } from '../../../core/format.ts';
import { chartLimits } from '../../../core/run/chartLimits.ts';
import { Course, type Stretch } from '../../../core/run/course.ts';
import {
  foldRun,
  runResult,
  standingChecks,
  startRun,
  type RunFold,
  type RunSetup,
} from '../../../core/run/foldRun.ts';
import { GuardWatch } from '../../../core/run/guards.ts';
import { LevelWatch } from '../../../core/run/levelWatch.ts';
import { monitorFailureText } from '../../../core/run/monitorFailure.ts';
import type { Frame, RunEvent } from '../../../core/run/runEvent.ts';
import { SecondView } from '../../../core/run/secondView.ts';
import { secondsCovered } from '../../../core/run/seriesStore.ts';
import { timelinePoint, timelinePoints, type TimelinePoint } from '../../../core/run/timelinePoints.ts';
import { gaugesOf } from '../gauges.ts';
import { Tail } from './tail.ts';

const MOST_NOTES = 20;

/**
 * A run that goes on, folded from its events: gives the whole of what a panel shows, and what is new since the last
 * time. It keeps no more after hours than after minutes.
 */
export class LiveState {
  private readonly fold: RunFold;
  private readonly course = new Course();
  private readonly guards: GuardWatch;
  private readonly levels = new LevelWatch();
  private readonly recent = new Tail<TimelinePoint>(RECENT_SECONDS);
  private readonly log = new Tail<string>(MOST_LOG_LINES);
  private readonly notes = new Tail<string>(MOST_NOTES);
  private readonly points = new WeakMap<Stretch, TimelinePoint>();
  private loadStartedAt: number | undefined;
  private loadEndedAt: number | undefined;
  private nextSecond = 0;
  private stage: string | undefined;
  private stopping: { phase: 'stopping' | 'ending'; reason: string } | undefined;
  private told: { stretches: readonly Stretch[]; recent: number; changes: number; log: number } | undefined;
  private update = 0;

  constructor(
    private readonly facts: RunFacts,
    private readonly setup: RunSetup,
    private readonly now: () => number = Date.now,
  ) {
    this.fold = startRun(setup);
    this.guards = new GuardWatch(this.fold.rows, setup.baseline);
  }

  take(event: RunEvent): void {
    foldRun(this.fold, event);
    switch (event.kind) {
      case 'stage':
        this.loadStartedAt ??= event.at;
        this.stage = event.stage;
        break;
      case 'frame':
        this.addFrame(event.frame, event.at);
        break;
      case 'guard':
        this.note(`stopped by guard \`${event.guardId}\`: ${event.message}`);
        this.lookAtLevels();
        break;
      case 'log':
        this.log.push(event.line);
        break;
      case 'step-failed':
        this.note(event.message);
        break;
      case 'monitor-failed':
        this.note(monitorFailureText(event.monitor, event));
        break;
      case 'finished':
        this.loadEndedAt = event.at;
        break;
      case 'started':
      case 'totals':
      case 'verdicts':
        break;
    }
  }

  /** What a person has to know besides the figures, with the time it was told. */
  note(text: string): void {
    this.notes.push(this.loadStartedAt === undefined ? text : `${formatClock(this.nextSecond)} ${text}`);
  }

  stop(phase: 'stopping' | 'ending', reason: string): void {
    if (this.stopping?.phase === 'ending') return;
    // Who asked first is why; that the host says it again changes nothing.
    this.stopping = { phase, reason: this.stopping?.reason ?? reason };
  }

  get phase(): Phase {
    if (this.fold.outcome !== undefined) return 'finishing';
    return this.stopping?.phase ?? (this.loadStartedAt === undefined ? 'preparing' : 'running');
  }

  /** Everything; the next update begins where this ends. */
  whole(): LiveRunView {
    this.remember();
    return {
      kind: 'live',
      facts: this.facts,
      limits: chartLimits(this.fold.rows, this.setup.baseline),
      timeline: this.course.stretches().map((stretch) => this.pointOf(stretch)),
      recent: [...this.recent.all],
      changes: [...this.levels.changes],
      log: [...this.log.all],
      now: this.asOfNow(),
      update: this.update,
    };
  }

  /** What is new since the last update, or since the whole was told. */
  takeUpdate(): LiveUpdate {
    const { stretches: before, recent, changes, log } = this.told ?? { stretches: [], recent: 0, changes: 0, log: 0 };
    const stretches = this.course.stretches();
    // A stretch is never changed in place: what became longer, or was merged, is another one.
    const firstNew = stretches.findIndex((stretch, index) => stretch !== before[index]);
    const from = firstNew < 0 ? stretches.length : firstNew;
    const newChanges = this.changesEver() - changes;
    this.update += 1;
    this.remember();
    return {
      kind: 'update',
      update: this.update,
      timeline: { from, points: stretches.slice(from).map((stretch) => this.pointOf(stretch)) },
      recent: this.recent.since(recent),
      changes: newChanges > 0 ? this.levels.changes.slice(-newChanges) : [],
      log: this.log.since(log),
      now: this.asOfNow(),
    };
  }

  private addFrame(frame: Frame, at: number): void {
    this.loadStartedAt ??= at - frame.second * 1000 - frame.durationMs;
    const view = new SecondView(frame, false);
    if (!this.course.add(frame, view)) return;
    this.guards.add(frame);
    this.nextSecond = frame.second + secondsCovered(frame);
    this.stage = frame.stage;
    const alone = new Course();
    alone.add(frame, view);
    this.recent.push(...timelinePoints(alone));
    if (this.fold.alert !== undefined) this.note(this.fold.alert);
    this.lookAtLevels();
  }

  private lookAtLevels(): void {
    this.levels.look(standingChecks(this.fold), this.nextSecond);
  }

  private asOfNow(): LiveNow {
    const { loadStartedAt, setup, stage, stopping } = this;
    return {
      phase: this.phase,
      ...(stopping && { stoppingReason: stopping.reason }),
      ...(loadStartedAt === undefined
        ? {}
        : { elapsedMs: Math.max(0, (this.loadEndedAt ?? this.now()) - loadStartedAt) }),
      ...plannedTime(setup),
      ...(stage === undefined || stage === '' ? {} : { stage }),
      result: runResult(this.fold, 'running'),
      guards: this.guards.distances(),
      gauges: gaugesOf(this.fold),
      changesDropped: this.levels.dropped,
      notes: [...this.notes.all],
    };
  }

  private pointOf(stretch: Stretch): TimelinePoint {
    const known = this.points.get(stretch);
    if (known !== undefined) return known;
    const point = timelinePoint(stretch);
    this.points.set(stretch, point);
    return point;
  }

  private changesEver(): number {
    return this.levels.dropped + this.levels.changes.length;
  }

  private remember(): void {
    this.told = {
      stretches: [...this.course.stretches()],
      recent: this.recent.ever,
      changes: this.changesEver(),
      log: this.log.ever,
    };
  }
}

/** Nothing where the tool's own script decides how long it takes. */
function plannedTime({ stages = [] }: RunSetup): { plannedMs?: number } {
  return stages.length === 0 ? {} : { plannedMs: stages.reduce((sum, { durationMs }) => sum + durationMs, 0) };
}
