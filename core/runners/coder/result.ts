import * as z from 'zod';
import { parseMoment } from '../../text/moment.ts';
import { parseGoDuration } from './goDuration.ts';

/** What a scale test says of itself at its end, whichever way it is written. What it does not state is absent. */
export interface ScaletestResult {
  /** `coder`: what `coder exp scaletest` writes. `documents`: one object of figures, as the runbooks of teams expect it. */
  dialect: 'coder' | 'autostart' | 'documents';
  /** It states only how many there were and how many went well, which the progress of anything does, too. */
  isVague?: true;
  total?: number;
  failed?: number;
  /** How long the load took. */
  elapsedMs?: number;
  /** Single runs; absent where only figures are stated. */
  runs?: ScaletestRun[];
  /** Percent -> ms. */
  provisioningMs?: Percentiles;
  latencyMs?: Percentiles;
  endToEndMs?: Percentiles;
  averageLatencyMs?: number;
  longestLatencyMs?: number;
  bytesSent?: number;
  bytesReceived?: number;
  connectionErrors?: number;
  /** 0..1 */
  packetLoss?: number;
  /** What the result does not tell or contradicts itself in, in words. */
  faults: string[];
}

export type Percentiles = Readonly<Record<string, number>>;

export interface ScaletestRun {
  id: string;
  /** Absent where that cannot be told. */
  passed?: boolean;
  error?: string;
  durationMs?: number;
  /** ms since the Unix epoch. */
  startedAt?: number;
  /** The command that it is of, as the harness calls it. */
  testName?: string;
  metrics: Readonly<Record<string, unknown>>;
}

const count = z.int().nonnegative();
const amount = z.number().nonnegative();

const runModel = z.looseObject({
  duration_ms: amount.optional().catch(undefined),
  duration: z.string().optional().catch(undefined),
  started_at: z.string().optional().catch(undefined),
  test_name: z.string().optional().catch(undefined),
  error: z.unknown(),
  metrics: z.record(z.string(), z.unknown()).nullish().catch(undefined),
});

const coderModel = z.looseObject({
  total_runs: count,
  total_pass: count,
  total_fail: count,
  elapsed_ms: amount.optional().catch(undefined),
  runs: z.record(z.string(), runModel),
});

const autostartModel = z.looseObject({
  total_runs: count,
  successful_runs: count,
  failed_runs: count,
  runs: z.array(z.unknown()),
  end_to_end_latency_p50_ms: amount.optional().catch(undefined),
  end_to_end_latency_p95_ms: amount,
  end_to_end_latency_p99_ms: amount.optional().catch(undefined),
});

const DOCUMENT_FIGURES = [
  ...(['total', 'success', 'failed', 'total_requests', 'successful_requests', 'failed_requests'] as const),
  ...(['provisioning_time_p50_ms', 'provisioning_time_p95_ms', 'provisioning_time_p99_ms'] as const),
  ...(['latency_p50_ms', 'latency_p95_ms', 'latency_p99_ms', 'avg_latency_ms', 'max_latency_ms'] as const),
  ...(['total_bytes_sent', 'total_bytes_received', 'connection_errors', 'packet_loss_percent'] as const),
];
const OF_PERCENTILE = /^(?:provisioning_time|latency)_p/;
/** `total` and `success` may be of anything: these are of a scale test. */
const TELLING = new Set<string>(DOCUMENT_FIGURES.filter((name) => !/^(?:total|success|failed)$/.test(name)));

const vagueModel = z.looseObject({ total: count, success: count });

/** As loggers write: figures in it are of whatever it speaks of. */
function isLogLine(fields: Record<string, unknown>): boolean {
  return 'level' in fields && ('msg' in fields || 'message' in fields);
}

type DocumentFigure = (typeof DOCUMENT_FIGURES)[number];
type Figures = Partial<Record<DocumentFigure, number>>;

/** Reads one parsed document; undefined when it is no result of a scale test. Never throws. */
export function readResult(document: unknown): ScaletestResult | undefined {
  const coder = coderModel.safeParse(document);
  if (coder.success) return fromCoder(coder.data);
  const autostart = autostartModel.safeParse(document);
  if (autostart.success) return fromAutostart(autostart.data);
  const fields = z.record(z.string(), z.unknown()).safeParse(document);
  return fields.success ? fromDocuments(fields.data) : undefined;
}

function fromCoder({
  total_runs,
  total_pass,
  total_fail,
  elapsed_ms,
  runs,
}: z.infer<typeof coderModel>): ScaletestResult {
  const faults: string[] = [];
  const read = Object.entries(runs).map(([id, run]) => runOf(id, run));
  const broken = read.filter(({ error }) => error !== undefined).length;
  const hasAllRuns = total_pass + total_fail === total_runs && read.length === total_runs;
  // coder counts a run as passed only where it has no error.
  const isWhole = hasAllRuns && broken <= total_fail;
  if (!isWhole) {
    const listed = hasAllRuns ? `lists ${broken} with an error` : `lists ${read.length}`;
    faults.push(`it states ${total_runs} runs, ${total_pass} passed and ${total_fail} failed, and ${listed}`);
  }
  const knowsWhichPassed = isWhole && read.filter(({ passed }) => passed).length === total_pass;
  if (isWhole && !knowsWhichPassed) faults.push('its runs do not tell which of them passed');
  const known = knowsWhichPassed ? read : read.map(withoutOutcome);
  const figures = isWhole ? { total: total_runs, failed: total_fail } : {};
  return { dialect: 'coder', ...figures, ...optional('elapsedMs', elapsed_ms), runs: known, faults };
}

