import type { Selector } from '../checks/check.ts';
import { printCondition, printExpression } from '../checks/print.ts';
import { formatDuration, formatValue } from '../format.ts';
import { BASE_UNIT_NAMES } from '../units.ts';
import { dimensionOfCheck, isTrue, type JudgedCheck } from './judge.ts';
import { distanceFromTrue, limitsOf, resolveCondition, type BaselineLookup, type ResolvedCondition } from './limits.ts';
import { mergedSource, type MeasuredSource } from './measuredSource.ts';
import { ingredientsOf, measure } from './measure.ts';
import type { Frame } from './runEvent.ts';
import { SecondView } from './secondView.ts';
import { SeriesStore } from './seriesStore.ts';
import { windowEvaluator } from './windowBank.ts';
import type { WindowEvaluator } from './windows.ts';

/** A guard whose condition came true: the run is to be stopped. `observed` is in base units. */
export interface TrippedGuard {
  guardId: string;
  expression: string;
  observed: number;
  message: string;
}

/** How near a guard is to stopping the run, for live display. Values are in the base unit `unit`. */
export interface GuardDistance {
  guardId: string;
  expression: string;
  unit: string;
  /** Absent while nothing is measured. */
  observed?: number;
  /** Absent for a range, or when there is no baseline to take it from. */
  limit?: number;
  /** 0 far away, 1 when the condition is true now. */
  nearness: number;
  /** With a `for` window: how long the condition has been true without a break, and how long it takes to trip. */
  held?: { ms: number; ofMs: number };
}

interface WatchedGuard {
  check: JudgedCheck;
  expression: string;
  condition: ResolvedCondition;
  evaluator: WindowEvaluator | undefined;
  observed: number | undefined;
}

/**
 * Watches every row that has a `stop` level while the run goes on. Windows include warm-up seconds: the server needs
 * protection then, too. A guard without a window looks at the run so far, which like every whole-run figure leaves
 * warm-up out.
 */
export class GuardWatch {
  private readonly guards: WatchedGuard[];
  private readonly store: SeriesStore;
  private hasTripped = false;

  constructor(rows: readonly JudgedCheck[], baseline?: BaselineLookup) {
    this.guards = rows.flatMap((check) => watched(check, baseline));
    const flows = rows.filter(({ definition }) => definition?.kind === 'flow');
    this.store = new SeriesStore(
      flows.flatMap(({ selector }) => ingredientsOf(selector.metric, selector.tags)).map(({ metric }) => metric),
    );
  }

  /** Takes the next frame. Gives the first guard that trips, once; after that the run is being stopped anyway. */
  add(frame: Frame): TrippedGuard | undefined {
    if (!this.store.add(frame)) return undefined;
    const soFar = runSoFar(this.store, frame);
    let tripped: TrippedGuard | undefined;
    for (const guard of this.guards) {
      guard.observed =
        guard.evaluator === undefined
          ? measure(soFar, guard.check.selector, guard.check.definition)?.value
          : guard.evaluator.push(frame)?.observed;
      if (guard.observed === undefined || !isTrue(guard.condition, guard.observed)) continue;
      tripped ??= tripOf(guard, guard.observed);
    }
    if (this.hasTripped || tripped === undefined) return undefined;
    this.hasTripped = true;
    return tripped;
  }

  distances(): GuardDistance[] {
    return this.guards.map((guard) => {
      const { check, expression, condition, evaluator } = guard;
      const [limit] = condition.kind === 'comparison' ? limitsOf(condition) : [];
      const window = stopWindow(check);
      const observed = window?.kind === 'for' ? evaluator?.newestSecond() : guard.observed;
      return {
        guardId: check.id,
        expression,
        unit: BASE_UNIT_NAMES[dimensionOfCheck(check)],
        ...(observed === undefined ? {} : { observed }),
        nearness: observed === undefined ? 0 : nearnessOf(condition, observed),
        ...(limit === undefined ? {} : { limit }),
        ...(window?.kind === 'for' && evaluator !== undefined
          ? { held: { ms: Math.min(evaluator.heldMs(), window.ms), ofMs: window.ms } }
          : {}),
      };
    });
  }
}

function watched(check: JudgedCheck, baseline: BaselineLookup | undefined): WatchedGuard[] {
  const { stop } = check.levels;
  if (stop === undefined) return [];
  const condition = resolveCondition(stop, check.selector, dimensionOfCheck(check), baseline);
  // Without its baseline a guard cannot trip; that it protects nothing shows in its check result.
  if ('missing' in condition) return [];
  const expression = printExpression({ selector: check.selector, condition: stop });
  return [
    { check, expression, condition, evaluator: windowEvaluator(check, 'stop', baseline, true), observed: undefined },
  ];
}

function stopWindow({ levels: { stop } }: JudgedCheck): { kind: 'for' | 'over'; ms: number } | undefined {
  return stop?.kind === 'comparison' ? stop.window : undefined;
}

/** The run up to now, with the requests that are waiting in this very second as latency if none was answered in it. */
function runSoFar(store: SeriesStore, frame: Frame): MeasuredSource {
  const view = new SecondView(frame, true);
  const waiting: MeasuredSource = {
    aggregate(metric, filter) {
      const isLeftOut = frame.warmup && !Object.hasOwn(filter, 'stage');
      return metric === 'latency' && !isLeftOut ? view.agesWithoutResponse(filter) : undefined;
    },
    durationMs: () => 0,
    secondRates: () => ({ values: [], silentSeconds: 0 }),
  };
  return mergedSource([store, waiting]);
}

function tripOf({ check, expression, evaluator }: WatchedGuard, observed: number): TrippedGuard {
  const value = formatValue(observed, dimensionOfCheck(check));
  const window = stopWindow(check);
  const during = evaluator === undefined || window === undefined ? '' : ` ${window.kind} ${formatDuration(window.ms)}`;
  const what = metricText(check.selector);
  const stated = check.levels.stop === undefined ? '' : printCondition(check.levels.stop);
  // Of the seconds of such a window the one that fits least is told.
  const bound = window?.kind === 'for' ? boundWord(check) : '';
  return {
    guardId: check.id,
    expression,
    observed,
    message: `${what} was ${bound}${value}${during}; the guard is ${stated}`,
  };
}

function boundWord({ levels: { stop } }: JudgedCheck): string {
  const operator = stop?.kind === 'comparison' ? stop.operator : undefined;
  if (operator === '>' || operator === '>=') return 'at least ';
  return operator === '<' || operator === '<=' ? 'at most ' : '';
}

function metricText({ statistic, metric }: Selector): string {
  return statistic === undefined ? metric : `${statistic} ${metric}`;
}

function nearnessOf(condition: ResolvedCondition, observed: number): number {
  if (isTrue(condition, observed)) return 1;
  const scale = Math.max(...limitsOf(condition).map(Math.abs));
  return scale > 0 ? Math.max(0, 1 - distanceFromTrue(condition, observed) / scale) : 0;
}
