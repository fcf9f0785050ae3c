import { isMapping, type Mapping } from '../yaml/outline.ts';
import { fieldsOfScenario } from './executors.ts';
import { fieldNamed, type FieldTable } from './fields.ts';
import { K6_METRICS } from './metrics.ts';
import { CONFIG_FILE_FIELDS } from './optionFields.ts';

/** Whether a mapping holds options of k6, which takes no notice of the case of a key. */
export function isK6Options(root: Mapping): boolean {
  // Settings of something else may have a few of them for k6.
  if (shareOf(CONFIG_FILE_FIELDS, root) < 0.5) return false;
  const { scenarios, stages, thresholds, vus, iterations } = inLowerCase(root);
  const isNumber = (value: unknown): boolean => typeof value === 'number' || typeof value === 'string';
  if (isNumber(vus)) return true;
  if (isMapping(scenarios) && Object.values(scenarios).some(isScenario)) return true;
  if (Array.isArray(stages) && stages.some(isStage)) return true;
  if (isMapping(thresholds) && Object.entries(thresholds).some(isThreshold)) return true;
  if (!mayBeScenarios(scenarios) || !mayBeStages(stages) || !mayBeThresholds(thresholds)) return false;
  // What is left has names that others have, too, so it takes two of k6's and none of somebody else's.
  return isNumber(iterations) || (Object.keys(root).length > 1 && shareOf(CONFIG_FILE_FIELDS, root) === 1);
}

/** How many of the keys are in a table, of 1. */
function shareOf(fields: FieldTable, mapping: Mapping): number {
  const keys = Object.keys(mapping);
  return keys.filter((key) => fieldNamed(fields, key) !== undefined).length / keys.length;
}

const has = (value: unknown, keys: readonly string[]): boolean =>
  isMapping(value) && keys.some((key) => key in inLowerCase(value));

/** Keys of scenarios that nobody else has. */
const SCENARIO_KEYS = ['vus', 'startvus', 'preallocatedvus', 'maxvus', 'gracefulstop', 'gracefulrampdown', 'timeunit'];

function isScenario(one: unknown): boolean {
  if (has(one, ['executor'])) return true;
  return isMapping(one) && has(one, SCENARIO_KEYS) && shareOf(fieldsOfScenario(undefined), one) >= 0.5;
}

function isStage(one: unknown): boolean {
  return has(one, ['target']) && has(one, ['duration']);
}

const K6_METRIC = /^(http_req|iteration|checks|vus|data_|group_duration|ws_|grpc_|browser_)/;

/** A list under a name such as k6 gives to metrics, or anything under the name of one that it has. */
function isThreshold([key, value]: [string, unknown]): boolean {
  return K6_METRIC.test(key) && (Array.isArray(value) || Object.hasOwn(K6_METRICS, key.replace(/\{.*/s, '')));
}

/** Nothing that k6 has not: an unfinished scenario has no keys, or some of its own. */
function mayBeScenarios(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  const isOne = (one: unknown): boolean =>
    isMapping(one) && (Object.keys(one).length === 0 || shareOf(fieldsOfScenario(undefined), one) >= 0.5);
  return isMapping(value) && Object.values(value).every(isOne);
}

function mayBeStages(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  return Array.isArray(value) && value.every((one) => has(one, ['duration', 'target']));
}

function mayBeThresholds(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  const isRow = (row: unknown): boolean => typeof row === 'string' || has(row, ['threshold']);
  return isMapping(value) && Object.values(value).every((rows) => Array.isArray(rows) && rows.every(isRow));
}

function inLowerCase(mapping: Mapping): Mapping {
  return Object.fromEntries(Object.entries(mapping).map(([key, value]) => [key.toLowerCase(), value]));
}
