import { namesIn, type Bindings } from './bindings.ts';
import { forEachChild, type Node } from './parseScript.ts';
import { staticNameOf } from './walk.ts';

/** A step into a value; `undefined` is one that is only known when the script runs. */
type Step = string | undefined;

/** A place of a value that code changes after the value was written. */
export interface Change {
  path: readonly Step[];
  /** Something is added behind the last item of a list; what is there stays. */
  isAppend: boolean;
  /** The place holds something afterwards: `a.b = { … };`, `always` at the top of the script. */
  sets?: 'always' | 'perhaps';
}

/** What using a name does to its value. */
export interface Found {
  change?: Change;
  /**
   * Another name for the value at this path. `inside`: where in the other name's value it is, when that is an object or
   * list around it.
   */
  alias?: { name: string; path: readonly Step[]; inside?: readonly Step[] };
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
/** What certainly is not undefined. */
const SOMETHING: ReadonlySet<Node['type']> = new Set<Node['type']>([
  ...(['ArrayExpression', 'ObjectExpression', 'StringLiteral', 'NumericLiteral', 'BooleanLiteral'] as const),
]);
const READING_OBJECTS = /^(console|Math|Number|JSON)\./;
/** What using a name does to its value; undefined when it only reads. */
export function judgeReference(name: Node, ancestors: readonly Node[], bindings: Bindings): Found[] | undefined {
  const path: Step[] = [];
  /** Where the value is in the literal around it, from the outside in. */
  const inside: Step[] = [];
  let node: Node = name;
  let at = ancestors.length - 1;
  let isInLiteral = false;
  const change = (isAppend = false, to: readonly Step[] = path): Found[] => [{ change: { path: to, isAppend } }];
  const assigned = (value: Node): Found[] => {
    if (!SOMETHING.has(value.type)) return change();
    const isAtTop = at === 2 && ancestors[1]?.type === 'ExpressionStatement';
    return [{ change: { path, isAppend: false, sets: isAtTop ? 'always' : 'perhaps' } }];
  };
  const aliases = (pattern: Node, to: readonly Step[]): Found[] =>
    namesIn(pattern).map((alias) => ({ alias: { name: alias, path: to, inside: [...inside] } }));
  for (; at >= 0; at--) {
    const parent = ancestors[at];
    if (!parent) return undefined;
    if (parent.type === 'MemberExpression' || parent.type === 'OptionalMemberExpression') {
      if (parent.object !== node) return undefined;
      // `[a].forEach(…)`, `{ a }.b`: what is done with a literal that holds it is not followed.
      if (isInLiteral) return change();
      path.push(staticNameOf(parent.property, parent.computed));
    } else if (isPartOfLiteral(parent, node)) {
      // A copy of its members is not the value; one of a literal around it still holds it.
      if (parent.type === 'SpreadElement' && node === name) return undefined;
      isInLiteral ||= parent.type !== 'ConditionalExpression';
      if (parent.type === 'ObjectProperty') inside.unshift(staticNameOf(parent.key, parent.computed));
      if (parent.type === 'ArrayExpression') inside.unshift(undefined);
    } else if (!isTransparent(parent)) break;
    node = parent;
  }
  const parent = ancestors[at];
  switch (parent?.type) {
    case 'AssignmentExpression':
      if (parent.left === node) return path.length > 0 ? assigned(parent.right) : undefined;
      if (isInLiteral && parent.left.type === 'Identifier') return aliases(parent.left, path);
      if (isInLiteral && parent.left.type === 'MemberExpression') return undefined;
      return parent.left.type === 'MemberExpression' && isExports(parent.left) ? undefined : change();
    case 'UpdateExpression':
    // What a pattern takes apart is put there: `[a.b] = …`, `({ x: a.b = 1 } = …)`.
    case 'ArrayPattern':
    case 'ObjectPattern':
    case 'RestElement':
      return path.length > 0 ? change() : undefined;
    case 'AssignmentPattern':
      return parent.left === node && path.length > 0 ? change() : undefined;
    case 'UnaryExpression':
      return parent.operator === 'delete' ? change() : undefined;
    case 'CallExpression':
    case 'OptionalCallExpression':
      if (parent.callee !== node) {
        const loop = ancestors[at - 1];
        if (loop?.type === 'ForOfStatement' && loop.right === parent) return aliases(loop.left, [...path, undefined]);
        if (!isReader(parent.callee, bindings, parent.arguments[0] === node)) return change();
        return isHandedOn(parent, ancestors.slice(0, at)) ? change() : undefined;
      }
      if (path.length === 0) return undefined;
      if (path.at(-1) === 'push') return change(true, path.slice(0, -1));
      if (path.at(-1) === 'forEach') return change(false, [...path.slice(0, -1), undefined]);
      if (!READING_METHODS.has(path.at(-1) ?? '')) return change(false, path.slice(0, -1));
      return isHandedOn(parent, ancestors.slice(0, at)) ? change(false, path.slice(0, -1)) : undefined;
    case 'NewExpression':
    case 'ReturnStatement':
    case 'YieldExpression':
      if (isInLiteral && parent.type === 'ReturnStatement') return undefined;
      return parent.type === 'NewExpression' && parent.callee === node ? undefined : change();
    case 'ArrowFunctionExpression':
      return parent.body === node && !isInLiteral ? change() : undefined;
    case 'VariableDeclarator':
      if (parent.init !== node) return undefined;
      return parent.id.type === 'Identifier' ? aliases(parent.id, path) : aliases(parent.id, [...path, undefined]);
    case 'ForInStatement':
    case 'ForOfStatement':
      if (parent.left === node) return path.length > 0 ? change() : undefined;
      return parent.type === 'ForOfStatement' && parent.right === node
        ? aliases(parent.left, [...path, undefined])
        : undefined;
    default:
      return undefined;
  }
}

/** Whether a node is a part of an object, a list or a choice that its parent writes. */
function isPartOfLiteral(parent: Node, node: Node): boolean {
  switch (parent.type) {
    case 'ObjectProperty':
      return parent.value === node;
    case 'ConditionalExpression':
      return parent.test !== node;
    case 'ObjectExpression':
    case 'ArrayExpression':
    case 'SpreadElement':
      return true;
    default:
      return false;
  }
}

/** Whether what a reading call hands out is changed right there, by a callback or through its result. */
function isHandedOn(call: Node, ancestors: readonly Node[]): boolean {
  let node = call;
  for (const parent of ancestors.toReversed()) {
    if (node.type === 'CallExpression' || node.type === 'OptionalCallExpression') {
      const { callee } = node;
      if (node.arguments.some((argument) => changesItem(argument, callee))) return true;
    }
    switch (parent.type) {
      case 'MemberExpression':
      case 'OptionalMemberExpression':
        if (parent.object !== node) return false;
        break;
      case 'CallExpression':
      case 'OptionalCallExpression':
        if (parent.callee !== node) return false;
        break;
      case 'AssignmentExpression':
        return parent.left === node;
      case 'UpdateExpression':
        return true;
      case 'UnaryExpression':
        return parent.operator === 'delete';
      case 'VariableDeclarator':
        // A name for something of the value, which is not followed; names for lists of them are common and harmless.
        return handsOutOne(call);
      default:
        return false;
    }
    node = parent;
  }
  return false;
}

function handsOutOne(call: Node): boolean {
  if (call.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return false;
  return ['find', 'at'].includes(staticNameOf(call.callee.property, call.callee.computed) ?? '');
}

/** Whether a callback changes members of the item that it is given. */
function changesItem(callback: Node, method: Node): boolean {
  if (callback.type !== 'ArrowFunctionExpression' && callback.type !== 'FunctionExpression') return false;
  const item = callback.params[lastName(method)?.startsWith('reduce') === true ? 1 : 0];
  return item !== undefined && changesMembersOf(callback.body, new Set(namesIn(item)));
}

/** The name of the method, whatever it is called on. */
function lastName(callee: Node): string | undefined {
  return callee.type === 'MemberExpression' ? staticNameOf(callee.property, callee.computed) : undefined;
}

function changesMembersOf(node: Node, names: ReadonlySet<string>): boolean {
  const isOne = (target: Node | undefined): boolean => target !== undefined && names.has(rootName(target) ?? '');
  switch (node.type) {
    case 'AssignmentExpression':
      if (node.left.type === 'MemberExpression' && isOne(node.left)) return true;
      break;
    case 'UpdateExpression':
      if (node.argument.type === 'MemberExpression' && isOne(node.argument)) return true;
      break;
    case 'UnaryExpression':
      if (node.operator === 'delete' && isOne(node.argument)) return true;
      break;
    case 'CallExpression':
      if (nameParts(node.callee).join('.') === 'Object.assign' && isOne(node.arguments[0])) return true;
      break;
    default:
  }
  let found = false;
  forEachChild(node, (child) => {
    found ||= changesMembersOf(child, names);
  });
  return found;
}

function rootName(node: Node): string | undefined {
  if (node.type === 'Identifier') return node.name;
  return node.type === 'MemberExpression' ? rootName(node.object) : undefined;
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
