import { findMetric, metricNames, RUNNERS } from '../../../runners/index.ts';
import { RUNNER_KINDS, type RunnerKind } from '../../../runners/runner.ts';
import { isMetricName, METRICS, type MetricDefinition } from '../../../metrics.ts';
import type { ExpressionNames } from '../../../checks/completeExpression.ts';
import type { YamlNode } from '../../yaml/yamlNode.ts';
import { nodeUnder } from '../../yaml/yamlCursor.ts';
import { child, entriesOf } from '../buildScope.ts';
import { testModel } from '../model.ts';
import { monitorDefinition } from '../sections/monitors.ts';

export type PlanPath = readonly (string | number)[];

/** The keys of a mapping or the texts of a list, as far as they are there. */
export function namesUnder(root: YamlNode, path: PlanPath): string[] {
  const node = nodeUnder(root, path);
  if (node?.kind === 'sequence') return node.items.flatMap((item) => (item.kind === 'scalar' ? [item.text] : []));
  return entriesOf(node).map(({ key }) => key);
}

/** The runner of the test that a path is in. Rows under `defaults` and of suites have none of their own. */
export function runnerAt(root: YamlNode, path: PlanPath): RunnerKind | undefined {
  if (path[0] !== 'tests' || path[1] === undefined) return undefined;
  const node = child(nodeUnder(root, path.slice(0, 2)), testModel, 'runner');
  return node?.kind === 'scalar' ? RUNNER_KINDS.find((kind) => kind === node.text) : undefined;
}

/** What a check may name where it stands. */
export function expressionNames(root: YamlNode, path: PlanPath): ExpressionNames {
  const runner = runnerAt(root, path);
  const monitors = entriesOf(nodeUnder(root, ['monitors']));
  const known = runner === undefined ? Object.keys(METRICS) : metricNames(runner);
  const test = path[0] === 'tests' ? path.slice(0, 2) : undefined;
  const outputs = test && runner === 'command' ? namesUnder(root, [...test, 'outputs']) : [];
  return {
    metrics: [
      ...monitors.map(({ key, value }) => ({
        name: key,
        definition: monitorDefinition(monitorOf(key, value)),
        detail: 'monitor',
      })),
      ...outputs.map((name) => ({ name: name.split(/\s+/).at(-1) ?? name, detail: 'output of the command' })),
      ...known.map((name) => ({ name, ...describeMetric(name, runner) })),
    ],
    tagsOf: (metric) => tagsOf(metric, runner),
    valuesOf: (tag) => (test ? tagValues(root, test, tag) : []),
  };
}

function describeMetric(
  name: string,
  runner: RunnerKind | undefined,
): { definition?: MetricDefinition; detail?: string } {
  if (runner === undefined) return isMetricName(name) ? { definition: METRICS[name] } : {};
  const definition = findMetric(runner, name);
  const source = isMetricName(name) ? RUNNERS[runner].metrics[name]?.source : undefined;
  return {
    ...(definition && definition !== 'custom' ? { definition } : {}),
    ...(source === undefined ? {} : { detail: `${runner}: ${source}` }),
  };
}

function tagsOf(metric: string, runner: RunnerKind | undefined): readonly string[] {
  const answers = runner && isMetricName(metric) ? RUNNERS[runner].metrics[metric] : undefined;
  return answers?.tags ?? ['stage', 'request'];
}

function tagValues(root: YamlNode, test: PlanPath, tag: string): string[] {
  if (tag !== 'stage' && tag !== 'request') return [];
  const list = nodeUnder(root, [...test, tag === 'stage' ? 'stages' : 'requests']);
  if (list?.kind !== 'sequence') return [];
  return list.items.map((item, index) => {
    const name = entriesOf(item).find(({ key }) => key === 'name')?.value;
    return name?.kind === 'scalar' ? name.text : String(index + 1);
  });
}

function monitorOf(id: string, node: YamlNode): { id: string; unit?: string } {
  const unit = entriesOf(node).find(({ key }) => key === 'unit')?.value;
  return unit?.kind === 'scalar' ? { id, unit: unit.text } : { id };
}
