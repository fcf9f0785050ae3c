import type { Span } from '../../text/span.ts';
import { applyChanges } from './applyChanges.ts';
import { bindingSpan, type Bindings } from './bindings.ts';
import type { Changes } from './changes.ts';
import { evaluateCall } from './evaluateCall.ts';
import { evaluateObject } from './evaluateObject.ts';
import { binary, LONGEST_TEXT, unary } from './operators.ts';
import { spanOf, type Node } from './parseScript.ts';
import { AT_RUN_TIME, entryOf, LONGEST_LIST, plainOf, truthOf, unknown, type Value } from './value.ts';
import { bare, staticNameOf } from './walk.ts';

/** Names of a function's parameters and constants. */
export type Locals = ReadonlyMap<string, Value>;

/** Expressions are worth so many steps; who writes longer ones is not waiting for their value. */
const MOST_STEPS = 100_000;

/**
 * Works out expressions of a script without running it: literals, spread, constants, arithmetic, simple functions. All
 * else is unknown, and so is everything that depends on it.
 */
export class Evaluator {
  private readonly values = new Map<string, Value>();
  private readonly inProgress = new Set<string>();
  private steps = 0;
  /** Functions that are being called at the moment. */
  callDepth = 0;

  constructor(
    readonly bindings: Bindings,
    private readonly changes: Changes,
  ) {}

  evaluate(written: Node, locals: Locals = new Map()): Value {
    const node = bare(written);
    const span = spanOf(node);
    if (++this.steps > MOST_STEPS) return unknown('takes too long to work out', span);
    switch (node.type) {
      case 'StringLiteral':
        return { kind: 'text', value: node.value, span };
      case 'NumericLiteral':
        return { kind: 'number', value: node.value, span };
      case 'BooleanLiteral':
        return { kind: 'flag', value: node.value, span };
      case 'NullLiteral':
        return { kind: 'nothing', isUndefined: false, span };
      case 'TemplateLiteral':
        return this.template(node.quasis, node.expressions, span, locals);
      case 'Identifier':
        return this.name(node.name, span, locals);
      case 'ObjectExpression':
        return evaluateObject(node, this, locals);
      case 'ArrayExpression':
        return this.list(node.elements, span, locals);
      case 'UnaryExpression':
        return unary(node.operator, this.evaluate(node.argument, locals), span);
      case 'BinaryExpression':
        return binary(node.operator, this.evaluate(node.left, locals), this.evaluate(node.right, locals), span);
      case 'LogicalExpression':
        return this.logical(node.operator, node.left, node.right, locals);
      case 'ConditionalExpression':
        return this.conditional(node.test, node.consequent, node.alternate, span, locals);
      case 'MemberExpression':
      case 'OptionalMemberExpression':
        return this.member(node, span, locals);
      case 'CallExpression':
        return evaluateCall(node, this, locals);
      case 'ArrowFunctionExpression':
      case 'FunctionExpression':
        // A function inside of a function may use what only that one knows.
        return locals.size > 0 ? unknown(AT_RUN_TIME, span) : { kind: 'function', node, span };
      default:
        return unknown(AT_RUN_TIME, span);
    }
  }

  /** The value of a name at the top of the script. */
  name(name: string, span: Span, locals: Locals): Value {
    const local = locals.get(name);
    if (local) return local;
    if (name === 'undefined') return { kind: 'nothing', isUndefined: true, span };
    if (name === 'NaN' || name === 'Infinity') return { kind: 'number', value: Number(name), span };
    const known = this.values.get(name);
    if (known) return known.kind === 'unknown' ? unknown(known.why, span) : known;
    if (this.inProgress.has(name)) return unknown('depends on itself', span);
    this.inProgress.add(name);
    const value = this.valueOfBinding(name, span);
    this.inProgress.delete(name);
    this.values.set(name, value);
    return value;
  }

