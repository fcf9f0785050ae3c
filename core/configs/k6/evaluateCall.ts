import type { Span } from '../../text/span.ts';
import { nameParts } from './references.ts';
import type { Evaluator, Locals } from './evaluate.ts';
import { ObjectBuilder } from './evaluateObject.ts';
import { spanOf, type CallExpression, type Node } from './parseScript.ts';
import { AT_RUN_TIME, LONGEST_LIST, plainOf, truthOf, unknown, valueOfPlain, type Value } from './value.ts';

/** Functions that call functions are followed so far. */
const DEEPEST_CALL = 20;

type PlainFunction = (...args: readonly (string | number | boolean | null | undefined)[]) => string | number | boolean;
const PLAIN_FUNCTIONS: Readonly<Record<string, PlainFunction>> = {
  Number: (value) => Number(value),
  String: (value) => String(value),
  Boolean: (value) => Boolean(value),
  parseInt: (value, radix) => Number.parseInt(String(value), radix === undefined ? undefined : Number(radix)),
  'Number.parseInt': (value, radix) => Number.parseInt(String(value), radix === undefined ? undefined : Number(radix)),
  parseFloat: (value) => Number.parseFloat(String(value)),
  'Number.parseFloat': (value) => Number.parseFloat(String(value)),
  'Math.floor': (value) => Math.floor(Number(value)),
  'Math.ceil': (value) => Math.ceil(Number(value)),
  'Math.round': (value) => Math.round(Number(value)),
  'Math.abs': (value) => Math.abs(Number(value)),
  'Math.max': (...values) => Math.max(...values.map(Number)),
  'Math.min': (...values) => Math.min(...values.map(Number)),
};

export function evaluateCall(node: CallExpression, evaluator: Evaluator, locals: Locals): Value {
  const span = spanOf(node);
  if (node.callee.type === 'Super' || node.callee.type === 'Import' || node.callee.type === 'V8IntrinsicIdentifier') {
    return unknown(AT_RUN_TIME, span);
  }
  if (node.arguments.some(({ type }) => type === 'SpreadElement')) return unknown(AT_RUN_TIME, span);
  const args = node.arguments.map((argument) => evaluator.evaluate(argument, locals));
  const [root] = nameParts(node.callee);
  const isOwn = root !== undefined && (locals.has(root) || evaluator.bindings.has(root));
  const name = isOwn ? '' : nameParts(node.callee).join('.');
  if (name === 'Object.assign') return assigned(args, span);
  if (name === 'Object.freeze' && args[0]) return args[0];
  if (name === 'open') return unknown('comes from another file', span);
  const plain = Object.hasOwn(PLAIN_FUNCTIONS, name) ? PLAIN_FUNCTIONS[name] : undefined;
  if (plain) return callPlain(plain, args, span);
  if (node.callee.type === 'MemberExpression' && !node.callee.computed) {
    return callMethod(evaluator.evaluate(node.callee.object, locals), node.callee.property, args, span);
  }
  const callee = evaluator.evaluate(node.callee, locals);
  if (callee.kind === 'function') return callFunction(callee.node, args, span, evaluator);
  return unknown(callee.kind === 'unknown' ? callee.why : AT_RUN_TIME, span);
}

function assigned(args: readonly Value[], span: Span): Value {
  const builder = new ObjectBuilder();
  for (const argument of args) builder.spread(argument);
  return builder.build(span);
}

function callPlain(plain: PlainFunction, args: readonly Value[], span: Span): Value {
  const values = args.map(plainOf);
  const whole = values.filter((value) => value !== undefined);
  if (whole.length < args.length) return unknown(whyOf(args), span);
  return valueOfPlain(plain(...whole.map((value) => value.plain)), span);
}

function callMethod(value: Value, method: Node, args: readonly Value[], span: Span): Value {
  const name = method.type === 'Identifier' ? method.name : '';
  if (value.kind === 'list' && name === 'concat' && args.every(({ kind }) => kind === 'list')) {
    const lists = [value, ...args].filter((one) => one.kind === 'list');
    if (lists.reduce((sum, { items }) => sum + items.length, 0) > LONGEST_LIST) return unknown('is too long', span);
    return {
      kind: 'list',
      items: lists.flatMap(({ items }) => items),
      hasMore: lists.some((one) => one.hasMore),
      span,
    };
  }
  const plain = plainOf(value);
  if (name === 'toString' && args.length === 0 && plain) return valueOfPlain(String(plain.plain), span);
  return unknown(value.kind === 'unknown' ? value.why : AT_RUN_TIME, span);
}

/** A function that declares constants and returns: enough for the helpers that options are made with. */
function callFunction(node: Node, args: readonly Value[], span: Span, evaluator: Evaluator): Value {
  const isSimple =
    node.type === 'ArrowFunctionExpression' ||
    node.type === 'FunctionExpression' ||
    node.type === 'FunctionDeclaration';
  if (!isSimple || node.async || node.generator === true || evaluator.callDepth >= DEEPEST_CALL)
    return unknown(AT_RUN_TIME, span);
  const locals = new Map<string, Value>();
  for (const [index, parameter] of node.params.entries()) {
    const target = parameter.type === 'AssignmentPattern' ? parameter.left : parameter;
    if (target.type !== 'Identifier') return unknown(AT_RUN_TIME, span);
    const given = args[index] ?? { kind: 'nothing', isUndefined: true, span };
    const isLeftOut = given.kind === 'nothing' && given.isUndefined && parameter.type === 'AssignmentPattern';
    locals.set(target.name, isLeftOut ? evaluator.evaluate(parameter.right, locals) : given);
  }
  evaluator.callDepth += 1;
  try {
    if (node.body.type !== 'BlockStatement') return evaluator.evaluate(node.body, locals);
    return runBody(node.body.body, locals, evaluator) ?? unknown(AT_RUN_TIME, span);
  } finally {
    evaluator.callDepth -= 1;
  }
}

/** The value that is returned; undefined when that cannot be said. */
function runBody(body: readonly Node[], locals: Map<string, Value>, evaluator: Evaluator): Value | undefined {
  for (const statement of body) {
    if (statement.type === 'ReturnStatement') {
      return statement.argument ? evaluator.evaluate(statement.argument, locals) : undefined;
    }
    if (statement.type === 'IfStatement') {
      const truth = truthOf(evaluator.evaluate(statement.test, locals));
      const branch = truth === true ? statement.consequent : statement.alternate;
      if (truth === undefined) return undefined;
      if (!branch) continue;
      // A branch that does not return could change what follows.
      return runBody(branch.type === 'BlockStatement' ? branch.body : [branch], locals, evaluator);
    }
    if (statement.type !== 'VariableDeclaration' || statement.kind !== 'const') return undefined;
    for (const { id, init } of statement.declarations) {
      if (id.type !== 'Identifier' || !init) return undefined;
      locals.set(id.name, evaluator.evaluate(init, locals));
    }
  }
  return undefined;
}

function whyOf(values: readonly Value[]): string {
  for (const value of values) if (value.kind === 'unknown') return value.why;
  return AT_RUN_TIME;
}
