import type { Level, Selector, Window } from '../checks/check.ts';
import { formatDuration } from '../format.ts';
import type { MetricDefinition } from '../metrics.ts';
import { isTrue } from './judge.ts';
import { distanceFromTrue, type ResolvedCondition } from './limits.ts';
import { ingredientsOf, measure, type Ingredient } from './measure.ts';
import type { Frame } from './runEvent.ts';
import { SecondView } from './secondView.ts';
import { isFullSecond, secondsCovered } from './seriesStore.ts';
import { mergeSlices, silentSlice, sliceOf, sliceSource, type Slice } from './slice.ts';
import { SlidingMerge } from './slidingMerge.ts';

/** A window's value in base units and how many measured things it is made from. */
export interface WindowValue {
  observed: number;
  count: number;
}

/** What the windows of a run say: the value that decides, or why there is none (without reason: no data at all). */
export type WindowOutcome = ({ kind: 'measured' } & WindowValue) | { kind: 'missing'; reason?: string };

export interface WindowedCondition {
  selector: Selector;
  definition: MetricDefinition | undefined;
  level: Level;
  window: Window;
  condition: ResolvedCondition;
  /** Guards look at every second of the run, and at the age of requests that are not answered. */
  isGuard: boolean;
}

interface Second {
  durationMs: number;
  value: WindowValue | undefined;
  /** Nothing was measured in it; the value is that of the last second before it in which something was. */
  isCarried?: boolean;
}

/**
 * Judges a condition with a window while frames come in; it keeps only the last window's seconds.
 *
 * `for D`: the value of a stretch of D is that of its least fitting second. A second without data breaks the stretch:
 * it cannot make the condition true. For guards it is as the measured second before it, if the stretch ends with a
 * measured one: a service that hangs or refuses yields failures with seconds of waiting between them, and that nothing
 * was heard in those is no sign of health. So it is, for checks too, with a monitor until its next reading is due. `over D`: the value of a stretch is one value of its merged data.
 * Only full stretches count. A fragment of a second at the end adds to the sums of a full stretch and completes none.
 *
 * `warn`, `critical` and `stop` fire when the condition was true at any moment, so the most fitting stretch decides.
 * A `target` with `for` is met when some stretch satisfied it (a level that was sustained): the same stretch decides.
 * A `target` with `over` must hold at every full stretch: the least fitting stretch decides, and a stretch in which
 * nothing was measured leaves it open, unless another one already missed the target.
 *
 * A selector with a stage looks at that stage's seconds. Without one, checks leave warm-up out and guards do not.
 */
export class WindowEvaluator {
  private readonly asked: WindowedCondition;
  private readonly ingredients: Ingredient[];
  private merged = new SlidingMerge<Slice>(mergeSlices);
  private seconds: Second[] = [];
  private coveredMs = 0;
  private longestMs = 0;
  private nextSecond = 0;
  private hasCoarseFrames = false;
  private fullStretches = 0;
  private emptyStretches = 0;
  private deciding: WindowValue | undefined;
  private lastMeasured: WindowValue | undefined;
  private unmeasuredMs = 0;

  constructor(asked: WindowedCondition) {
    this.asked = asked;
    this.ingredients = ingredientsOf(asked.selector.metric, asked.selector.tags);
  }

  /**
   * Takes the next frame and gives the value of the stretch that ends with it, when that is full and measured. After
   * seconds without a frame several stretches end at once: the one that fits best.
   */
  push(frame: Frame): WindowValue | undefined {
    if (frame.second < this.nextSecond) return undefined;
    const silentSeconds = frame.second - this.nextSecond;
    const isFirst = this.nextSecond === 0;
    this.nextSecond = frame.second + secondsCovered(frame);

    const view = new SecondView(frame, this.asked.isGuard);
    const value = this.valueOf(view);
    const isInScope = this.isInScope(frame, value);
    // Silent seconds belong to what came before them; after a reset nothing is to be continued.
    const continues = this.seconds.length > 0 || (isFirst && isInScope);
    const inSilence = continues ? this.passInSilence(silentSeconds) : [];
    if (!isInScope || frame.durationMs > 1010) {
      this.hasCoarseFrames ||= isInScope;
      this.reset();
      return this.bestOf(inSilence);
    }
    const newest = this.take(
      { durationMs: isFullSecond(frame) ? 1000 : frame.durationMs, value },
      this.asked.window.kind === 'over' ? sliceOf(view, this.ingredients) : undefined,
    );
    return this.bestOf([...inSilence, newest]);
  }

  /** For how long the condition has been true in every second up to now, in ms. */
  heldMs(): number {
    let held = 0;
    for (const { durationMs, value } of this.seconds.toReversed()) {
      if (value === undefined || !isTrue(this.asked.condition, value.observed)) break;
      held += durationMs;
    }
    return held;
  }

  /** The value of the last second alone, in base units. */
  newestSecond(): number | undefined {
    return this.seconds.at(-1)?.value?.observed;
  }

