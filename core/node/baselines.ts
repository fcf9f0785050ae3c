import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { messageOf, UserError } from '../errors.ts';
import { baselineSchema, type Baseline } from '../run/baseline.ts';
import { isBaseUnit } from '../units.ts';
import { readTextFile } from './planFile.ts';
import { writeWhole } from './wholeFile.ts';

const BASELINE_FOLDER = 'headroom-baselines';
const REMEDY = 'Write it anew with `headroom baseline set`.';

/** Throws a `UserError` for what is no id of a test: ids also come from run folders of other machines. */
export function baselineFile(planFolder: string, testId: string): string {
  if (!/^\w[\w.-]*$/.test(testId)) throw new UserError(`${testId} is no id of a test, so it can have no baseline.`);
  return path.join(planFolder, BASELINE_FOLDER, `${testId}.json`);
}

/** Undefined where the test has no baseline. Throws a `UserError` when there is one that cannot be used. */
export function readBaselineFile(planFolder: string, testId: string): Baseline | undefined {
  const file = baselineFile(planFolder, testId);
  if (!existsSync(file)) return undefined;
  const baseline = parseBaseline(file);
  if (baseline.testId !== testId)
    throw new UserError(`${file} is the baseline of ${baseline.testId}, not of ${testId}.`);
  const odd = baseline.runs.flatMap(({ observations }) => observations).find(({ unit }) => !isBaseUnit(unit));
  if (odd) throw new UserError(`${file} has a value in \`${odd.unit}\`, which is no base unit. ${REMEDY}`);
  return baseline;
}

/** Replaces the baseline of a test, whole or not at all; gives back its file. */
export function writeBaseline(planFolder: string, baseline: Baseline): string {
  const file = baselineFile(planFolder, baseline.testId);
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    writeWhole(file, `${JSON.stringify(baseline, null, 2)}\n`);
  } catch (error) {
    throw new UserError(`${file} cannot be written: ${messageOf(error)}.`);
  }
  return file;
}

/** Every baseline beside a plan, in order of the tests' names. */
export function listBaselines(planFolder: string): Baseline[] {
  const folder = path.join(planFolder, BASELINE_FOLDER);
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return names.sort().map((name) => parseBaseline(path.join(folder, name)));
}

/** The ids of all runs that baselines beside these plans are made from. */
export function runsInBaselines(planFolders: readonly string[]): Set<string> {
  return new Set(planFolders.flatMap(listBaselines).flatMap(({ runs }) => runs.map(({ runId }) => runId)));
}

function parseBaseline(file: string): Baseline {
  let json: unknown;
  try {
    json = JSON.parse(readTextFile(file));
  } catch (error) {
    throw error instanceof UserError ? error : new UserError(`${file} is not JSON. ${REMEDY}`);
  }
  const parsed = baselineSchema.safeParse(json);
  if (!parsed.success) throw new UserError(`${file} is not a baseline file. ${REMEDY}`);
  return parsed.data;
}
