import type { Level } from '../../../checks/check.ts';
import { checkCondition, resolveSelector } from '../../../checks/dimensions.ts';
import { findLevelConflicts } from '../../../checks/levels.ts';
import { parseCheckRow, type ParsedCheckRow, type RowField } from '../../../checks/parseRow.ts';
import { checkId } from '../../../checks/print.ts';
import { checkProblem } from '../../../checks/problems.ts';
import { METRICS, type MetricDefinition } from '../../../metrics.ts';
import { findMetric, metricNames } from '../../../runners/index.ts';
import { moveProblem, type Problem } from '../../../problem.ts';
import type { RunnerKind } from '../../../runners/runner.ts';
import type { Dimension } from '../../../units.ts';
import type { Span } from '../../../text/span.ts';
import type { YamlMap, YamlNode } from '../../yaml/yamlNode.ts';
import { Fields } from '../fields.ts';
import { checkRowModel } from '../model.ts';
import type { CheckRow } from '../plan.ts';
import type { Leaf, PlanReader } from '../reader.ts';

/** Metrics that the plan itself names: its monitors, which every test has, and the outputs of a command. */
export type MonitorUnits = ReadonlyMap<string, MetricDefinition>;

export interface RowContext {
  /** Id of the test or suite that the rows belong to. */
  owner: string;
  /** Undefined for a suite: it speaks of what its tests have in common. */
  runner: RunnerKind | undefined;
  monitors: MonitorUnits;
  /** What may be measured is declared, so a name that is not is a fault, and told as that. */
  hasOutputs?: boolean;
  isGuard: boolean;
  isDefault: boolean;
}

/** As the ids of tests: reports and commands name a check by it. */
const ID = /^\w[\w.-]*$/;
const LEVELS: readonly Level[] = ['target', 'warn', 'critical', 'stop'];

/** Rows of `checks` or `guards`. A row with a fault is reported and left out. */
export function readCheckRows(reader: PlanReader, nodes: readonly YamlNode[], context: RowContext): CheckRow[] {
  return nodes.flatMap((node) => {
    const row = node.kind === 'map' ? readMapRow(reader, node, context) : readTextRow(reader, node, context);
    return row ? [row] : [];
  });
}

function readTextRow(reader: PlanReader, node: YamlNode, context: RowContext): CheckRow | undefined {
  const leaf = readCondition(reader, node, context.isGuard ? 'a guard' : 'a check');
  if (!leaf) return undefined;
  const field = context.isGuard ? 'stop' : 'target';
  return makeRow(reader, node, { [field]: leaf }, {}, context);
}

function readMapRow(reader: PlanReader, node: YamlMap, context: RowContext): CheckRow | undefined {
  const fields = Fields.of(reader, node, checkRowModel, context.isGuard ? 'A guard' : 'A check', node.span);
  if (!fields) return undefined;
  const leaves: Partial<Record<RowField, Leaf>> = {};
  const extras: RowExtras = {
    action: fields.text('action')?.value,
    requirement: fields.text('requirement'),
    id: fields.text('id'),
  };
  const problemsBefore = reader.problems.length;
  if (extras.id !== undefined && !ID.test(extras.id.value)) {
    reader.problems.push(checkProblem('check-bad-id', extras.id.span, extras.id.value));
  }
  for (const field of ['on', ...LEVELS] as const) {
    const value = fields.node(field);
    if (!value) continue;
    const leaf = readCondition(reader, value, field);
    if (!leaf) return undefined;
    if (context.isGuard && field !== 'on' && field !== 'stop') {
      reader.report('guard-shape', fields.keySpan(field) ?? node.span, field);
      return undefined;
    }
    leaves[field] = leaf;
  }
  const hasUnknownKey = fields.map.entries.some(({ key }) => !Object.hasOwn(checkRowModel.shape, key));
  // A misspelt level was reported as an unknown key; that the row has no level is the same fault.
  if (hasUnknownKey && !LEVELS.some((level) => leaves[level])) return undefined;
  return reader.problems.length > problemsBefore ? undefined : makeRow(reader, node, leaves, extras, context);
}

/** No condition comes near it; a longer text is a slip, and reading it as a condition could take long. */
const LONGEST_CONDITION = 2000;

/** A condition's text. A block scalar is refused: its first `>` or `|` is easily taken for a comparison. */
function readCondition(reader: PlanReader, node: YamlNode, name: string): Leaf | undefined {
  if (node.kind === 'scalar' && node.style === 'block') {
    reader.report('block-condition', node.span);
    return undefined;
  }
  const leaf = reader.leaf(node, name, 'text such as "p95 latency < 500ms"');
  if (!leaf || leaf.text.length <= LONGEST_CONDITION) return leaf;
  reader.report('condition-too-long', leaf.span, LONGEST_CONDITION);
  return undefined;
}

