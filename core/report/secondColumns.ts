import type { Selector, Statistic } from '../checks/check.ts';
import type { Sample, Tags } from '../run/aggregate.ts';
import { ingredientsOf, measure } from '../run/measure.ts';
import { INTERNAL_METRICS } from '../run/observations.ts';
import type { Frame } from '../run/runEvent.ts';
import type { SecondView } from '../run/secondView.ts';
import { sliceSource } from '../run/slice.ts';
import { BASE_UNIT_NAMES } from '../units.ts';

/** One statistic of one series through the run: `values[i]` was measured in second `seconds[i]`. */
export interface SecondColumn {
  metric: string;
  statistic: string;
  tags: Tags;
  unit: string;
  seconds: number[];
  values: number[];
}

interface Group {
  metric: string;
  tags: Tags;
  statistics: readonly Statistic[];
  columns: Map<Statistic, SecondColumn>;
}

const STATISTICS: Record<Sample['kind'], readonly Statistic[]> = {
  trend: ['count', 'avg', 'p50', 'p95', 'p99', 'max'],
  counter: ['count'],
  gauge: ['avg', 'max'],
  summary: ['count', 'avg', 'p50', 'p95', 'p99', 'max'],
};

/** The figures of every second, as numbers only: a long run must not keep its histograms. */
export class SecondColumns {
  private readonly groups = new Map<string, Group>();

  /** Of every metric the whole second, and each of its series; the stage is a column of its own and no tag here. */
  add({ second, samples }: Frame, view: SecondView): void {
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
    for (const group of groups) addSecond(group, second, view);
  }

  columns(): SecondColumn[] {
    return [...this.groups.values()].flatMap(({ columns }) => [...columns.values()]);
  }

  private groupOf(metric: string, tags: Tags, statistics: readonly Statistic[]): Group {
    const key = JSON.stringify([metric, tags]);
    let group = this.groups.get(key);
    if (group === undefined) {
      this.groups.set(key, (group = { metric, tags, statistics, columns: new Map<Statistic, SecondColumn>() }));
    }
    return group;
  }
}

function addSecond({ metric, tags, statistics, columns }: Group, second: number, view: SecondView): void {
  const ingredients = ingredientsOf(metric, tags);
  // Merged once for all statistics; none of them looks at the rates of single seconds.
  const aggregates = ingredients.map((ingredient) => view.aggregate(ingredient.metric, ingredient.filter));
  const rates = { values: [], silentSeconds: 0 };
  const source = sliceSource({ durationMs: view.durationMs(), aggregates, rates }, ingredients);
  for (const statistic of statistics) {
    const selector: Selector = { metric, statistic, tags };
    const measured = measure(source, selector);
    if (measured === undefined) continue;
    let column = columns.get(statistic);
    if (column === undefined) {
      const unit = BASE_UNIT_NAMES[measured.dimension];
      columns.set(statistic, (column = { metric, statistic, tags, unit, seconds: [], values: [] }));
    }
    column.seconds.push(second);
    column.values.push(measured.value);
  }
}