  outcome(): WindowOutcome {
    const { window, condition } = this.asked;
    const length = formatDuration(window.ms);
    if (this.deciding !== undefined) {
      const isOpen = this.mustAlwaysHold() && this.emptyStretches > 0 && isTrue(condition, this.deciding.observed);
      if (!isOpen) return { kind: 'measured', ...this.deciding };
      const share = `${this.emptyStretches} of ${this.fullStretches}`;
      return { kind: 'missing', reason: `nothing measured in ${share} stretches of ${length}` };
    }
    if (this.hasCoarseFrames) return { kind: 'missing', reason: 'the runner does not report second by second' };
    if (this.longestMs > 0 && this.longestMs < window.ms) {
      const lasted = formatDuration(this.longestMs);
      return { kind: 'missing', reason: `what was measured lasted ${lasted}, shorter than the window of ${length}` };
    }
    return { kind: 'missing' };
  }

  private mustAlwaysHold(): boolean {
    return this.asked.window.kind === 'over' && this.asked.level === 'target';
  }

  private valueOf(source: Parameters<typeof measure>[0]): WindowValue | undefined {
    const measured = measure(source, this.asked.selector, this.asked.definition);
    return measured === undefined ? undefined : { observed: measured.value, count: measured.count };
  }

  private isInScope(frame: Frame, value: WindowValue | undefined): boolean {
    const { selector, isGuard } = this.asked;
    // Responses to a stage's last requests come in the seconds after it.
    if (Object.hasOwn(selector.tags, 'stage')) return frame.stage === selector.tags['stage'] || value !== undefined;
    return isGuard || !frame.warmup;
  }

  private passInSilence(seconds: number): (WindowValue | undefined)[] {
    // Beyond one window more silence changes nothing but the length.
    const told = Math.min(seconds, Math.ceil(this.asked.window.ms / 1000) + 1);
    return Array.from({ length: told }, () =>
      this.take({ durationMs: 1000, value: undefined }, silentSlice(this.ingredients)),
    );
  }

  private bestOf(values: readonly (WindowValue | undefined)[]): WindowValue | undefined {
    return values.reduce(
      (best, value) => (best === undefined || (value !== undefined && this.fits(value, best)) ? value : best),
      undefined,
    );
  }

  private take(second: Second, slice: Slice | undefined): WindowValue | undefined {
    const { window } = this.asked;
    this.seconds.push(this.carried(second));
    this.coveredMs += second.durationMs;
    if (slice !== undefined && window.kind === 'over') this.merged.push(slice);
    this.dropBefore(window.ms);
    this.longestMs = Math.max(this.longestMs, this.coveredMs);
    if (this.coveredMs < window.ms) return undefined;
    const value = window.kind === 'over' ? this.mergedValue() : this.leastFittingSecond();
    this.fullStretches += 1;
    if (value === undefined) this.emptyStretches += 1;
    else this.decide(value);
    return value;
  }

  private carried(second: Second): Second {
    this.unmeasuredMs = second.value === undefined ? this.unmeasuredMs + second.durationMs : 0;
    if (second.value !== undefined) this.lastMeasured = second.value;
    else if (this.lastMeasured !== undefined && this.unmeasuredMs <= this.carriedMs())
      return { ...second, value: this.lastMeasured, isCarried: true };
    return second;
  }

  /** A monitor's reading stands until the next one is due, with a second for being late. */
  private carriedMs(): number {
    const { isGuard, window, definition } = this.asked;
    if (window.kind !== 'for') return 0;
    if (definition?.everyMs !== undefined) return definition.everyMs + 1000;
    return isGuard ? Infinity : 0;
  }

  private dropBefore(windowMs: number): void {
    let [oldest] = this.seconds;
    while (oldest !== undefined && this.coveredMs - oldest.durationMs >= windowMs) {
      this.coveredMs -= oldest.durationMs;
      this.seconds.shift();
      if (this.asked.window.kind === 'over') this.merged.dropOldest();
      [oldest] = this.seconds;
    }
  }

  private reset(): void {
    this.seconds = [];
    this.lastMeasured = undefined;
    this.coveredMs = 0;
    this.merged = new SlidingMerge<Slice>(mergeSlices);
  }

  private mergedValue(): WindowValue | undefined {
    const slice = this.merged.merged();
    return slice === undefined ? undefined : this.valueOf(sliceSource(slice, this.ingredients));
  }

  /** Undefined when a second without data is all that speaks against the stretch: then nobody knows. */
  private leastFittingSecond(): WindowValue | undefined {
    const values = this.seconds.map(({ value }) => value).filter((value) => value !== undefined);
    const least = values.reduce<WindowValue | undefined>(
      (worst, value) => (worst === undefined || this.fits(worst, value) ? value : worst),
      undefined,
    );
    const isWhole = values.length === this.seconds.length && this.seconds.at(-1)?.isCarried !== true;
    return least === undefined || isWhole || !isTrue(this.asked.condition, least.observed) ? least : undefined;
  }

  private decide(value: WindowValue): void {
    const isWorse = this.deciding !== undefined && this.fits(this.deciding, value);
    if (this.deciding === undefined || isWorse === this.mustAlwaysHold()) this.deciding = value;
  }

  /** True when `one` fits the condition better than `other` does. */
  private fits(one: WindowValue, other: WindowValue): boolean {
    const { condition } = this.asked;
    return distanceFromTrue(condition, one.observed) < distanceFromTrue(condition, other.observed);
  }
}
