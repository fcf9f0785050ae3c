import { namesIn, type Bindings } from './bindings.ts';
import type { Node, Program } from './parseScript.ts';
import { staticNameOf, walk } from './walk.ts';

/** A step into a value; `undefined` is one that is only known when the script runs. */
type Step = string | undefined;

/** A place of a value that code changes after the value was written. */
export interface Change {
  path: readonly Step[];
  /** Something is added behind the last item of a list; what is there stays. */
  isAppend: boolean;
}

export interface Changes {
  /** Names that get another value somewhere. */
  reassigned: ReadonlySet<string>;
  changed: ReadonlyMap<string, readonly Change[]>;
}

const READING_METHODS = new Set(
  (
    'concat every filter find findIndex flat flatMap hasOwnProperty includes indexOf join keys lastIndexOf map reduce ' +
    'reduceRight slice some toString entries values at toFixed replace replaceAll split trim toLowerCase toUpperCase'
  ).split(' '),
);
const READING_FUNCTIONS = new Set([
  ...['Object.keys', 'Object.freeze', 'Object.entries', 'Object.values', 'Object.fromEntries', 'Array.isArray'],
  ...['JSON.stringify', 'String', 'Number', 'Boolean', 'parseInt', 'parseFloat', 'isNaN', 'open', 'require'],
]);
const READING_OBJECTS = /^(console|Math|Number|JSON)\./;
/** How far aliases of aliases are followed. */
const LONGEST_ALIAS_CHAIN = 5;
/** A bundled script may use a few names for thousands of things. */
const MOST_ALIASES = 1000;

interface Found {
  change?: Change;
  /** Another name for the value at this path. */
  alias?: { name: string; path: readonly Step[] };
}

/** Which values code changes before k6 reads the options. Names are compared without regard to where they are declared. */
export function findChanges(program: Program, bindings: Bindings): Changes {
  const reassigned = new Set<string>();
  const found = new Map<string, Found[]>();
  walk(program, ({ node, ancestors, isLater }) => {
    for (const name of reassignedBy(node)) reassigned.add(name);
    if (isLater || node.type !== 'Identifier') return;
    const reference = judgeReference(node, ancestors, bindings);
    if (!reference) return;
    const others = found.get(node.name);
    if (others) others.push(...reference);
    else found.set(node.name, [...reference]);
  });
  const changed = new Map<string, Change[]>();
  for (const name of found.keys()) {
    // Names of inner functions only matter as other names of these.
    if (!bindings.has(name)) continue;
    const changes = changesOf(name, found, { left: MOST_ALIASES }, 0);
    if (changes.length > 0) changed.set(name, changes);
  }
  return { reassigned, changed };
}

/** What was not followed to its end may be any change. `budget` is shared by all that one name leads to. */
function changesOf(
  name: string,
  found: ReadonlyMap<string, readonly Found[]>,
  budget: { left: number },
  depth: number,
): Change[] {
  const uses = found.get(name) ?? [];
  budget.left -= uses.length;
  if (depth > LONGEST_ALIAS_CHAIN || budget.left < 0) return [{ path: [], isAppend: false }];
  return uses.flatMap(({ change, alias }) => [
    ...(change ? [change] : []),
    ...(alias
      ? changesOf(alias.name, found, budget, depth + 1).map((other) => ({
          ...other,
          path: [...alias.path, ...other.path],
        }))
      : []),
  ]);
}

function reassignedBy(node: Node): string[] {
  switch (node.type) {
    case 'AssignmentExpression':
      return targetNames(node.left);
    case 'UpdateExpression':
      return targetNames(node.argument);
    case 'ForInStatement':
    case 'ForOfStatement':
      return targetNames(node.left);
    default:
      return [];
  }
}

function targetNames(target: Node): string[] {
  if (target.type === 'Identifier') return [target.name];
  if (target.type === 'ArrayPattern') return target.elements.flatMap((one) => (one ? targetNames(one) : []));
  if (target.type === 'ObjectPattern') return target.properties.flatMap(targetNames);
  if (target.type === 'ObjectProperty') return targetNames(target.value);
  return target.type === 'AssignmentPattern' ? targetNames(target.left) : [];
}

