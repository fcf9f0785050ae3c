import type { Selector, Statistic } from '../checks/check.ts';
import type { Sample, Tags } from '../run/aggregate.ts';
import { measure } from '../run/measure.ts';
import { INTERNAL_METRICS } from '../run/observations.ts';
import type { Frame } from '../run/runEvent.ts';
import { SecondView } from '../run/secondView.ts';
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

const STATISTICS: Record<Sample['kind'], readonly Statistic[]> = {
  trend: ['count', 'avg', 'p50', 'p95', 'p99', 'max'],
  counter: ['count'],
  gauge: ['avg', 'max'],
};

/** The figures of every second, as numbers only: a long run must not keep its histograms. */
export class SecondColumns {
  private readonly byKey = new Map<string, SecondColumn>();

  add(frame: Frame): void {
    const view = new SecondView(frame, false);
    for (const selector of selectorsOf(frame)) {
      const measured = measure(view, selector);
      if (measured === undefined) continue;
      const column = this.columnOf(selector, BASE_UNIT_NAMES[measured.dimension]);
      column.seconds.push(frame.second);
      column.values.push(measured.value);
    }
  }

  columns(): SecondColumn[] {
    return [...this.byKey.values()];
  }

  private columnOf({ metric, statistic = 'rate', tags }: Selector, unit: string): SecondColumn {
    const key = JSON.stringify([metric, statistic, tags]);
    let column = this.byKey.get(key);
    if (column === undefined) {
      this.byKey.set(key, (column = { metric, statistic, tags, unit, seconds: [], values: [] }));
    }
    return column;
  }
}

/** Of every metric the whole second, and each of its series; the stage is a column of its own and no tag here. */
function selectorsOf({ samples }: Frame): Iterable<Selector> {
  const selectors = new Map<string, Selector>();
  const list = (selector: Selector): void => {
    selectors.set(JSON.stringify(selector), selector);
  };
  for (const { metric, tags, sample } of samples) {
    const own = Object.entries(tags).filter(([key]) => key !== 'stage');
    const sorted = Object.fromEntries(own.sort(([a], [b]) => (a < b ? -1 : 1)));
    for (const place of [{}, sorted]) {
      const isForPeople = !INTERNAL_METRICS.has(metric);
      for (const statistic of isForPeople ? STATISTICS[sample.kind] : []) list({ metric, statistic, tags: place });
      if (metric === 'responses') list({ metric: 'throughput', statistic: 'rate', tags: place });
      if (metric === 'requests') list({ metric: 'error_rate', statistic: 'rate', tags: place });
    }
  }
  return selectors.values();
}
