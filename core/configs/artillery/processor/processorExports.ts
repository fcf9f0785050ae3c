import type { Span } from '../../../text/span.ts';
import { namesIn } from '../../k6/bindings.ts';
import { spanOf, type Node, type Program, type Statement } from '../../k6/parseScript.ts';
import { bare, staticNameOf, walk } from '../../k6/walk.ts';

export interface ProcessorExports {
  names: ReadonlyMap<string, Span>;
  isComplete: boolean;
}

/**
 * What Artillery finds in a processor: the exports of a module, those of its default, and `module.exports`. Every use
 * of `module` and `exports` that is not understood makes the list incomplete, for then anything may be exported.
 */
export function findExports(program: Program): ProcessorExports {
  const collector = new Collector(objectsOf(program));
  for (const statement of program.body) collector.readStatement(statement);
  walk(program, ({ node, ancestors }) => {
    if (node.type === 'Identifier' && (node.name === 'module' || node.name === 'exports')) {
      collector.readReference(node, ancestors);
    } else if (node.type === 'ThisExpression' && !ancestors.some(hasOwnThis)) collector.isComplete = false;
  });
  return collector;
}

/** Objects that are written out, by the names of constants that hold them. */
function objectsOf(program: Program): Map<string, Node> {
  const objects = new Map<string, Node>();
  for (const statement of program.body) {
    if (statement.type !== 'VariableDeclaration') continue;
    for (const { id, init } of statement.declarations) if (id.type === 'Identifier' && init) objects.set(id.name, init);
  }
  return objects;
}

const WITH_OWN_THIS = new Set<Node['type']>([
  ...(['FunctionDeclaration', 'FunctionExpression', 'ObjectMethod', 'ClassDeclaration', 'ClassExpression'] as const),
]);

function hasOwnThis({ type }: Node): boolean {
  return WITH_OWN_THIS.has(type);
}

class Collector implements ProcessorExports {
  readonly names = new Map<string, Span>();
  isComplete = true;

  constructor(private readonly objects: ReadonlyMap<string, Node>) {}

  readStatement(statement: Statement): void {
    switch (statement.type) {
      case 'ExportAllDeclaration':
      case 'TSExportAssignment':
        this.isComplete = false;
        return;
      case 'ExportDefaultDeclaration':
        this.add('default', statement.declaration);
        this.readValue(statement.declaration);
        return;
      case 'ExportNamedDeclaration':
        this.readNamed(statement);
        return;
      default:
        return;
    }
  }

  private add(name: string, node: Node): void {
    if (!this.names.has(name)) this.names.set(name, spanOf(node));
  }

  private readNamed({ declaration, specifiers }: Extract<Statement, { type: 'ExportNamedDeclaration' }>): void {
    if (declaration?.type === 'VariableDeclaration') {
      for (const { id } of declaration.declarations) for (const name of namesIn(id)) this.add(name, id);
    } else if (declaration && 'id' in declaration && declaration.id?.type === 'Identifier') {
      this.add(declaration.id.name, declaration.id);
    } else if (declaration) this.isComplete = false;
    for (const { exported } of specifiers) {
      const name = staticNameOf(exported, false);
      if (name === undefined) continue;
      this.add(name, exported);
      // What another module has as its default is merged into the rest.
      if (name === 'default') this.isComplete = false;
    }
  }

  /** One place where `module` or `exports` is named. */
  readReference(name: Node & { name: string }, ancestors: readonly Node[]): void {
    const path: (string | undefined)[] = [];
    let node: Node = name;
    let at = ancestors.length - 1;
    for (; at >= 0; at--) {
      const parent = ancestors[at];
      if (parent?.type !== 'MemberExpression' || parent.object !== node) break;
      path.push(staticNameOf(parent.property, parent.computed));
      node = parent;
    }
    const parent = ancestors[at];
    if (parent && isOnlyAName(node, parent)) return;
    if (name.name === 'module') {
      // Such as `module.id`, or whether the file is run by itself.
      if (path.length === 0 ? parent?.type === 'BinaryExpression' : path[0] !== 'exports' && path[0] !== undefined)
        return;
      if (path.shift() === undefined) {
        this.isComplete = false;
        return;
      }
    }
    this.readUse(path, node, parent);
  }

  /** `path` leads from what is exported to what is used. */
  private readUse(path: readonly (string | undefined)[], node: Node, parent: Node | undefined): void {
    const [first] = path;
    const isAssigned = parent?.type === 'AssignmentExpression' && parent.left === node;
    if (path.length > 0) {
      if (first === undefined) this.isComplete = false;
      else if (isAssigned && path.length === 1) this.add(first, node);
      return;
    }
    if (isAssigned) this.readValue(parent.right);
    else if (parent?.type === 'AssignmentExpression') {
      // `exports = module.exports = …` is read at its end; `const all = exports` lets anything happen.
      if (!isExportsName(parent.left)) this.isComplete = false;
    } else if (parent?.type === 'CallExpression') this.readCall(parent);
    else this.isComplete = false;
  }

  /** `Object.defineProperty(exports, 'name', …)`. */
  private readCall({ callee, arguments: given }: Extract<Node, { type: 'CallExpression' }>): void {
    const [, key] = given;
    const isDefinition =
      callee.type === 'MemberExpression' && staticNameOf(callee.property, callee.computed) === 'defineProperty';
    if (isDefinition && key?.type === 'StringLiteral') this.add(key.value, key);
    else this.isComplete = false;
  }

  private readValue(written: Node): void {
    const value = bare(written);
    switch (value.type) {
      case 'ObjectExpression':
        for (const property of value.properties) {
          const key = property.type === 'SpreadElement' ? undefined : staticNameOf(property.key, property.computed);
          if (key === undefined || property.type === 'SpreadElement') this.isComplete = false;
          else this.add(key, property.key);
        }
        return;
      case 'AssignmentExpression':
        this.readValue(value.right);
        return;
      case 'FunctionDeclaration':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        return;
      case 'Identifier': {
        // Its names are worth offering, but the object may have been given more on the way.
        const object = this.objects.get(value.name);
        if (object?.type === 'ObjectExpression') this.readValue(object);
        this.isComplete = false;
        return;
      }
      default:
        if (isExportsName(value)) return;
        this.isComplete = false;
    }
  }
}

function isExportsName(node: Node): boolean {
  if (node.type === 'Identifier') return node.name === 'exports';
  return node.type === 'MemberExpression' && node.object.type === 'Identifier' && node.object.name === 'module';
}

/** The key of a property, or a property of something else, that happens to have the name. */
function isOnlyAName(node: Node, parent: Node): boolean {
  if (parent.type === 'MemberExpression') return parent.property === node && !parent.computed;
  return (
    (parent.type === 'ObjectProperty' || parent.type === 'ObjectMethod') && parent.key === node && !parent.computed
  );
}