  private valueOfBinding(name: string, span: Span): Value {
    const binding = this.bindings.get(name);
    if (name === '__ENV') return unknown('comes from the environment', span);
    if (!binding) return unknown(AT_RUN_TIME, span);
    if (this.changes.reassigned.has(name)) return unknown('gets more than one value', span);
    switch (binding.kind) {
      case 'import':
        return unknown(`comes from ${binding.module}`, span);
      case 'other':
        return unknown(binding.why, span);
      case 'function':
        return { kind: 'function', node: binding.node, span: bindingSpan(binding) };
      case 'value': {
        const whole = this.evaluate(binding.init);
        const value = binding.path.reduce((from, key) => this.propertyOf(from, key, span), whole);
        return applyChanges(value, this.changes.changed.get(name) ?? []);
      }
    }
  }

  propertyOf(value: Value, key: string | undefined, span: Span): Value {
    if (value.kind === 'unknown') {
      return unknown(
        value.why === 'comes from the environment' && key ? `comes from the environment variable ${key}` : value.why,
        span,
      );
    }
    if (key === undefined) return unknown(AT_RUN_TIME, span);
    if (value.kind === 'object') {
      const entry = entryOf(value, key);
      if (entry) return entry.value;
      return value.hasMore ? unknown(AT_RUN_TIME, span) : { kind: 'nothing', isUndefined: true, span };
    }
    if (value.kind === 'list' && !value.hasMore) {
      if (key === 'length') return { kind: 'number', value: value.items.length, span };
      if (/^\d+$/.test(key)) return value.items[Number(key)] ?? { kind: 'nothing', isUndefined: true, span };
    }
    if (value.kind === 'text' && key === 'length') return { kind: 'number', value: value.value.length, span };
    return unknown(AT_RUN_TIME, span);
  }

  private template(
    quasis: readonly { value: { cooked?: string | null } }[],
    expressions: readonly Node[],
    span: Span,
    locals: Locals,
  ): Value {
    let text = quasis[0]?.value.cooked ?? '';
    for (const [index, expression] of expressions.entries()) {
      const value = this.evaluate(expression, locals);
      const plain = plainOf(value);
      if (!plain) return unknown(value.kind === 'unknown' ? value.why : AT_RUN_TIME, span);
      text += String(plain.plain) + (quasis[index + 1]?.value.cooked ?? '');
      if (text.length > LONGEST_TEXT) return unknown('is too long', span);
    }
    return { kind: 'text', value: text, span };
  }

  private list(elements: readonly (Node | null)[], span: Span, locals: Locals): Value {
    const items: Value[] = [];
    let hasMore = false;
    for (const element of elements) {
      if (element === null) items.push({ kind: 'nothing', isUndefined: true, span });
      else if (element.type !== 'SpreadElement') items.push(this.evaluate(element, locals));
      else {
        const spread = this.evaluate(element.argument, locals);
        const isShort = spread.kind === 'list' && items.length + spread.items.length <= LONGEST_LIST;
        if (isShort) items.push(...spread.items);
        if (!isShort || spread.hasMore) hasMore = true;
      }
    }
    return { kind: 'list', items, hasMore, span };
  }

  private logical(operator: string, left: Node, right: Node, locals: Locals): Value {
    const first = this.evaluate(left, locals);
    if (first.kind === 'unknown') return unknown(first.why, [spanOf(left)[0], spanOf(right)[1]]);
    const isKept =
      operator === '??'
        ? first.kind !== 'nothing'
        : operator === '||'
          ? truthOf(first) === true
          : truthOf(first) === false;
    return isKept ? first : this.evaluate(right, locals);
  }

  private conditional(test: Node, yes: Node, no: Node, span: Span, locals: Locals): Value {
    const value = this.evaluate(test, locals);
    const truth = truthOf(value);
    if (truth === undefined) return unknown(value.kind === 'unknown' ? value.why : AT_RUN_TIME, span);
    return this.evaluate(truth ? yes : no, locals);
  }

  private member(
    node: Extract<Node, { type: 'MemberExpression' | 'OptionalMemberExpression' }>,
    span: Span,
    locals: Locals,
  ): Value {
    let key = staticNameOf(node.property, node.computed);
    if (node.computed && key === undefined) {
      const plain = plainOf(this.evaluate(node.property, locals));
      key = plain && String(plain.plain);
    }
    return this.propertyOf(this.evaluate(node.object, locals), key, span);
  }
}
