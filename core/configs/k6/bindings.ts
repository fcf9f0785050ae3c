import { spanOf, type Node, type Program, type VariableDeclaration } from './parseScript.ts';
import { staticNameOf } from './walk.ts';

/** What a name at the top of a script stands for. */
export type Binding =
  | { kind: 'value'; init: Node; /** Steps into the value, for `const { a } = b`. */ path: readonly string[] }
  | { kind: 'function'; node: Node }
  | { kind: 'import'; module: string; /** `*` is the whole module. */ imported: string; node: Node }
  | { kind: 'other'; why: string; node: Node };

export type Bindings = ReadonlyMap<string, Binding>;

/** The names that a script declares outside of functions. */
export function bindingsOf(program: Program): Map<string, Binding> {
  const bindings = new Map<string, Binding>();
  for (const statement of program.body) {
    const isExport = statement.type === 'ExportNamedDeclaration' || statement.type === 'ExportDefaultDeclaration';
    const declaration = isExport ? statement.declaration : statement;
    if (declaration) addDeclaration(declaration, bindings);
  }
  return bindings;
}

function addDeclaration(node: Node, bindings: Map<string, Binding>): void {
  switch (node.type) {
    case 'VariableDeclaration':
      for (const [name, binding] of declaredBy(node)) {
        const isSecond = bindings.has(name);
        bindings.set(
          name,
          isSecond ? { kind: 'other', why: 'gets more than one value', node: bindingNode(binding) } : binding,
        );
      }
      return;
    case 'FunctionDeclaration':
      if (node.id) bindings.set(node.id.name, { kind: 'function', node });
      return;
    case 'ClassDeclaration':
      if (node.id) bindings.set(node.id.name, { kind: 'other', why: 'is a class', node });
      return;
    case 'ImportDeclaration':
      for (const specifier of node.specifiers) {
        const imported =
          specifier.type === 'ImportSpecifier'
            ? (staticNameOf(specifier.imported, false) ?? '*')
            : specifier.type === 'ImportDefaultSpecifier'
              ? 'default'
              : '*';
        bindings.set(specifier.local.name, { kind: 'import', module: node.source.value, imported, node: specifier });
      }
      return;
    default:
      return;
  }
}

export function declaredBy(declaration: VariableDeclaration): [string, Binding][] {
  return declaration.declarations.flatMap(({ id, init }): [string, Binding][] => {
    const required = init ? requiredModule(init) : undefined;
    if (required !== undefined) return requiredNames(id, required);
    if (!init) return namesIn(id).map((name) => [name, { kind: 'other', why: 'gets its value later', node: id }]);
    return pathsOf(id).map(([name, path]) => [
      name,
      path ? { kind: 'value', init, path } : { kind: 'other', why: 'is taken out of another value', node: id },
    ]);
  });
}

/** The module of `require('…')`. */
export function requiredModule(node: Node): string | undefined {
  if (node.type === 'MemberExpression') return requiredModule(node.object);
  if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier' || node.callee.name !== 'require') return;
  const [first] = node.arguments;
  return first?.type === 'StringLiteral' ? first.value : undefined;
}

function requiredNames(id: Node, module: string): [string, Binding][] {
  return pathsOf(id).map(([name, path]) => [
    name,
    { kind: 'import', module, imported: path?.length === 0 ? '*' : (path?.[0] ?? '*'), node: id },
  ]);
}

/** The names in a pattern, with the way to each where it is a plain one. */
function pathsOf(id: Node, path: readonly string[] = []): [string, readonly string[] | undefined][] {
  if (id.type === 'Identifier') return [[id.name, path]];
  if (id.type !== 'ObjectPattern') return namesIn(id).map((name) => [name, undefined]);
  return id.properties.flatMap((property) => {
    const key = property.type === 'ObjectProperty' ? staticNameOf(property.key, property.computed) : undefined;
    if (property.type !== 'ObjectProperty' || key === undefined) {
      return namesIn(property).map((name): [string, undefined] => [name, undefined]);
    }
    return pathsOf(property.value, [...path, key]);
  });
}

/** The names that a pattern or a declaration brings. */
export function namesIn(pattern: Node): string[] {
  switch (pattern.type) {
    case 'VariableDeclaration':
      return pattern.declarations.flatMap(({ id }) => namesIn(id));
    case 'Identifier':
      return [pattern.name];
    case 'ObjectPattern':
      return pattern.properties.flatMap(namesIn);
    case 'ObjectProperty':
      return namesIn(pattern.value);
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => (element ? namesIn(element) : []));
    case 'AssignmentPattern':
      return namesIn(pattern.left);
    case 'RestElement':
      return namesIn(pattern.argument);
    default:
      return [];
  }
}

function bindingNode(binding: Binding): Node {
  return binding.kind === 'value' ? binding.init : binding.node;
}

export function bindingSpan(binding: Binding): [number, number] {
  return spanOf(bindingNode(binding));
}
