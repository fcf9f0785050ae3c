import * as z from 'zod';
import type { SeriesSample, Tags } from '../../run/aggregate.ts';
import { Histogram } from '../../stats/histogram.ts';
import type { Percentiles, ScaletestResult, ScaletestRun } from './result.ts';

export interface FiguresRequest {
  command: string;
  result: ScaletestResult;
  /** Failed reads and writes that the live counters told; undefined when they were not read. */
  ioErrors: number | undefined;
}

/** What a result says of the whole run. What it does not state, or does not state of every run, is left out. */
export function figuresOf({ command, result, ioErrors }: FiguresRequest): SeriesSample[] {
  const { total, failed, runs } = result;
  // A user whose every click failed passes all the same: the clicks are counted instead, live.
  const countsRuns = command !== 'dashboard' || result.dialect === 'documents';
  return [
    ...(countsRuns ? [...counter('requests', total), ...counter('failures', failed)] : []),
    ...(result.dialect === 'documents' ? [] : counter('iterations', total)),
    ...(runs === undefined ? [] : figuresOfRuns(command, runs, ioErrors)),
    ...summary('provisioning', total, result.provisioningMs),
    ...summary('latency', total, result.latencyMs, result.averageLatencyMs, result.longestLatencyMs),
    ...summary('end_to_end_latency', total, result.endToEndMs),
    ...counter('bytes_out', result.bytesSent),
    ...counter('bytes_in', result.bytesReceived),
    ...counter('connection_errors', result.connectionErrors),
    ...ratio('packet_loss', result.packetLoss),
  ];
}

function figuresOfRuns(command: string, runs: readonly ScaletestRun[], ioErrors: number | undefined): SeriesSample[] {
  const durations = durationsOf(runs);
  const samples = durations === undefined ? [] : [...trend('iteration_duration', durations)];
  if (command === 'create-workspaces' && durations !== undefined) samples.push(...trend('provisioning', durations));
  if (command === 'workspace-traffic') {
    samples.push(
      ...counter('bytes_in', sumOf(runs, 'bytes_read')),
      ...counter('bytes_out', sumOf(runs, 'bytes_written')),
    );
    samples.push(...counter('connection_errors', connectionErrors(runs, ioErrors)));
  } else {
    samples.push(...ownFigures(runs));
  }
  return samples;
}

/** ms of each run that passed; undefined when it cannot be told of all of them which passed and how long they took. */
function durationsOf(runs: readonly ScaletestRun[]): number[] | undefined {
  if (runs.some(({ passed }) => passed === undefined)) return undefined;
  const passed = runs.filter((run) => run.passed);
  const known = passed.flatMap(({ durationMs }) => durationMs ?? []);
  return known.length === passed.length ? known : undefined;
}

/** Undefined unless every run that passed tells: older versions do not. */
function sumOf(runs: readonly ScaletestRun[], name: string): number | undefined {
  const told = runs.filter(({ metrics }) => amount(metrics[name]) !== undefined);
  const passed = runs.filter((run) => run.passed === true);
  if (told.length === 0 || passed.some((run) => !told.includes(run))) return undefined;
  return told.reduce((sum, { metrics }) => sum + (amount(metrics[name]) ?? 0), 0);
}

/** Connections that were never made, and reads and writes that failed. */
function connectionErrors(runs: readonly ScaletestRun[], ioErrors: number | undefined): number | undefined {
  if (ioErrors === undefined || runs.some(({ passed }) => passed === undefined)) return undefined;
  return ioErrors + runs.filter(({ error }) => /^\W*connect to workspace/.test(error ?? '')).length;
}

/** Numbers of the command's own under their own names, one by run or by workspace, in the unit they are in. */
function ownFigures(runs: readonly ScaletestRun[]): SeriesSample[] {
  const values = new Map<string, number[]>();
  for (const { metrics } of runs) {
    for (const [name, value] of Object.entries(metrics)) {
      const { data: parts = {} } = z.record(z.string(), z.unknown()).safeParse(value);
      const numbers = [value, ...Object.values(parts)].flatMap((item) => amount(item) ?? []);
      if (numbers.length > 0) values.set(name, [...(values.get(name) ?? []), ...numbers]);
    }
  }
  return [...values].flatMap(([name, numbers]) => trend(name, numbers));
}

function amount(value: unknown): number | undefined {
  return z.number().nonnegative().safeParse(value).data;
}

const NO_TAGS: Tags = {};

function counter(metric: string, total: number | undefined): SeriesSample[] {
  return total === undefined ? [] : [{ metric, tags: NO_TAGS, sample: { kind: 'counter', total } }];
}

function trend(metric: string, values: readonly number[]): SeriesSample[] {
  const histogram = new Histogram();
  for (const value of values) histogram.record(value);
  return values.length === 0
    ? []
    : [{ metric, tags: NO_TAGS, sample: { kind: 'trend', histogram: histogram.toSparse() } }];
}

function summary(metric: string, count = NaN, percentiles: Percentiles = {}, avg = NaN, max = NaN): SeriesSample[] {
  const isTold = Object.keys(percentiles).length > 0 || !Number.isNaN(avg) || !Number.isNaN(max);
  if (!isTold) return [];
  return [{ metric, tags: NO_TAGS, sample: { kind: 'summary', count, avg, min: NaN, max, percentiles } }];
}

function ratio(metric: string, value: number | undefined): SeriesSample[] {
  if (value === undefined) return [];
  return [
    { metric, tags: NO_TAGS, sample: { kind: 'gauge', last: value, min: value, max: value, sum: value, count: 1 } },
  ];
}
