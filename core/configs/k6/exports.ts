import type { Span } from '../../text/span.ts';
import { nameParts } from './references.ts';
import type { Evaluator } from './evaluate.ts';
import { spanOf, type Node, type Program } from './parseScript.ts';
import { unknown, type Value } from './value.ts';
import { bare, staticNameOf } from './walk.ts';

/** What a script exports, as k6 sees it. */
export interface Exports {
  options?: Value;
  /** Where the name `options` is exported. */
  optionsSpan?: Span;
  /** Exported names that are, or may be, functions. */
  functions: ReadonlyMap<string, Span>;
  /** Those that certainly are. */
  certainFunctions: ReadonlySet<string>;
  /** Exported names that certainly are no functions. */
  others: ReadonlyMap<string, Span>;
  /** The default export, where it is a plain value that cannot be meant for anybody. */
  uselessDefault?: Span;
  /** There may be more exports, from another module. */
  hasMore: boolean;
}

export function findExports(program: Program, evaluator: Evaluator): Exports {
  const collector = new Collector(evaluator);
  for (const statement of program.body) collector.readStatement(statement);
  return collector;
}

class Collector implements Exports {
  options?: Value;
  optionsSpan?: Span;
  readonly functions = new Map<string, Span>();
  readonly certainFunctions = new Set<string>();
  readonly others = new Map<string, Span>();
  uselessDefault?: Span;
  hasMore = false;

  constructor(private readonly evaluator: Evaluator) {}

  readStatement(statement: Node): void {
    switch (statement.type) {
      case 'ExportAllDeclaration':
        this.hasMore = true;
        return;
      case 'ExportDefaultDeclaration':
        this.add('default', spanOf(statement), this.valueOfDefault(statement.declaration));
        return;
      case 'ExportNamedDeclaration':
        this.readNamed(statement);
        return;
      case 'ExpressionStatement':
        this.readCommonJs(bare(statement.expression));
        return;
      default:
        return;
    }
  }

  private add(name: string, span: Span, value: Value): void {
    if (name === 'options') {
      this.options = value;
      this.optionsSpan = span;
    } else if (value.kind === 'function' || value.kind === 'unknown') {
      this.functions.set(name, span);
      if (value.kind === 'function') this.certainFunctions.add(name);
    } else {
      this.others.set(name, span);
      // One with members may be a library.
      const isUseless = value.kind !== 'object' || (value.entries.length === 0 && !value.hasMore);
      if (name === 'default' && isUseless) this.uselessDefault = span;
    }
  }

  private valueOfDefault(declaration: Node): Value {
    if (declaration.type !== 'FunctionDeclaration' && declaration.type !== 'ClassDeclaration') {
      return this.evaluator.evaluate(declaration);
    }
    return { kind: 'function', node: declaration, span: spanOf(declaration) };
  }

  private readNamed(statement: Extract<Node, { type: 'ExportNamedDeclaration' }>): void {
    const { declaration, source } = statement;
    if (declaration?.type === 'VariableDeclaration')
      for (const { id } of declaration.declarations) this.readPattern(id);
    if (declaration?.type === 'FunctionDeclaration' && declaration.id) this.readPattern(declaration.id);
    for (const { exported, ...specifier } of statement.specifiers) {
      const name = staticNameOf(exported, false) ?? '';
      const span = spanOf(exported);
      const isLocal = !source && specifier.type === 'ExportSpecifier';
      const value = isLocal
        ? this.evaluator.name(staticNameOf(specifier.local, false) ?? '', span, new Map())
        : unknown(`comes from ${source?.value ?? 'another module'}`, span);
      this.add(name, span, value);
    }
  }

  private readPattern(id: Node): void {
    if (id.type === 'Identifier') {
      const [start] = spanOf(id);
      // A type that is written behind the name is part of the node.
      const span: Span = [start, start + id.name.length];
      this.add(id.name, span, this.evaluator.name(id.name, span, new Map()));
    } else if (id.type === 'ObjectPattern') {
      for (const property of id.properties) if (property.type === 'ObjectProperty') this.readPattern(property.value);
    }
  }

  /** `module.exports = …`, `module.exports.options = …`, `exports.options = …`. */
  private readCommonJs(expression: Node): void {
    if (expression.type !== 'AssignmentExpression' || expression.operator !== '=') return;
    const right = bare(expression.right);
    // `exports = module.exports = …`
    if (right.type === 'AssignmentExpression') return this.readCommonJs(right);
    const [first, second, ...rest] = nameParts(expression.left);
    const isModule = first === 'module' && second === 'exports';
    if (second === undefined || (!isModule && first !== 'exports')) return;
    const path = isModule ? rest : [second, ...rest];
    const value = this.evaluator.evaluate(right);
    if (path.length === 1) this.add(path[0] ?? '', spanOf(expression.left), value);
    else if (path.length > 1 || value.kind !== 'object') this.hasMore = true;
    else {
      if (value.hasMore) this.hasMore = true;
      for (const { key, keySpan, value: inner } of value.entries) this.add(key, keySpan, inner);
    }
  }
}
