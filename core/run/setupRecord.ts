import * as z from 'zod';
import { LEVELS } from '../checks/levels.ts';
import { parseSelector } from '../checks/parseExpression.ts';
import { parseCheckRow } from '../checks/parseRow.ts';
import { printCondition, printSelector } from '../checks/print.ts';
import type { RunSetup } from './foldRun.ts';
import type { JudgedCheck } from './judge.ts';
import { comparesWithBaseline, type BaselineLookup } from './limits.ts';

const definitionSchema = z.object({
  kind: z.enum(['trend', 'counter', 'ratio', 'gauge', 'flow']),
  dimension: z.enum(['time', 'ratio', 'count', 'rate', 'bytes', 'byte-rate', 'number']),
  meaning: z.string(),
  everyMs: z.number().optional(),
  countsUnanswered: z.boolean().optional(),
});

const rowSchema = z.object({
  id: z.string(),
  /** Canonical text of the selector. */
  on: z.string(),
  target: z.string().optional(),
  warn: z.string().optional(),
  critical: z.string().optional(),
  stop: z.string().optional(),
  action: z.string().optional(),
  requirement: z.string().optional(),
  definition: definitionSchema.optional(),
});

/** What a run is judged by, as texts that a person can read: with it the events of the run give the same result again. */
export const setupRecordSchema = z.object({
  checks: z.array(rowSchema),
  guards: z.array(rowSchema),
  stages: z
    .array(
      z.object({
        name: z.string(),
        load: z.object({ kind: z.enum(['users', 'rate']), from: z.number(), to: z.number() }),
        durationMs: z.number(),
        warmup: z.boolean(),
      }),
    )
    .optional(),
  smoke: z.boolean(),
  /** What a reader of the result has to know besides; it changes no verdict. */
  notes: z.array(z.string()).optional(),
  definitions: z.record(z.string(), definitionSchema).optional(),
  /** Errors by which the runner tells that no connection was made. */
  connectErrors: z.array(z.string()).optional(),
  /** The reason of a run that had nothing to judge by, where that is not just that the test states no checks. */
  withoutChecks: z.string().optional(),
  /** The reference values that the rows were compared with, in base units; absent without a baseline. */
  baseline: z.array(z.object({ on: z.string(), value: z.number() })).optional(),
  /** Why the rows could not be compared with the baseline that there was. */
  baselineUnused: z.string().optional(),
});

export type SetupRecord = z.infer<typeof setupRecordSchema>;
type RowRecord = z.infer<typeof rowSchema>;

export function recordSetup(setup: RunSetup): SetupRecord {
  const { checks, guards, stages, isSmoke, notes, definitions, connectErrors, withoutChecks, baseline } = setup;
  return {
    checks: checks.map(recordRow),
    guards: guards.map(recordRow),
    stages: stages?.map(({ name, load, durationMs, warmup }) => ({ name, load: { ...load }, durationMs, warmup })),
    smoke: isSmoke ?? false,
    notes: notes && notes.length > 0 ? [...notes] : undefined,
    definitions: definitions && { ...definitions },
    connectErrors: connectErrors && [...connectErrors],
    ...(withoutChecks === undefined ? {} : { withoutChecks }),
    ...(baseline && referencesOf([...checks, ...guards], baseline)),
  };
}

/** The setup again, with what of it could not be read. Such a row has no condition left, so it never passes. */
export function restoreSetup(record: SetupRecord): { setup: RunSetup; problems: string[] } {
  const problems: string[] = [];
  const restore = (row: RowRecord): JudgedCheck => {
    const { check, isWhole } = restoreRow(row);
    if (!isWhole) problems.push(`the check \`${row.id}\` in run.json cannot be read, so it has no data`);
    return check;
  };
  const setup: RunSetup = {
    checks: record.checks.map(restore),
    guards: record.guards.map(restore),
    isSmoke: record.smoke,
    ...(record.stages && { stages: record.stages }),
    ...(record.notes && { notes: record.notes }),
    ...(record.definitions && { definitions: record.definitions }),
    ...(record.connectErrors && { connectErrors: record.connectErrors }),
    ...(record.withoutChecks !== undefined && { withoutChecks: record.withoutChecks }),
    ...(record.baseline && { baseline: restoreBaseline(record.baseline, record.baselineUnused) }),
  };
  return { setup, problems };
}

function recordRow({ id, selector, levels, action, requirement, definition }: JudgedCheck): RowRecord {
  const row: RowRecord = { id, on: printSelector(selector), action, requirement, definition };
  for (const level of LEVELS) {
    const condition = levels[level];
    if (condition !== undefined) row[level] = printCondition(condition);
  }
  return row;
}

function restoreRow({ id, on, action, requirement, definition, ...stated }: RowRecord): {
  check: JudgedCheck;
  isWhole: boolean;
} {
  const { selector, levels, problems } = parseCheckRow({ on, ...stated });
  const isWhole = selector !== undefined && !problems.some(({ severity }) => severity === 'error');
  const check: JudgedCheck = {
    id,
    selector: selector ?? { metric: on, tags: {} },
    levels: isWhole ? levels : {},
    ...(action === undefined ? {} : { action }),
    ...(requirement === undefined ? {} : { requirement }),
    ...(definition === undefined ? {} : { definition }),
  };
  return { check, isWhole };
}

function referencesOf(
  rows: readonly JudgedCheck[],
  lookup: BaselineLookup,
): Pick<SetupRecord, 'baseline' | 'baselineUnused'> {
  const selectors = rows.filter(comparesWithBaseline).map(({ selector }) => selector);
  const values = new Map(selectors.map((selector) => [printSelector(selector), lookup(selector)]));
  const unused = [...values.values()].find((value) => typeof value === 'object');
  return {
    baseline: [...values].flatMap(([on, value]) => (typeof value === 'number' ? [{ on, value }] : [])),
    ...(unused && { baselineUnused: unused.missing }),
  };
}

function restoreBaseline(references: NonNullable<SetupRecord['baseline']>, unused: string | undefined): BaselineLookup {
  const values = new Map(
    references.map(({ on, value }) => {
      const { selector } = parseSelector(on);
      return [selector === undefined ? on : printSelector(selector), value];
    }),
  );
  return (selector) => values.get(printSelector(selector)) ?? (unused === undefined ? undefined : { missing: unused });
}
