import { parseSelector } from '../../../checks/parseExpression.ts';
import { isPercentile } from '../../../checks/statistics.ts';
import type { Statistic } from '../../../checks/check.ts';
import { dimensionOf } from '../../../checks/dimensions.ts';
import { isMetricName, METRICS, type MetricDefinition } from '../../../metrics.ts';
import { EXIT_CODE } from '../../../runners/command/command.ts';
import { BASE_UNIT_NAMES, isUnit, UNITS, type Dimension, type Unit } from '../../../units.ts';
import type { YamlEntry, YamlNode } from '../../yaml/yamlNode.ts';
import { Fields } from '../fields.ts';
import { isJsonPath } from '../jsonPath.ts';
import { readPattern } from '../leaves.ts';
import { outputModel } from '../model.ts';
import type { DeclaredOutput, DeclaredOutputs, Located } from '../plan.ts';
import type { PlanReader } from '../reader.ts';
import type { MonitorUnits } from './checks.ts';

/** Figures of many values that one number can tell. */
const TOLD_STATISTICS = ['avg', 'min', 'max', 'med', 'count'];
const UNITS_TO_OFFER = ['ms', 's', '%', '/s', 'B', 'kB', 'MB', 'GB', 'k'];

type OutputFields = NonNullable<ReturnType<typeof Fields.of<typeof outputModel.shape>>>;
type OutputName = Pick<DeclaredOutput, 'metric' | 'statistic'>;

/** `outputs` of a command: what is measured -> where its number is found. One with a fault is reported and left out. */
export function readOutputs(reader: PlanReader, node: YamlNode | undefined, monitors: MonitorUnits): DeclaredOutputs {
  const entries = reader.entries(node, 'outputs');
  const outputs: DeclaredOutput[] = [];
  for (const entry of entries) {
    const output = readOutput(reader, entry, outputs, monitors);
    if (output) outputs.push(output);
  }
  return { outputs, areComplete: (node === undefined || node.kind === 'map') && outputs.length === entries.length };
}

/** What the outputs mean as metrics of their test. */
export function outputMetrics({ outputs }: DeclaredOutputs): ReadonlyMap<string, MetricDefinition> {
  return new Map(outputs.map(({ metric, definition }) => [metric, definition]));
}

/** Those of them that the vocabulary does not define. */
export function ownDefinitions(declared: DeclaredOutputs): Record<string, MetricDefinition> {
  return Object.fromEntries([...outputMetrics(declared)].filter(([metric]) => !isMetricName(metric)));
}

function readOutput(
  reader: PlanReader,
  entry: YamlEntry,
  before: readonly DeclaredOutput[],
  monitors: MonitorUnits,
): DeclaredOutput | undefined {
  const owner = `Output \`${entry.key}\``;
  const fields = Fields.of(reader, entry.value, outputModel, owner, entry.keySpan);
  const name = readName(reader, entry, before, monitors);
  if (!fields) return undefined;
  const source = readSource(reader, fields, entry);
  const unit = readUnit(reader, fields);
  const file = fields.text('file');
  if (!name || !source || unit === 'faulty') return undefined;
  const definition = definitionOf(name, unit?.value, before);
  const dimension = dimensionOf(definition, name.statistic ?? 'last');
  if (unit && UNITS[unit.value].dimension !== dimension) {
    reader.report('output-unit-unfit', unit.span, unit.value, entry.key, BASE_UNIT_NAMES[dimension]);
    return undefined;
  }
  // A time without a unit could be ms or s, and to take one for the other is a wrong verdict.
  if (!unit && dimension === 'time') {
    reader.report('output-unit-missing', entry.keySpan, entry.key);
    return undefined;
  }
  return { name: entry.key, ...name, definition, source, file, unit: unit?.value };
}

