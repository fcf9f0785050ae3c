import { EXECUTORS, fieldsOfScenario, MOST_USERS, type ExecutorKind } from '../executors.ts';
import type { K6Field } from '../fields.ts';
import { certain, type K6Scenario, type K6Stage, type Reading } from '../model.ts';
import { quote } from '../problems/wording.ts';
import type { K6Reader } from '../reader.ts';

/** What each executor wants of its numbers, alone and together. */
export function checkScenario(scenario: K6Scenario, reader: K6Reader): void {
  if (!/^[0-9a-zA-Z_-]+$/.test(scenario.name)) reader.report('k6-scenario-name', scenario.nameSpan, scenario.name);
  const kind = scenario.executor?.state === 'known' ? scenario.executor.value : undefined;
  for (const [key, field] of Object.entries(fieldsOfScenario(kind))) checkNumber(key, field, scenario, reader);
  if (scenario.exec?.state === 'known' && scenario.exec.value === '') {
    reader.report('k6-out-of-range', scenario.exec.span, 'exec', 'the name of a function', 'an empty text');
  }
  if (kind === undefined) return;
  checkNeeded(scenario, kind, reader);
  checkStages(scenario, kind, reader);
  switch (kind) {
    case 'shared-iterations':
      return checkIterations(scenario, reader);
    case 'constant-arrival-rate':
    case 'ramping-arrival-rate':
      return checkArrivals(scenario, reader);
    case 'ramping-vus':
      return checkUsers(scenario, reader);
    case 'per-vu-iterations':
    case 'constant-vus':
      return;
  }
}

function nameOf(key: string, { writtenAs }: K6Scenario): string {
  return writtenAs && Object.hasOwn(writtenAs, key) ? (writtenAs[key] ?? key) : key;
}

function checkNumber(key: string, field: K6Field, scenario: K6Scenario, reader: K6Reader): void {
  const reading = scenario.numbers.get(key);
  if (reading?.state !== 'known') return;
  const { value, span } = reading;
  const name = nameOf(key, scenario);
  const unit = field.kind === 'duration' ? ' ms' : '';
  if (key === 'timeUnit' && value <= 0) reader.report('k6-out-of-range', span, name, 'longer than 0', `${value} ms`);
  const { least, most } = field;
  if (least !== undefined && value < least) {
    if (field.kind === 'duration' && least > 0) {
      const seconds = value > 0 && Number.isInteger(value) ? ` If seconds are meant, write \`${value}s\`.` : '';
      reader.report('k6-short-duration', span, name, `${value} ms`, seconds);
    } else reader.report('k6-out-of-range', span, name, `${least} or more`, `${value}${unit}`);
  } else if (most !== undefined && value > most) {
    reader.report('k6-out-of-range', span, name, `at most ${most}`, String(value));
  }
}

function checkNeeded(scenario: K6Scenario, kind: ExecutorKind, reader: K6Reader): void {
  if (scenario.hasMore) return;
  for (const [key, field] of Object.entries<K6Field>(EXECUTORS[kind].fields)) {
    if (field.needed === undefined || scenario.numbers.has(key) || (key === 'stages' && scenario.stages)) continue;
    reader.report('k6-needs', scenario.nameSpan, `Scenario ${quote(scenario.name)}`, key, field.needed);
  }
}

function checkStages({ stages, name, writtenAs }: K6Scenario, kind: ExecutorKind, reader: K6Reader): void {
  if (stages?.state !== 'known' || !Object.hasOwn(EXECUTORS[kind].fields, 'stages')) return;
  if (stages.value.items.length === 0 && !stages.value.hasMore) reader.report('k6-stages-empty', stages.span, name);
  for (const stage of stages.value.items) {
    checkStageNumber(stage, 'duration', stage.durationMs, writtenAs === undefined, reader);
    checkStageNumber(stage, 'target', stage.target, true, reader);
    const tooMany = kind === 'ramping-vus' && stage.target?.state === 'known' && stage.target.value > MOST_USERS;
    if (tooMany && stage.target) {
      reader.report('k6-out-of-range', stage.target.span, 'target', `at most ${MOST_USERS}`, 'more');
    }
  }
}

function checkStageNumber(
  stage: K6Stage,
  key: 'duration' | 'target',
  reading: Reading<number> | undefined,
  isNeeded: boolean,
  reader: K6Reader,
): void {
  if (reading === undefined && isNeeded) {
    reader.report('k6-needs', stage.span, 'A stage', key, key === 'duration' ? "duration: '1m'" : 'target: 10');
  }
  if (reading?.state !== 'known' || reading.value >= 0) return;
  reader.report(
    'k6-out-of-range',
    reading.span,
    key,
    '0 or more',
    `${reading.value}${key === 'duration' ? ' ms' : ''}`,
  );
}

function checkIterations(scenario: K6Scenario, reader: K6Reader): void {
  const { numbers, hasMore } = scenario;
  const vus = certain(numbers.get('vus'), 1, hasMore);
  const iterations = certain(numbers.get('iterations'), 1, hasMore);
  if (vus === undefined || iterations === undefined || iterations >= vus) return;
  const span = numbers.get('iterations')?.span ?? numbers.get('vus')?.span ?? scenario.nameSpan;
  reader.report('k6-fewer-iterations', span, String(iterations), String(vus));
}

function checkArrivals(scenario: K6Scenario, reader: K6Reader): void {
  const { numbers, hasMore, name, nameSpan } = scenario;
  const prepared = certain(numbers.get('preAllocatedVUs'), undefined, hasMore);
  const most = certain(numbers.get('maxVUs'), prepared, hasMore);
  if (prepared === undefined || most === undefined || prepared < 0) return;
  const maximum = numbers.get('maxVUs');
  if (most < prepared && maximum) {
    reader.report('k6-fewer-maximum', maximum.span, String(most), String(prepared));
  } else if (most === 0) reader.report('k6-no-work', numbers.get('preAllocatedVUs')?.span ?? nameSpan, name);
}

function checkUsers(scenario: K6Scenario, reader: K6Reader): void {
  const { numbers, stages, hasMore, name } = scenario;
  if (stages?.state !== 'known' || stages.value.hasMore || stages.value.items.length === 0) return;
  const targets = stages.value.items.map(({ target }) => certain(target, 0, false));
  const levels = [certain(numbers.get('startVUs'), 1, hasMore), ...targets];
  if (levels.some((level) => level === undefined)) return;
  const known = levels.filter((level) => level !== undefined);
  if (Math.max(...known) <= 0) {
    reader.report('k6-no-users', stages.span, name);
    return;
  }
  if (known.some((level) => level < 0)) return;
  // Stages at the end that stay at 0 take no time: the scenario ends where the users do.
  const lastUsed = known.findLastIndex((level) => level > 0);
  for (const stage of stages.value.items.slice(lastUsed + 1)) {
    const isTooLong = stage.durationMs?.state === 'known' && stage.durationMs.value > 0;
    if (isTooLong) reader.report('k6-stage-without-load', stage.span);
  }
}
