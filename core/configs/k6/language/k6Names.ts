import { K6_METRICS, type K6MetricType } from '../metrics.ts';
import { CALLED_BY_K6 } from '../k6Modules.ts';
import { nameParts } from '../references.ts';
import type { Node } from '../parseScript.ts';
import { metricTypes } from '../rules/metrics.ts';
import type { ScriptParts } from '../scriptParts.ts';
import { staticNameOf, walk } from '../walk.ts';
import type { JudgedMetric } from './thresholdWords.ts';

/** The names that a script gives to things which its options may speak of. */
export interface K6Names {
  /** Exported functions that a scenario can run. */
  functions: readonly string[];
  metrics: ReadonlyMap<string, JudgedMetric>;
  /** Metrics that the script itself declares. */
  ownMetrics: ReadonlySet<string>;
  /** Values of tags, by tag: groups, checks and what is written in `tags`. */
  tagValues: () => ReadonlyMap<string, ReadonlySet<string>>;
}

/** Without a script only what k6 has by itself is known, whatever a script would have to import for it. */
export function namesOf(parts: ScriptParts | undefined): K6Names {
  if (!parts) {
    const metrics = new Map(Object.entries(K6_METRICS).map(([name, { type, contains }]) => [name, { type, contains }]));
    return { functions: [], metrics, ownMetrics: new Set(), tagValues: () => new Map() };
  }
  const { exports, metrics } = parts;
  return {
    functions: [...exports.functions.keys()].filter((name) => !CALLED_BY_K6.has(name)),
    metrics: new Map([...metricTypes(metrics)].map(([name, type]) => [name, judgedMetric(name, type, parts)])),
    ownMetrics: new Set(metrics.declared.map(({ name }) => name)),
    tagValues: () => tagValuesOf(parts),
  };
}

function judgedMetric(name: string, type: K6MetricType, { metrics }: ScriptParts): JudgedMetric {
  const own = metrics.declared.find((metric) => metric.name === name);
  const known = Object.hasOwn(K6_METRICS, name) ? K6_METRICS[name] : undefined;
  return { type, contains: known?.contains ?? own?.contains ?? 'unknown' };
}

function tagValuesOf({ program }: ScriptParts): Map<string, Set<string>> {
  const values = new Map<string, Set<string>>();
  const add = (tag: string, value: string): void => {
    // A comma would end the value, and a selector has no way to write one.
    if (value === '' || /[,{}]/.test(value)) return;
    const known = values.get(tag);
    if (known) known.add(value);
    else values.set(tag, new Set([value]));
  };
  walk(program, ({ node, ancestors }) => {
    const group = groupName(node);
    if (group !== undefined) {
      const outer = ancestors.flatMap((ancestor) => groupName(ancestor) ?? []);
      add('group', ['', ...outer, group].join('::'));
    }
    if (isCallOf(node, 'check') && node.type === 'CallExpression') {
      for (const [name] of entriesOf(node.arguments[1])) add('check', name);
    }
    if (node.type !== 'ObjectProperty' || staticNameOf(node.key, node.computed) !== 'tags') return;
    for (const [tag, value] of entriesOf(node.value)) if (value?.type === 'StringLiteral') add(tag, value.value);
  });
  return values;
}

function groupName(node: Node): string | undefined {
  if (!isCallOf(node, 'group') || node.type !== 'CallExpression') return undefined;
  const [name] = node.arguments;
  return name?.type === 'StringLiteral' ? name.value : undefined;
}

function isCallOf(node: Node, name: string): boolean {
  return node.type === 'CallExpression' && nameParts(node.callee).at(-1) === name;
}

function entriesOf(node: Node | undefined): [string, Node | undefined][] {
  if (node?.type !== 'ObjectExpression') return [];
  return node.properties.flatMap((property): [string, Node | undefined][] => {
    if (property.type === 'SpreadElement') return [];
    const name = staticNameOf(property.key, property.computed);
    return name === undefined ? [] : [[name, property.type === 'ObjectProperty' ? property.value : undefined]];
  });
}
