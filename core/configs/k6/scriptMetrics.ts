import type { Span } from '../../text/span.ts';
import type { Bindings } from './bindings.ts';
import { requiredModule } from './bindings.ts';
import { nameParts } from './references.ts';
import type { Evaluator } from './evaluate.ts';
import { METRIC_CLASSES, type K6MetricType } from './metrics.ts';
import { spanOf, type Node, type Program } from './parseScript.ts';
import { walk } from './walk.ts';

export interface DeclaredMetric {
  name: string;
  type: K6MetricType;
  /** The name as written. */
  span: Span;
  contains: 'time' | 'plain' | 'unknown';
  /** Outside of functions and conditions, so k6 certainly declares it before it reads the options. */
  isAtTop: boolean;
}

export interface ScriptMetrics {
  declared: readonly DeclaredMetric[];
  /** Modules that the script imports, as it names them. */
  modules: ReadonlySet<string>;
  /** Some metric may be declared that is not seen here: by another module, or under a name that is computed. */
  hasMore: boolean;
}

/** Modules of k6's own library that declare no metrics. */
const KNOWN_LIBRARIES = /^https:\/\/jslib\.k6\.io\/(k6-utils|k6-summary|papaparse|url|formdata|jsonpath)\//;
const METRICS_MODULE = 'k6/metrics';

/** The metrics that a script declares with `new Trend('name')` and the like. */
export function findMetrics(program: Program, bindings: Bindings, evaluator: Evaluator): ScriptMetrics {
  const declared: DeclaredMetric[] = [];
  const modules = new Set<string>();
  let hasMore = false;
  const addModule = (name: string): void => {
    modules.add(name);
    if (!isQuietModule(name)) hasMore = true;
  };
  walk(program, ({ node, ancestors }) => {
    const module = moduleOf(node);
    if (module !== undefined) addModule(module);
    else if (isOpaqueImport(node)) hasMore = true;
    if (node.type !== 'Identifier' || !isMetricsName(node.name, bindings)) return;
    const use = useOf(node, ancestors, bindings);
    if (use === 'declaration') return;
    const metric = use && declaredBy(use, evaluator, ancestors);
    if (metric) declared.push(metric);
    else hasMore = true;
  });
  return { declared, modules, hasMore };
}

function moduleOf(node: Node): string | undefined {
  switch (node.type) {
    case 'ImportDeclaration':
      return node.importKind === 'type' ? undefined : node.source.value;
    case 'ExportAllDeclaration':
      return node.source.value;
    case 'ExportNamedDeclaration':
      return node.source?.value;
    default:
      return requiredModule(node);
  }
}

/** `import(x)` and `require(x)` of something that is not written here. */
function isOpaqueImport(node: Node): boolean {
  if (node.type === 'ImportExpression') return true;
  return node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === 'require';
}

/** Metrics of these are all in the table of built-in ones. */
function isQuietModule(name: string): boolean {
  return (/^k6(\/|$)/.test(name) && !name.startsWith('k6/x/')) || KNOWN_LIBRARIES.test(name);
}

function isMetricsName(name: string, bindings: Bindings): boolean {
  const binding = bindings.get(name);
  return binding?.kind === 'import' && binding.module === METRICS_MODULE;
}

interface Construction {
  type: K6MetricType;
  args: readonly Node[];
}

/** `new Trend(…)` or `new metrics.Trend(…)`; undefined for every other use, because nobody knows what that does. */
function useOf(
  name: Node & { name: string },
  ancestors: readonly Node[],
  bindings: Bindings,
): Construction | 'declaration' | undefined {
  const binding = bindings.get(name.name);
  const parent = ancestors.at(-1);
  if (parent?.type.startsWith('Import') === true || parent?.type === 'VariableDeclarator') return 'declaration';
  if (parent?.type === 'ObjectProperty' && ancestors.at(-2)?.type === 'ObjectPattern') return 'declaration';
  const isPropertyName =
    (parent?.type === 'MemberExpression' && parent.property === name && !parent.computed) ||
    (parent?.type === 'ObjectProperty' && parent.key === name && !parent.shorthand);
  if (isPropertyName) return 'declaration';
  const isMember = parent?.type === 'MemberExpression' && parent.object === name;
  const construction = ancestors.at(isMember ? -2 : -1);
  if (construction?.type !== 'NewExpression' || binding?.kind !== 'import') return undefined;
  const imported = isMember ? nameParts(parent)[1] : binding.imported;
  const type = imported !== undefined && Object.hasOwn(METRIC_CLASSES, imported) ? METRIC_CLASSES[imported] : undefined;
  return type && construction.callee === (isMember ? parent : name)
    ? { type, args: construction.arguments }
    : undefined;
}

function declaredBy(
  { type, args: [first, second] }: Construction,
  evaluator: Evaluator,
  ancestors: readonly Node[],
): DeclaredMetric | undefined {
  if (!first || first.type === 'SpreadElement') return undefined;
  const isInFunction = ancestors.some((node) => /Function|Method|Class/.test(node.type));
  const isAtTop =
    !isInFunction && !ancestors.some((node) => /If|Conditional|Logical|Try|For|While|Switch/.test(node.type));
  const value = evaluator.evaluate(first);
  // Inside a function a name may be a parameter that hides one at the top.
  if (value.kind !== 'text' || (isInFunction && first.type !== 'StringLiteral')) return undefined;
  const isTime = second && evaluator.evaluate(second);
  const contains =
    isTime === undefined ? 'plain' : isTime.kind === 'flag' ? (isTime.value ? 'time' : 'plain') : 'unknown';
  return { name: value.value, type, span: spanOf(first), contains, isAtTop };
}