function runOf(id: string, told: z.infer<typeof runModel>): ScaletestRun {
  const { duration_ms, duration, error, metrics, started_at = '', test_name } = told;
  const startedAt = parseMoment(started_at);
  const durationMs = duration_ms ?? (duration === undefined ? undefined : parseGoDuration(duration));
  const passed = error === undefined || error === null || error === '' || error === '<nil>';
  return {
    id,
    passed,
    ...(typeof error === 'string' && !passed ? { error } : {}),
    ...optional('durationMs', durationMs),
    ...optional('startedAt', Number.isNaN(startedAt) ? undefined : startedAt),
    ...optional('testName', test_name),
    metrics: metrics ?? {},
  };
}

function withoutOutcome(run: ScaletestRun): ScaletestRun {
  return { ...run, passed: undefined };
}

function fromAutostart(document: z.infer<typeof autostartModel>): ScaletestResult {
  const { total_runs, successful_runs, failed_runs } = document;
  const isWhole = successful_runs + failed_runs === total_runs;
  const endToEndMs = percentiles({
    50: document.end_to_end_latency_p50_ms,
    95: document.end_to_end_latency_p95_ms,
    99: document.end_to_end_latency_p99_ms,
  });
  if (isWhole) return { dialect: 'autostart', total: total_runs, failed: failed_runs, endToEndMs, faults: [] };
  const fault = `it states ${total_runs} runs, ${successful_runs} passed and ${failed_runs} failed`;
  return { dialect: 'autostart', endToEndMs, faults: [fault] };
}

function fromDocuments(fields: Record<string, unknown>): ScaletestResult | undefined {
  const names = DOCUMENT_FIGURES.filter((name) => Object.hasOwn(fields, name));
  const isVague = !names.some((name) => TELLING.has(name));
  if (isLogLine(fields) || (isVague && !vagueModel.safeParse(fields).success)) return undefined;
  const figures: Figures = {};
  const faults: string[] = [];
  for (const name of names) {
    const { data } = amount.safeParse(fields[name]);
    if (data === undefined) faults.push(`\`${name}\` is no number`);
    else figures[name] = data;
  }
  const isDashboard = names.includes('total_requests');
  const counted = isDashboard
    ? attempts(figures.total_requests, figures.successful_requests, figures.failed_requests, faults)
    : attempts(figures.total, figures.success, figures.failed, faults);
  const rises = [50, 95, 99].every((percent, at, all) => isOrdered(figures, all[at - 1], percent));
  if (!rises) faults.push('its percentiles fall where they should rise');
  const usable = rises ? figures : withoutPercentiles(figures);
  const loss = figures.packet_loss_percent;
  if (loss !== undefined && loss > 100) faults.push('`packet_loss_percent` is above 100');
  return {
    dialect: 'documents',
    ...(isVague ? { isVague } : {}),
    ...counted,
    ...optional('provisioningMs', percentilesOf(usable, 'provisioning_time')),
    ...optional('latencyMs', percentilesOf(usable, 'latency')),
    ...optional('averageLatencyMs', figures.avg_latency_ms),
    ...optional('longestLatencyMs', figures.max_latency_ms),
    ...optional('bytesSent', figures.total_bytes_sent),
    ...optional('bytesReceived', figures.total_bytes_received),
    ...optional('connectionErrors', figures.connection_errors),
    ...optional('packetLoss', loss === undefined || loss > 100 ? undefined : loss / 100),
    faults,
  };
}

/** One of the three may be left out: it follows from the others. */
function attempts(
  total: number | undefined,
  passed: number | undefined,
  failed: number | undefined,
  faults: string[],
): { total?: number; failed?: number } {
  const implied = total !== undefined && passed !== undefined ? total - passed : undefined;
  const failures = failed ?? implied;
  const isContrary = implied !== undefined && (implied < 0 || implied !== failures);
  const isTooMany = total !== undefined && failures !== undefined && failures > total;
  if (isContrary || isTooMany) {
    faults.push(`it states ${total} in all, ${passed ?? '?'} of them well and ${failed ?? '?'} failed`);
    return {};
  }
  return { ...optional('total', total), ...optional('failed', failures) };
}

function isOrdered(figures: Figures, lower: number | undefined, upper: number): boolean {
  if (lower === undefined) return true;
  return (['provisioning_time', 'latency'] as const).every(
    (name) => !(figureAt(figures, name, lower) > figureAt(figures, name, upper)),
  );
}

/** Not a number where it is not stated, so that no comparison holds. */
function figureAt(figures: Figures, name: string, percent: number): number {
  return figures[`${name}_p${percent}_ms` as DocumentFigure] ?? NaN;
}

function withoutPercentiles(figures: Figures): Figures {
  return Object.fromEntries(Object.entries(figures).filter(([name]) => !OF_PERCENTILE.test(name)));
}

function percentilesOf(figures: Figures, name: 'provisioning_time' | 'latency'): Percentiles | undefined {
  const found = percentiles({
    50: figures[`${name}_p50_ms`],
    95: figures[`${name}_p95_ms`],
    99: figures[`${name}_p99_ms`],
  });
  return Object.keys(found).length === 0 ? undefined : found;
}

function percentiles(stated: Record<string, number | undefined>): Percentiles {
  return Object.fromEntries(Object.entries(stated).flatMap(([key, ms]) => (ms === undefined ? [] : [[key, ms]])));
}

function optional<Key extends string, Value>(key: Key, value: Value | undefined): Partial<Record<Key, Value>> {
  return value === undefined ? {} : ({ [key]: value } as Record<Key, Value>);
}
