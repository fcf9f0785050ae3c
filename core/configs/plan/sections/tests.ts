import type { YamlEntry } from '../../yaml/yamlNode.ts';
import { RUNNER_KINDS } from '../../../runners/runner.ts';
import { Fields } from '../fields.ts';
import { readChoice } from '../leaves.ts';
import { testModel } from '../model.ts';
import type { LoadTest } from '../plan.ts';
import type { PlanReader } from '../reader.ts';
import { takesKey } from '../rules/runnerKeys.ts';
import { readCheckRows, type MonitorUnits } from './checks.ts';
import { readCommand, readCommandSteps } from './commands.ts';
import type { PlanDefaults } from './defaults.ts';
import { makeHttpLoad, readRequests } from './httpLoad.ts';
import { readHttpSettings } from './httpSettings.ts';
import { outputMetrics, readOutputs } from './outputs.ts';
import { readStages } from './stages.ts';

export type TestFields = NonNullable<ReturnType<typeof Fields.of<typeof testModel.shape>>>;

/** A test with the keys it was written with, for rules about keys that its runner does not have. */
export interface ReadTest {
  test: LoadTest;
  fields: TestFields;
}

export function readTest(
  reader: PlanReader,
  entry: YamlEntry,
  defaults: PlanDefaults,
  monitors: MonitorUnits,
): ReadTest | undefined {
  if (!/^[\w][\w.-]*$/.test(entry.key)) reader.report('bad-id', entry.keySpan, entry.key);
  const owner = `Test \`${entry.key}\``;
  const fields = Fields.of(reader, entry.value, testModel, owner, entry.keySpan);
  if (!fields) return undefined;
  const runner = readChoice(reader, fields.node('runner'), 'runner', RUNNER_KINDS);
  const script = fields.text('script');
  const scaletest = fields.text('scaletest');
  const title = fields.text('title')?.value;
  const options = readOptions(reader, fields);
  const command = readCommand(reader, fields.node('command'));
  const outputs = readOutputs(reader, fields.node('outputs'), monitors);
  const settings = readHttpSettings(reader, fields);
  const requests = readRequests(reader, fields.node('request'), fields.node('requests'), settings);
  const http = makeHttpLoad(reader, requests, fields.node('headers'), settings, defaults);
  const { stages, stageNames } = readStages(reader, fields.node('stages'));
  const requirements = fields.items('requirements').flatMap((item) => reader.text(item, 'requirements') ?? []);
  const before = readCommandSteps(reader, fields.items('before'), 'A `before` step');
  const after = readCommandSteps(reader, fields.items('after'), 'An `after` step');
  if (!runner) return undefined;
  const hasOutputs = takesKey(runner.value, 'outputs');
  const ownMetrics = hasOutputs ? new Map([...monitors, ...outputMetrics(outputs)]) : monitors;
  const rowContext = { owner: entry.key, runner: runner.value, monitors: ownMetrics, hasOutputs, isDefault: false };
  const defaultContext = { ...rowContext, isDefault: true };
  const checks = [
    ...readCheckRows(reader, fields.items('checks'), { ...rowContext, isGuard: false }),
    ...readCheckRows(reader, defaults.checks, { ...defaultContext, isGuard: false }),
  ];
  const guards = [
    ...readCheckRows(reader, fields.items('guards'), { ...rowContext, isGuard: true }),
    ...readCheckRows(reader, defaults.guards, { ...defaultContext, isGuard: true }),
  ];
  const test: LoadTest = {
    id: entry.key,
    idSpan: entry.keySpan,
    span: fields.span,
    title,
    runner: runner.value,
    requirements,
    checks: withoutOverridden(checks),
    guards: withoutOverridden(guards),
    stages,
    stageNames,
    before,
    after,
    script,
    scaletest,
    with: options,
    command,
    ...(hasOutputs ? { outputs, timeoutMs: settings.timeoutMs } : {}),
    http: takesKey(runner.value, 'request') ? http : undefined,
  };
  return { test, fields };
}

/** A default row gives way to a row of the test's own with the same id. */
function withoutOverridden(rows: LoadTest['checks']): LoadTest['checks'] {
  const own = new Set(rows.filter((row) => !row.isDefault).map((row) => row.check.id));
  return rows.filter((row) => !row.isDefault || !own.has(row.check.id));
}

function readOptions(reader: PlanReader, fields: TestFields): LoadTest['with'] {
  const options: LoadTest['with'] = {};
  for (const entry of fields.entries('with')) {
    const leaf = reader.text(entry.value, entry.key);
    if (!leaf || entry.value.kind !== 'scalar') continue;
    const { value } = entry.value;
    options[entry.key] = typeof value === 'number' || typeof value === 'boolean' ? value : leaf.value;
  }
  return options;
}
