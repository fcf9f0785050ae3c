import { highestIn, valueIn, type Course, type Stretch } from './course.ts';

/** One stretch of a run as the panel's charts and their table show it. What was not measured in it is absent, never 0. */
export interface TimelinePoint {
  /** Where the stretch begins, in seconds from the start of the load. */
  second: number;
  /** How many seconds of the time line it takes. */
  seconds: number;
  stage: string;
  warmup: boolean;
  users?: number;
  throughput?: number;
  errorRate?: number;
  p50?: number;
  p95?: number;
  p99?: number;
  /** The percentiles are the highest of single seconds: they have no common one. */
  isHighest?: true;
  /** Means of the other gauges by name, monitors above all. */
  gauges?: Record<string, number>;
}

export function timelinePoints(course: Course): TimelinePoint[] {
  return course.stretches().map(timelinePoint);
}

export function timelinePoint(stretch: Stretch): TimelinePoint {
  const together = valueIn(stretch, 'latency', 'p95');
  const highest = together === undefined ? highestIn(stretch, 'latency', 'p95') : undefined;
  const valueOf = highest === undefined ? valueIn : highestIn;
  const gauges = gaugesOf(stretch);
  return {
    second: stretch.second,
    seconds: stretch.endSecond - stretch.second,
    stage: stretch.stage,
    warmup: stretch.warmup,
    users: valueIn(stretch, 'users', 'max'),
    throughput: valueIn(stretch, 'throughput'),
    errorRate: valueIn(stretch, 'error_rate'),
    p50: valueOf(stretch, 'latency', 'p50'),
    p95: valueOf(stretch, 'latency', 'p95'),
    p99: valueOf(stretch, 'latency', 'p99'),
    ...(highest === undefined ? {} : { isHighest: true as const }),
    ...(gauges.length === 0 ? {} : { gauges: Object.fromEntries(gauges) }),
  };
}

/** What stands in other lines already is left out. */
const OF_OTHER_LINES: ReadonlySet<string> = new Set(['users', 'latency', 'throughput', 'error_rate']);

function gaugesOf(stretch: Stretch): [name: string, value: number][] {
  return [...stretch.aggregates].flatMap(([name, { kind }]) => {
    if (kind !== 'gauge' || OF_OTHER_LINES.has(name)) return [];
    const value = valueIn(stretch, name, 'avg');
    return value === undefined ? [] : [[name, value]];
  });
}
