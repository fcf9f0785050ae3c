import type { MetricDefinition } from '../../metrics.ts';
import type { Problem } from '../../problem.ts';
import { isUnit, UNITS } from '../../units.ts';
import type { YamlMap } from '../yaml/yamlNode.ts';
import { buildScope } from './buildScope.ts';
import { Fields } from './fields.ts';
import { evidenceModel, planModel } from './model.ts';
import type { PlanOptions } from './parsePlan.ts';
import type { Monitor, Plan } from './plan.ts';
import { PlanReader } from './reader.ts';
import { PLAN_RULES } from './rules/index.ts';
import { readDefaults } from './sections/defaults.ts';
import { readEnvironments } from './sections/environments.ts';
import { readMonitors } from './sections/monitors.ts';
import { readPreflight } from './sections/preflight.ts';
import { readSuite } from './sections/suites.ts';
import { readTest } from './sections/tests.ts';

const DEFAULT_RESULTS = 'headroom-results';

/** The plan as one environment sees it, section by section in the order of the file, then every rule. */
export function resolvePlan(root: YamlMap, source: string, options: PlanOptions): { plan: Plan; problems: Problem[] } {
  const problems: Problem[] = [];
  const scope = buildScope(root, source, options, problems);
  const reader = new PlanReader(source, scope, problems, options.columnsOf);
  const start = root.entries[0]?.keySpan ?? root.span;
  const fields = Fields.of(reader, root, planModel, 'A plan', start);
  const node = (key: keyof typeof planModel.shape): ReturnType<NonNullable<typeof fields>['node']> => fields?.node(key);

  const version = fields?.text('headroom');
  if (version && version.value !== '1') reader.report('plan-version', version.span, version.value);
  const planVariables = new Set(reader.entries(node('variables'), 'variables').map((entry) => entry.key));
  const environments = readEnvironments(reader, node('environments'), planVariables, (environment) =>
    environment === scope.environment ? scope : buildScope(root, source, { ...options, environment }, []),
  );
  const monitorEntries = reader.entries(node('monitors'), 'monitors');
  const monitors = readMonitors(reader, monitorEntries);
  // One with a reported fault is a metric all the same, so that checks which name it are not faults as well.
  const monitorMetrics = new Map(
    monitorEntries.map(({ key }) => [
      key,
      monitorMetric(
        key,
        monitors.find((monitor) => monitor.id === key),
      ),
    ]),
  );
  const defaults = readDefaults(reader, node('defaults'), fields?.keySpan('defaults') ?? start);
  const testEntries = reader.entries(node('tests'), 'tests');
  const tests = testEntries.flatMap((entry) => readTest(reader, entry, defaults, monitorMetrics) ?? []);
  const suiteEntries = reader.entries(node('suites'), 'suites');

  const plan: Plan = {
    name: fields?.text('name'),
    results: fields?.text('results')?.value ?? DEFAULT_RESULTS,
    envFile: fields?.text('env_file'),
    variableNames: [...scope.variables.keys()],
    secrets: reader.items(node('secrets'), 'secrets').flatMap((item) => reader.text(item, 'secrets') ?? []),
    environments,
    environment: environments.find((environment) => environment.id === options.environment),
    requirements: new Map(
      reader.entries(node('requirements'), 'requirements').map((entry) => {
        const title = reader.text(entry.value, entry.key)?.value ?? '';
        return [entry.key, { title, span: entry.keySpan }];
      }),
    ),
    preflight: readPreflight(reader, reader.items(node('preflight'), 'preflight')),
    monitors,
    tests: tests.map(({ test }) => test),
    suites: suiteEntries.flatMap((entry) => readSuite(reader, entry, monitorMetrics) ?? []),
    evidence: readEvidence(reader, node('evidence')),
  };
  const fieldsOfTest = new Map(tests.map(({ test, fields: written }) => [test.id, written]));
  const testIds = testEntries.map((entry) => entry.key);
  for (const rule of PLAN_RULES)
    problems.push(...rule({ plan, testIds, fieldsOfTest, fileExists: options.fileExists }));
  return { plan, problems };
}

function readEvidence(reader: PlanReader, node: ReturnType<Fields<string>['node']>): Plan['evidence'] {
  const fields = node && Fields.of(reader, node, evidenceModel, '`evidence`', node.span);
  return fields && { maxAgeMs: fields.duration('max_age')?.value, environment: fields.text('environment') };
}

/** A monitor is a gauge; its unit says what its values measure. */
function monitorMetric(id: string, monitor: Monitor | undefined): MetricDefinition {
  const unit = monitor?.unit;
  const dimension = unit !== undefined && isUnit(unit) ? UNITS[unit].dimension : 'number';
  return { kind: 'gauge', dimension, meaning: `Monitor \`${id}\`.` };
}
