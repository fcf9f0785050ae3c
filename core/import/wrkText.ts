import type { Sample, SeriesSample } from '../run/aggregate.ts';
import { countsOfStep } from '../runners/wrk/liveCounts.ts';
import type { StepTotals } from '../runners/wrk/watchLine.ts';
import { whyFailed } from '../runners/wrk/whyFailed.ts';
import { wholeRunEvents, type Reading, type ResultContent } from './resultContent.ts';

const HEADER = /^Running (\S+) test @ (\S+)$/m;
const CONNECTIONS = /^[ \t]*(\d+) threads and (\d+) connections$/m;
const COUNTED = /^[ \t]*(\d+) requests in (\S+), (\S+) read$/m;
const ERRORS = /^[ \t]*Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)$/m;
const REFUSED = /^[ \t]*Non-2xx or 3xx responses: (\d+)$/m;
const LATENCY = /^[ \t]*Latency\s+(\S+)\s+(\S+)\s+(\S+)\s+\S+%$/m;
const DISTRIBUTION = /^[ \t]*Latency Distribution.*$/m;
/** What wrk2 prints behind its first distribution: more of it, and how latency would be by another clock. */
const NEXT_PART = /^[ \t]*(?:Latency Distribution|Detailed Percentile spectrum)/m;
/** Units of one letter have a blank behind them: `1.02s `. */
const PERCENTILE = /^[ \t]*(\d+(?:\.\d+)?)%\s+(\d\S*)[ \t]*$/gm;
const RATE = /^Requests\/sec:\s*([\d.]+)$/m;

const MS_OF_UNIT: Readonly<Record<string, number>> = { us: 0.001, ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
const BYTES_OF_UNIT: Readonly<Record<string, number>> = { B: 1, KB: 1024, MB: 1024 ** 2, GB: 1024 ** 3, TB: 1024 ** 4 };

/** What wrk prints, alone or among other lines; undefined when the text holds nothing of it. */
export function readWrkText(text: string): Reading | undefined {
  const header = HEADER.exec(text);
  const connections = Number(CONNECTIONS.exec(text)?.[2]);
  if (header === null || Number.isNaN(connections)) return undefined;
  if ([...text.matchAll(new RegExp(HEADER, 'gm'))].length > 1) {
    return { kind: 'damaged', reason: 'it holds the output of several runs of wrk. Put each into a file of its own' };
  }
  const totals = totalsOf(text);
  if (totals === undefined) {
    return {
      kind: 'damaged',
      reason:
        'it holds the first lines of wrk and not its results: wrk was ended before it told them, or the file is cut off',
    };
  }
  return { kind: 'result', content: contentOf(text, totals, { connections, target: header[2] ?? '' }) };
}

const LATENCY_OF_WRK = 'latency is as wrk corrects it, with samples that it adds for stalls';
const LATENCY_OF_WRK2 = 'latency is as wrk2 records it, from the planned start of each request';

function contentOf(
  text: string,
  totals: StepTotals,
  { connections, target }: { connections: number; target: string },
): ResultContent {
  const durationMs = totals.duration / 1000;
  const [distribution] = DISTRIBUTION.exec(text) ?? [];
  return {
    kind: 'wrk-text',
    target,
    durationMs,
    notes: [distribution?.includes('HdrHistogram') === true ? LATENCY_OF_WRK2 : LATENCY_OF_WRK],
    missing:
      distribution !== undefined
        ? [
            {
              metric: 'latency',
              reason:
                'wrk prints the average, the longest, and a few percentiles of latency alone, mostly p50, p75, p90 and p99',
            },
          ]
        : [{ metric: 'latency', reason: 'wrk prints percentiles of latency only with --latency' }],
    tell: (run, emit) => {
      for (const event of wholeRunEvents(run, durationMs, samplesOf(text, totals, connections))) emit(event);
      const exit = { kind: 'exited' as const, code: 0, signal: null };
      const failure = whyFailed({ exit, totals, users: connections, errorLines: [], isStopped: false });
      return failure === undefined ? { kind: 'completed' } : { kind: 'failed', message: failure };
    },
  };
}

/** Duration in microseconds, as wrk itself has it. */
function totalsOf(text: string): StepTotals | undefined {
  const counted = COUNTED.exec(text);
  const rate = Number(RATE.exec(text)?.[1]);
  const shownMs = counted === null ? undefined : amount(counted[2], MS_OF_UNIT);
  if (counted === null || shownMs === undefined || Number.isNaN(rate)) return undefined;
  const requests = Number(counted[1]);
  const [connect = 0, read = 0, write = 0, timeout = 0] = (ERRORS.exec(text) ?? []).slice(1).map(Number);
  return {
    kind: 'done',
    // The printed length has three digits, the rate more.
    duration: Math.round(rate > 0 ? (requests / rate) * 1e6 : shownMs * 1000),
    requests,
    bytes: Math.round(amount(counted[3], BYTES_OF_UNIT) ?? 0),
    ...{ connect, read, write, timeout, status: Number(REFUSED.exec(text)?.[1] ?? 0) },
  };
}

function samplesOf(text: string, totals: StepTotals, connections: number): SeriesSample[] {
  const sampleOf = (metric: string, sample: Sample): SeriesSample => ({ metric, tags: {}, sample });
  const latency = totals.requests > 0 ? latencyOf(text) : undefined;
  const users = { last: connections, min: connections, max: connections, sum: connections, count: 1 };
  return [
    ...Object.entries(countsOfStep(totals)).map(([metric, total]: [string, number]) =>
      sampleOf(metric, { kind: 'counter', total }),
    ),
    sampleOf('bytes_in', { kind: 'counter', total: totals.bytes }),
    sampleOf('users', { kind: 'gauge', ...users }),
    ...(latency === undefined ? [] : [sampleOf('latency', latency)]),
  ];
}

function latencyOf(text: string): Sample | undefined {
  const [, avg, , max] = LATENCY.exec(text) ?? [];
  const longest = amount(max, MS_OF_UNIT);
  // Nothing was measured where wrk prints 0.00us.
  if (longest === undefined || longest === 0) return undefined;
  const percentiles: Record<string, number> = {};
  for (const [, percent = '', value] of distributionOf(text).matchAll(PERCENTILE)) {
    const ms = amount(value, MS_OF_UNIT);
    if (ms !== undefined) percentiles[String(Number(percent))] = ms;
  }
  return { kind: 'summary', count: NaN, avg: amount(avg, MS_OF_UNIT) ?? NaN, min: NaN, max: longest, percentiles };
}

/** Of several the first one. */
function distributionOf(text: string): string {
  const found = DISTRIBUTION.exec(text);
  if (found === null) return '';
  const rest = text.slice(found.index + found[0].length);
  const end = rest.search(NEXT_PART);
  return end < 0 ? rest : rest.slice(0, end);
}

function amount(text: string | undefined, units: Readonly<Record<string, number>>): number | undefined {
  const [, number, unit = ''] = /^(\d+(?:\.\d+)?)([A-Za-z]+)$/.exec(text ?? '') ?? [];
  const factor = Object.hasOwn(units, unit) ? units[unit] : undefined;
  return number === undefined || factor === undefined ? undefined : Number(number) * factor;
}
