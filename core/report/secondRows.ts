import type { Selector, Statistic } from '../checks/check.ts';
import type { Sample, Tags } from '../run/aggregate.ts';
import { ingredientsOf, measure } from '../run/measure.ts';
import { INTERNAL_METRICS } from '../run/observations.ts';
import type { Frame } from '../run/runEvent.ts';
import { SecondView } from '../run/secondView.ts';
import { secondsCovered } from '../run/seriesStore.ts';
import { sliceSource } from '../run/slice.ts';
import { BASE_UNIT_NAMES } from '../units.ts';

/** One statistic of one series, whatever the second. The same one is handed over each time. */
export interface SecondSeries {
  metric: string;
  statistic: string;
  tags: Tags;
  unit: string;
}

export interface SecondValue {
  series: SecondSeries;
  value: number;
}

interface Group {
  /** Groups come in the order in which they came up. */
  index: number;
  metric: string;
  tags: Tags;
  statistics: readonly Statistic[];
  series: Map<Statistic, SecondSeries>;
}

const STATISTICS: Record<Sample['kind'], readonly Statistic[]> = {
  trend: ['count', 'avg', 'p50', 'p95', 'p99', 'max'],
  counter: ['count'],
  gauge: ['avg', 'max'],
  summary: ['count', 'avg', 'p50', 'p95', 'p99', 'max'],
};

/** The figures of one second after the other. Only the names of what was measured are kept, however long the run is. */
export class SecondRows {
  private readonly groups = new Map<string, Group>();
  private nextSecond = 0;

  /** Of every metric the whole second, and each of its series; the stage is a column of its own and no tag here. */
  of(frame: Frame): SecondValue[] {
    // One that comes again, as after a lost connection, must not be told twice.
    if (frame.second < this.nextSecond) return [];
    this.nextSecond = frame.second + secondsCovered(frame);
    const view = new SecondView(frame, false);
    const inOrder = [...this.groupsIn(frame)].sort((a, b) => a.index - b.index);
    return inOrder.flatMap((group) => valuesOf(group, view));
  }

  private groupsIn({ samples }: Frame): Set<Group> {
    const groups = new Set<Group>();
    for (const { metric, tags, sample } of samples) {
      const own = Object.entries(tags).filter(([key]) => key !== 'stage');
      const sorted = Object.fromEntries(own.sort(([a], [b]) => (a < b ? -1 : 1)));
      for (const place of [{}, sorted]) {
        if (!INTERNAL_METRICS.has(metric)) groups.add(this.groupOf(metric, place, STATISTICS[sample.kind]));
        if (metric === 'responses') groups.add(this.groupOf('throughput', place, ['rate']));
        if (metric === 'requests') groups.add(this.groupOf('error_rate', place, ['rate']));
      }
    }
    return groups;
  }

  private groupOf(metric: string, tags: Tags, statistics: readonly Statistic[]): Group {
    const key = JSON.stringify([metric, tags]);
    let group = this.groups.get(key);
    if (group === undefined) {
      const index = this.groups.size;
      this.groups.set(key, (group = { index, metric, tags, statistics, series: new Map<Statistic, SecondSeries>() }));
    }
    return group;
  }
}

function valuesOf({ metric, tags, statistics, series }: Group, view: SecondView): SecondValue[] {
  const ingredients = ingredientsOf(metric, tags);
  // Merged once for all statistics; none of them looks at the rates of single seconds.
  const aggregates = ingredients.map((ingredient) => view.aggregate(ingredient.metric, ingredient.filter));
  const rates = { values: [], silentSeconds: 0 };
  const source = sliceSource({ durationMs: view.durationMs(), aggregates, rates }, ingredients);
  return statistics.flatMap((statistic) => {
    const selector: Selector = { metric, statistic, tags };
    const measured = measure(source, selector);
    if (measured === undefined) return [];
    let one = series.get(statistic);
    if (one === undefined) {
      series.set(statistic, (one = { metric, statistic, tags, unit: BASE_UNIT_NAMES[measured.dimension] }));
    }
    return [{ series: one, value: measured.value }];
  });
}