/** A check names an output as it is named here. */
function readName(
  reader: PlanReader,
  { key, keySpan }: YamlEntry,
  before: readonly DeclaredOutput[],
  monitors: MonitorUnits,
): OutputName | undefined {
  const refuse = (why: string): OutputName | undefined => {
    reader.report('output-name', keySpan, key, why);
    return undefined;
  };
  const { selector, problems } = parseSelector(key);
  if (!selector || problems.length > 0 || Object.keys(selector.tags).length > 0) {
    return refuse('name a metric, such as `throughput` or `p95 latency`, with letters, digits and `_`');
  }
  const { metric, statistic } = selector;
  if (metric === EXIT_CODE) return refuse('every command has it already');
  if (monitors.has(metric)) return refuse('a monitor of the plan has this name');
  const kind = isMetricName(metric) ? METRICS[metric].kind : undefined;
  if (statistic === undefined && kind === 'trend') {
    return refuse(`\`${metric}\` has many values; say which figure of them it is, such as \`p95 ${metric}\``);
  }
  if (statistic !== undefined && kind !== undefined && kind !== 'trend') {
    return refuse(`\`${metric}\` is one number; leave \`${statistic}\` off`);
  }
  if (statistic !== undefined && !isPercentile(statistic) && !TOLD_STATISTICS.includes(statistic)) {
    return refuse(`a command can tell ${TOLD_STATISTICS.join(', ')} or a percentile of many values`);
  }
  const namesakes = before.filter((output) => output.metric === metric);
  if (namesakes.some((output) => sameFigure(output.statistic, statistic))) {
    reader.report('duplicate-name', keySpan, 'output', key);
    return undefined;
  }
  if (namesakes.some((output) => (output.statistic === undefined) !== (statistic === undefined))) {
    return refuse(`\`${metric}\` is declared both as one number and as a figure of many`);
  }
  return { metric, ...(statistic === undefined ? {} : { statistic }) };
}

export function sameFigure(a: Statistic | undefined, b: Statistic | undefined): boolean {
  const canonical = (statistic: Statistic | undefined): Statistic | undefined =>
    statistic === 'med' ? 'p50' : statistic;
  return canonical(a) === canonical(b);
}

function readSource(reader: PlanReader, fields: OutputFields, entry: YamlEntry): DeclaredOutput['source'] | undefined {
  if (fields.has('json') === fields.has('regex')) {
    if (!fields.hasUnknownKey) reader.report('output-source', entry.keySpan, entry.key);
    return undefined;
  }
  if (fields.has('json')) {
    const path = fields.text('json');
    if (path && !isJsonPath(path.value)) reader.report('bad-json-path', path.span, path.value);
    return path && isJsonPath(path.value) ? { kind: 'json', path: path.value } : undefined;
  }
  const node = fields.node('regex');
  const pattern = readPattern(reader, node, 'regex');
  if (pattern === undefined || node === undefined) return undefined;
  // With an empty alternative the pattern matches anything, and tells how many groups it has.
  const groups = (new RegExp(`${pattern}|`).exec('')?.length ?? 1) - 1;
  if (groups === 1) return { kind: 'regex', pattern };
  reader.report('output-pattern-groups', node.span, pattern, groups);
  return undefined;
}

function readUnit(reader: PlanReader, fields: OutputFields): Located<Unit> | undefined | 'faulty' {
  const unit = fields.text('unit');
  if (!unit) return fields.has('unit') ? 'faulty' : undefined;
  const { value, span } = unit;
  if (isUnit(value)) return { value, span };
  reader.report('bad-choice', span, 'unit', value, UNITS_TO_OFFER, undefined);
  return 'faulty';
}

/** The vocabulary's where it has the name; otherwise the unit says what is measured, and the first output of a name. */
function definitionOf(
  { metric, statistic }: OutputName,
  unit: Unit | undefined,
  before: readonly DeclaredOutput[],
): MetricDefinition {
  if (isMetricName(metric)) return METRICS[metric];
  const first = before.find((output) => output.metric === metric && output.statistic !== 'count');
  if (first) return first.definition;
  const dimension: Dimension = unit === undefined ? 'number' : UNITS[unit].dimension;
  return { kind: statistic === undefined ? 'gauge' : 'trend', dimension, meaning: `Output \`${metric}\`.` };
}
