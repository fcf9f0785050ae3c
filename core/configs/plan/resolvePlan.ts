import type { Problem } from '../../problem.ts';
import type { YamlMap } from '../yaml/yamlNode.ts';
import { entriesOf, isMapOrAbsent } from './buildScope.ts';
import type { EnvironmentScopes } from './environmentScopes.ts';
import { Fields } from './fields.ts';
import { evidenceModel, planModel } from './model.ts';
import { isName } from './interpolate.ts';
import type { PlanOptions } from './parsePlan.ts';
import type { Plan } from './plan.ts';
import { PlanReader } from './reader.ts';
import { PLAN_RULES } from './rules/index.ts';
import { DECLARING_SECTIONS } from './rules/rule.ts';
import { judgeDefaultRows, readDefaults } from './sections/defaults.ts';
import { readEnvironments } from './sections/environments.ts';
import { monitorMetrics, readMonitors } from './sections/monitors.ts';
import { readPreflight } from './sections/preflight.ts';
import { readSuite } from './sections/suites.ts';
import { readTest } from './sections/tests.ts';
import { readVariableNames } from './sections/variables.ts';

export const DEFAULT_RESULTS = 'headroom-results';

export interface ResolveOptions extends Pick<PlanOptions, 'environment' | 'fileKind' | 'columnsOf'> {
  scopes: EnvironmentScopes;
}

/** The plan as one environment sees it, section by section in the order of the file, then every rule. */
export function resolvePlan(
  root: YamlMap,
  source: string,
  { environment, scopes, fileKind, columnsOf }: ResolveOptions,
): { plan: Plan; problems: Problem[] } {
  const { scope, problems: ofScope } = scopes.of(environment);
  const problems = [...ofScope];
  const reader = new PlanReader(source, scope, problems, columnsOf);
  const start = root.entries[0]?.keySpan ?? root.span;
  const fields = Fields.of(reader, root, planModel, 'A plan', start);
  const node = (key: keyof typeof planModel.shape): ReturnType<NonNullable<typeof fields>['node']> => fields?.node(key);
  const unread = new Set(DECLARING_SECTIONS.filter((section) => !isMapOrAbsent(node(section))));

  const version = fields?.text('headroom');
  if (version && version.value !== '1') reader.report('plan-version', version.span, version.value);
  const planVariables = readVariableNames(reader, node('variables'));
  const environments = readEnvironments(reader, node('environments'), planVariables, (id) => scopes.ofTarget(id));
  const monitorEntries = reader.entries(node('monitors'), 'monitors');
  const monitors = readMonitors(reader, monitorEntries);
  const metrics = monitorMetrics(monitorEntries, monitors);
  const defaults = readDefaults(reader, node('defaults'), fields?.keySpan('defaults') ?? start);
  const testEntries = reader.entries(node('tests'), 'tests');
  const tests = testEntries.flatMap((entry) => readTest(reader, entry, defaults, metrics) ?? []);
  if (tests.length === 0) judgeDefaultRows(reader, defaults, metrics);
  const suiteEntries = reader.entries(node('suites'), 'suites');

  const plan: Plan = {
    name: fields?.text('name'),
    results: fields?.text('results')?.value ?? DEFAULT_RESULTS,
    envFile: fields?.text('env_file'),
    variableNames: [...scope.variables.keys()],
    secrets: readSecrets(reader, node('secrets')),
    environments,
    environment: environments.find(({ id }) => id === environment),
    requirements: new Map(
      reader.entries(node('requirements'), 'requirements').map((entry) => {
        const title = reader.text(entry.value, entry.key)?.value ?? '';
        return [entry.key, { title, span: entry.keySpan }];
      }),
    ),
    preflight: readPreflight(reader, reader.items(node('preflight'), 'preflight')),
    monitors,
    tests: tests.map(({ test }) => test),
    suites: suiteEntries.flatMap((entry) => readSuite(reader, entry, metrics) ?? []),
    evidence: readEvidence(reader, node('evidence')),
  };
  const fieldsOfTest = new Map(tests.map(({ test, fields: written }) => [test.id, written]));
  const testIds = testEntries.map((entry) => entry.key);
  const environmentIds = entriesOf(node('environments')).map((entry) => entry.key);
  const context = { plan, testIds, environmentIds, fieldsOfTest, unread, fileKind };
  for (const rule of PLAN_RULES) problems.push(...rule(context));
  // A metric that nobody knows may be a monitor that could not be read.
  const own = unread.has('monitors') ? problems.filter(({ code }) => code !== 'check-unknown-metric') : problems;
  return { plan, problems: withoutEchoes(own) };
}

/** What is written once is wrong once, although an aliased value is read for each use, under another name each time. */
function withoutEchoes(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>();
  return problems.filter(({ code, span, message }) => {
    // A default guard is told about each test that it cannot guard.
    const key = `${span[0]}:${span[1]}:${code}:${code === 'default-guard-not-live' ? message : ''}`;
    return !seen.has(key) && seen.add(key);
  });
}

function readSecrets(reader: PlanReader, node: ReturnType<Fields<string>['node']>): Plan['secrets'] {
  const secrets = reader.items(node, 'secrets').flatMap((item) => reader.text(item, 'secrets') ?? []);
  const seen = new Set<string>();
  for (const { value, span } of secrets) {
    if (!isName(value)) reader.report('bad-environment-variable', span, value);
    if (seen.has(value)) reader.report('duplicate-name', span, 'secret', value);
    seen.add(value);
  }
  return secrets;
}

function readEvidence(reader: PlanReader, node: ReturnType<Fields<string>['node']>): Plan['evidence'] {
  const fields = node && Fields.of(reader, node, evidenceModel, '`evidence`', node.span);
  return fields && { maxAgeMs: fields.duration('max_age')?.value, environment: fields.text('environment') };
}