const isError = ({ severity }: Problem): boolean => severity === 'error';

interface RowExtras {
  action?: string;
  requirement?: { value: string; span: Span };
  id?: { value: string; span: Span };
}

function makeRow(
  reader: PlanReader,
  node: YamlNode,
  leaves: Partial<Record<RowField, Leaf>>,
  extras: RowExtras,
  context: RowContext,
): CheckRow | undefined {
  const texts = Object.fromEntries(Object.entries(leaves).map(([field, leaf]) => [field, leaf.text]));
  const parsed = parseCheckRow(texts);
  for (const { field, ...problem } of parsed.problems) {
    const leaf = field === 'row' ? undefined : leaves[field];
    reader.problems.push(leaf ? moveProblem(problem, leaf.spanOf) : { ...problem, span: node.span });
  }
  const { selector } = parsed;
  if (!selector || parsed.problems.length > 0) return undefined;

  const selectorField: RowField = leaves.on ? 'on' : (LEVELS.find((level) => leaves[level]) ?? 'target');
  const selectorLeaf = leaves[selectorField];
  const selectorParts = parsed.parts[selectorField];
  if (!selectorLeaf || !selectorParts) return undefined;
  const lookup = (name: string): MetricDefinition | 'custom' | undefined =>
    context.monitors.get(name) ?? lookUpMetric(name, context.runner);
  const names = [...context.monitors.keys(), ...(context.runner ? metricNames(context.runner) : Object.keys(METRICS))];
  const resolved = resolveSelector(selector, selectorParts, lookup, names, selectorLeaf.text);
  const ofSelector = context.hasOutputs === true ? resolved.problems.filter(isError) : resolved.problems;
  const found: Problem[] = ofSelector.map((problem) => moveProblem(problem, selectorLeaf.spanOf));
  if (!found.some(isError) && resolved.dimension !== undefined) {
    found.push(...problemsOfLevels(parsed, leaves, resolved.dimension, resolved.definition, node.span));
  }
  reader.problems.push(...found);
  // A row with no more than a warning is still judged.
  if (found.some(isError)) return undefined;

  const [firstLevel] = LEVELS.filter((level) => parsed.levels[level]);
  const firstCondition = firstLevel && parsed.levels[firstLevel];
  if (!firstCondition) return undefined;
  return {
    check: {
      id: rowId(context, extras, checkId(context.owner, selector, firstCondition, resolved.definition)),
      selector,
      levels: parsed.levels,
      action: extras.action,
      requirement: extras.requirement?.value,
      definition: resolved.definition,
    },
    span: node.span,
    metricSpan: selectorLeaf.spanOf(...(selectorParts.metric ?? [0, 0])),
    tagSpans: Object.fromEntries(
      selectorParts.tags.map((tag) => [
        tag.key,
        { key: selectorLeaf.spanOf(...tag.keySpan), value: selectorLeaf.spanOf(...tag.valueSpan) },
      ]),
    ),
    requirementSpan: extras.requirement?.span,
    idSpan: extras.id?.span,
    isGuard: context.isGuard,
    isDefault: context.isDefault,
  };
}

/** Units and limits that do not fit what is measured; only where those are right, levels in the wrong order. */
function problemsOfLevels(
  { levels, parts }: ParsedCheckRow,
  leaves: Partial<Record<RowField, Leaf>>,
  dimension: Dimension,
  definition: MetricDefinition | undefined,
  rowSpan: Span,
): Problem[] {
  const found = LEVELS.flatMap((level) => {
    const [condition, leaf, partsOfLevel] = [levels[level], leaves[level], parts[level]];
    if (!condition || !leaf || !partsOfLevel) return [];
    const problems = checkCondition(condition, partsOfLevel, dimension, definition);
    return problems.map((problem) => moveProblem(problem, leaf.spanOf));
  });
  if (found.length > 0) return found;
  return findLevelConflicts(levels, dimension).map(({ first, second, why }) =>
    checkProblem('check-levels-out-of-order', leaves[second]?.span ?? rowSpan, first, second, why),
  );
}

/** A guard and a check may look at the same value, so guards have ids of their own. */
function rowId(context: RowContext, extras: RowExtras, canonical: string): string {
  if (extras.id) return `${context.owner}/${extras.id.value}`;
  return context.isGuard ? canonical.replace('/', '/guard-') : canonical;
}

function lookUpMetric(name: string, runner: RunnerKind | undefined): MetricDefinition | 'custom' | undefined {
  if (runner) return findMetric(runner, name);
  return Object.hasOwn(METRICS, name) ? METRICS[name as keyof typeof METRICS] : undefined;
}
