import type { Span } from '../../text/span.ts';
import { namesIn, requiredModule, type Bindings } from './bindings.ts';
import { nameParts } from './references.ts';
import type { Evaluator } from './evaluate.ts';
import { lacksMetricClass, METRIC_CLASSES, METRICS_MODULE, type K6MetricType } from './metrics.ts';
import { spanOf, type Node, type Program } from './parseScript.ts';
import { bare, isCertainlyRun, isOwnScope, walk } from './walk.ts';

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
  /** `new Trend()` without a name, where k6 certainly runs it. */
  nameless: readonly Span[];
  /** Modules that the script imports, as it names them. */
  modules: ReadonlySet<string>;
  /** Some metric may be declared that is not seen here: by another module, or under a name that is computed. */
  hasMore: boolean;
}

/** Modules of k6's own library that declare no metrics. */
const KNOWN_LIBRARIES = /^https:\/\/jslib\.k6\.io\/(k6-utils|k6-summary|papaparse|url|formdata|jsonpath)\//;

/** The metrics that a script declares with `new Trend('name')` and the like. */
export function findMetrics(
  program: Program,
  bindings: Bindings,
  reassigned: ReadonlySet<string>,
  evaluator: Evaluator,
): ScriptMetrics {
  const names: Names = { bindings, reassigned };
  const declared: DeclaredMetric[] = [];
  const nameless: Span[] = [];
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
    const meaning = node.type === 'Identifier' ? metricsName(node.name, names) : undefined;
    if (node.type !== 'Identifier' || meaning === undefined) return;
    const use = useOf(node, meaning, ancestors, names);
    if (use === 'declaration') return;
    const metric = use && declaredBy(use, evaluator, ancestors);
    if (metric) declared.push(metric);
    else if (use?.args.length === 0 && isCertainlyRun(ancestors)) nameless.push(spanOf(use.node));
    else hasMore = true;
  });
  return { declared, nameless, modules, hasMore };
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

/** Names of names are followed so far. */
const LONGEST_ALIAS_CHAIN = 5;

/**
 * What a name at the top stands for in k6/metrics: `Trend`, or `*` for all of it. Undefined for what is not of there, or
 * gets more than one value.
 */
function metricsName(name: string, { bindings, reassigned }: Names, depth = 0): string | undefined {
  const binding = bindings.get(name);
  if (binding?.kind === 'import') {
    // A class that is asked of the wrong module is told there; its metrics are meant to be.
    if (lacksMetricClass(binding.module, binding.imported)) return binding.imported;
    if (binding.module !== METRICS_MODULE) return undefined;
    return binding.imported === 'default' ? '*' : binding.imported;
  }
  if (binding?.kind !== 'value' || reassigned.has(name) || depth > LONGEST_ALIAS_CHAIN) return undefined;
  const [root, ...path] = [...nameParts(bare(binding.init)), ...binding.path];
  const whole = root === undefined ? undefined : metricsName(root, { bindings, reassigned }, depth + 1);
  if (path.length === 0) return whole;
  return whole === '*' && path.length === 1 ? path[0] : undefined;
}

interface Names {
  bindings: Bindings;
  reassigned: ReadonlySet<string>;
}

interface Construction {
  type: K6MetricType;
  args: readonly Node[];
  node: Node;
}

/**
 * `new Trend(…)` or `new metrics.Trend(…)`, and `const T = Trend`, which is another name; undefined for every other use,
 * because nobody knows what that does.
 */
function useOf(
  name: Node & { name: string },
  meaning: string,
  ancestors: readonly Node[],
  names: Names,
): Construction | 'declaration' | undefined {
  const parent = ancestors.at(-1);
  if (parent?.type.startsWith('Import') === true) return 'declaration';
  if (parent?.type === 'VariableDeclarator' && parent.id === name) return 'declaration';
  if (parent?.type === 'ObjectProperty' && ancestors.at(-2)?.type === 'ObjectPattern') return 'declaration';
  const isPropertyName =
    (parent?.type === 'MemberExpression' && parent.property === name && !parent.computed) ||
    (parent?.type === 'ObjectProperty' && parent.key === name && !parent.shorthand);
  if (isPropertyName) return 'declaration';
  const isMember = parent?.type === 'MemberExpression' && parent.object === name;
  const user = ancestors.at(isMember ? -2 : -1);
  const used = isMember ? parent : name;
  if (user?.type === 'VariableDeclarator' && user.init === used) {
    // Every use of the other name is looked at, if it is one that is known.
    const isFollowed = namesIn(user.id).every((other) => metricsName(other, names) !== undefined);
    return isFollowed ? 'declaration' : undefined;
  }
  const imported = isMember && meaning === '*' ? nameParts(parent)[1] : meaning;
  const type = imported !== undefined && Object.hasOwn(METRIC_CLASSES, imported) ? METRIC_CLASSES[imported] : undefined;
  return type && user?.type === 'NewExpression' && user.callee === used
    ? { type, args: user.arguments, node: user }
    : undefined;
}

function declaredBy(
  { type, args: [first, second] }: Construction,
  evaluator: Evaluator,
  ancestors: readonly Node[],
): DeclaredMetric | undefined {
  if (!first || first.type === 'SpreadElement') return undefined;
  const isInFunction = ancestors.some(isOwnScope);
  const isAtTop = isCertainlyRun(ancestors);
  const value = evaluator.evaluate(first);
  // Inside a function a name may be a parameter that hides one at the top.
  if (value.kind !== 'text' || (isInFunction && first.type !== 'StringLiteral')) return undefined;
  const isTime = second && evaluator.evaluate(second);
  const contains =
    isTime === undefined ? 'plain' : isTime.kind === 'flag' ? (isTime.value ? 'time' : 'plain') : 'unknown';
  return { name: value.value, type, span: spanOf(first), contains, isAtTop };
}