/** What using a name does to its value; undefined when it only reads. */
function judgeReference(name: Node, ancestors: readonly Node[], bindings: Bindings): Found[] | undefined {
  const path: Step[] = [];
  let node: Node = name;
  let at = ancestors.length - 1;
  const change = (isAppend = false, to: readonly Step[] = path): Found[] => [{ change: { path: to, isAppend } }];
  const aliases = (pattern: Node, to: readonly Step[]): Found[] =>
    namesIn(pattern).map((alias) => ({ alias: { name: alias, path: to } }));
  for (; at >= 0; at--) {
    const parent = ancestors[at];
    if (!parent) return undefined;
    if (parent.type === 'MemberExpression' || parent.type === 'OptionalMemberExpression') {
      if (parent.object !== node) return undefined;
      path.push(staticNameOf(parent.property, parent.computed));
    } else if (!isTransparent(parent)) break;
    node = parent;
  }
  const parent = ancestors[at];
  switch (parent?.type) {
    case 'AssignmentExpression':
      if (parent.left === node) return path.length > 0 ? change() : undefined;
      return parent.left.type === 'MemberExpression' && isExports(parent.left) ? undefined : change();
    case 'UpdateExpression':
      return path.length > 0 ? change() : undefined;
    case 'UnaryExpression':
      return parent.operator === 'delete' ? change() : undefined;
    case 'CallExpression':
    case 'OptionalCallExpression':
      if (parent.callee !== node) {
        const loop = ancestors[at - 1];
        if (loop?.type === 'ForOfStatement' && loop.right === parent) return aliases(loop.left, [...path, undefined]);
        return isReader(parent.callee, bindings, parent.arguments[0] === node) ? undefined : change();
      }
      if (path.length === 0) return undefined;
      if (path.at(-1) === 'push') return change(true, path.slice(0, -1));
      if (path.at(-1) === 'forEach') return change(false, [...path.slice(0, -1), undefined]);
      return READING_METHODS.has(path.at(-1) ?? '') ? undefined : change(false, path.slice(0, -1));
    case 'NewExpression':
    case 'ReturnStatement':
    case 'YieldExpression':
      return parent.type === 'NewExpression' && parent.callee === node ? undefined : change();
    case 'ArrowFunctionExpression':
      return parent.body === node && path.length > 0 ? change() : undefined;
    case 'VariableDeclarator':
      if (parent.init !== node) return undefined;
      return parent.id.type === 'Identifier' ? aliases(parent.id, path) : aliases(parent.id, [...path, undefined]);
    case 'ForOfStatement':
      return parent.right === node ? aliases(parent.left, [...path, undefined]) : undefined;
    default:
      return undefined;
  }
}

function isTransparent(node: Node): boolean {
  return (
    node.type === 'LogicalExpression' ||
    node.type === 'TSAsExpression' ||
    node.type === 'TSSatisfiesExpression' ||
    node.type === 'TSNonNullExpression' ||
    node.type === 'TSTypeAssertion' ||
    node.type === 'ParenthesizedExpression'
  );
}

function isExports(target: Node): boolean {
  if (target.type === 'Identifier') return target.name === 'module' || target.name === 'exports';
  return target.type === 'MemberExpression' && isExports(target.object);
}

/** A function that does nothing to what it is given. */
function isReader(callee: Node, bindings: Bindings, isFirst: boolean): boolean {
  const [root, ...rest] = nameParts(callee);
  if (root === undefined) return false;
  const name = [root, ...rest].join('.');
  if (name === 'Object.assign') return !isFirst;
  if (READING_FUNCTIONS.has(name) || READING_OBJECTS.test(name)) return true;
  const binding = bindings.get(root);
  return binding?.kind === 'import' && /^k6(\/|$)/.test(binding.module);
}

/** `Object.keys` as its parts; nothing for what is no plain name. */
export function nameParts(node: Node): string[] {
  if (node.type === 'Identifier') return [node.name];
  if (node.type !== 'MemberExpression') return [];
  const last = staticNameOf(node.property, node.computed);
  const first = nameParts(node.object);
  return last === undefined || first.length === 0 ? [] : [...first, last];
}
