import * as z from 'zod';
import { figuresOf, numbersIn, readExport, type Summary } from './summary.ts';
import { toldThresholds } from './toldThresholds.ts';

/** k6's summary as scripts and people keep it, in whichever of its forms. */
export interface SummaryDocument {
  form: 'export' | 'handleSummary' | 'machine-readable';
  summary: Summary;
  /** What the values of a metric are, `time` or `data`, where it is told. */
  contents: ReadonlyMap<string, string>;
  durationMs?: number;
  /** ms since the Unix epoch. */
  endedAt?: number;
  toolVersion?: string;
}

const values = z.record(z.string(), z.unknown());

/** What `handleSummary(data)` is given. */
const dataSchema = z.object({
  metrics: z.record(
    z.string(),
    z.object({
      type: z.string(),
      contains: z.string().optional(),
      values,
      thresholds: z.unknown().optional(),
    }),
  ),
  state: z.object({ testRunDurationMs: z.number().positive().optional() }).optional().catch(undefined),
});

const metricList = z.array(z.object({ name: z.string(), type: z.string(), contains: z.string().optional(), values }));

/** `--new-machine-readable-summary`. */
const machineSchema = z.object({
  config: z.object({ duration: z.number().positive().optional().catch(undefined) }),
  metadata: z.object({
    k6_version: z.string().optional(),
    k6Version: z.string().optional(),
    generated_at: z.string().optional(),
    generatedAt: z.string().optional(),
  }),
  results: z.object({
    metrics: metricList,
    checks: z.object({ metrics: metricList }).optional().catch(undefined),
  }),
});

const exportSignsSchema = z.object({ root_group: z.unknown().optional(), metrics: z.record(z.string(), values) });
const EXPORT_SIGNS = ['iterations', 'vus', 'data_sent', 'http_reqs', 'iteration_duration', 'checks'];

/** Undefined when it is no summary of k6. Never throws. */
export function readSummaryDocument(document: unknown): SummaryDocument | undefined {
  const machine = machineSchema.safeParse(document);
  if (machine.success) return fromMachine(machine.data);
  const data = dataSchema.safeParse(document);
  if (data.success && Object.keys(data.data.metrics).length > 0) return fromData(data.data);
  const signs = exportSignsSchema.safeParse(document);
  const isExport = signs.success && EXPORT_SIGNS.some((name) => Object.hasOwn(signs.data.metrics, name));
  const summary = isExport ? readExport(document) : undefined;
  if (summary === undefined || !signs.success) return undefined;
  const durationMs = durationOf(signs.data.metrics);
  return { form: 'export', summary, contents: new Map(), ...(durationMs === undefined ? {} : { durationMs }) };
}

/** The export tells no duration, but counts and what they are a second. */
function durationOf(metrics: Readonly<Record<string, Readonly<Record<string, unknown>>>>): number | undefined {
  for (const told of Object.values(metrics)) {
    const { count, rate } = told;
    if (typeof count === 'number' && typeof rate === 'number' && count > 0 && rate > 0) return (count / rate) * 1000;
  }
  return undefined;
}

function fromData({ metrics, state }: z.infer<typeof dataSchema>): SummaryDocument {
  const entries = Object.entries(metrics);
  const thresholds = entries.flatMap(([metric, told]) => toldThresholds(metric, told.thresholds, false));
  const figures = figuresOf(new Map(entries.map(([name, told]) => [name, numbersIn(told.values)])));
  const durationMs =
    state?.testRunDurationMs ?? durationOf(Object.fromEntries(entries.map(([name, told]) => [name, told.values])));
  return {
    form: 'handleSummary',
    summary: { figures, thresholds },
    contents: contentsOf(entries.map(([name, { contains }]) => ({ name, contains }))),
    ...(durationMs === undefined ? {} : { durationMs }),
  };
}

function fromMachine({ config, metadata, results }: z.infer<typeof machineSchema>): SummaryDocument {
  const told = new Map(results.metrics.map((metric) => [metric.name, renamed(numbersIn(metric.values))]));
  const passed = results.checks?.metrics.find(({ name }) => name === 'checks_succeeded');
  if (passed !== undefined) told.set('checks', renamed(numbersIn(passed.values)));
  const generatedAt = Date.parse(metadata.generated_at ?? metadata.generatedAt ?? '');
  const toolVersion = metadata.k6_version ?? metadata.k6Version;
  return {
    form: 'machine-readable',
    summary: { figures: figuresOf(told), thresholds: [] },
    contents: contentsOf(results.metrics),
    ...(config.duration === undefined ? {} : { durationMs: config.duration * 1000 }),
    ...(Number.isNaN(generatedAt) ? {} : { endedAt: generatedAt }),
    ...(toolVersion === undefined ? {} : { toolVersion }),
  };
}

/** This form has other names for the same: `p95`, `matches` of a `total`. */
function renamed(numbers: ReadonlyMap<string, number>): Map<string, number> {
  const [matches, total] = [numbers.get('matches'), numbers.get('total')];
  if (matches !== undefined && total !== undefined)
    return new Map([
      ['passes', matches],
      ['fails', total - matches],
    ]);
  return new Map([...numbers].map(([name, value]) => [name.replace(/^p(\d.*)$/, 'p($1)'), value]));
}

function contentsOf(metrics: readonly { name: string; contains?: string | undefined }[]): Map<string, string> {
  return new Map(metrics.flatMap(({ name, contains }) => (contains === undefined ? [] : [[name, contains] as const])));
}
