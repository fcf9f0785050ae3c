import { forEachChild, type Node } from './parseScript.ts';

/** Functions that k6 calls itself, after it has read the options; what they do to values comes too late. */
const CALLED_LATER = new Set(['default', 'setup', 'teardown', 'handleSummary']);

/** One object for all nodes, which is good for the time of the call only. */
export interface Visit {
  node: Node;
  /** From the program down to the parent. */
  ancestors: readonly Node[];
  /** Inside a function that k6 calls only after it has read the options. */
  isLater: boolean;
}

/** Visits every node of a tree but types, in the order of the text. */
export function walk(root: Node, visit: (visit: Visit) => void): void {
  const ancestors: Node[] = [];
  const here: Visit = { node: root, ancestors, isLater: false };
  const step = (node: Node, isLater: boolean): void => {
    if (isTypeOnly(node)) return;
    here.node = node;
    here.isLater = isLater;
    visit(here);
    const isLaterBelow = isLater || isCalledLater(node);
    ancestors.push(node);
    forEachChild(node, (child) => step(child, isLaterBelow));
    ancestors.pop();
  };
  step(root, false);
}

const TYPE_SCRIPT_WITH_VALUES = new Set<Node['type']>([
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
  'TSTypeAssertion',
  'TSInstantiationExpression',
  'TSExportAssignment',
  'TSEnumDeclaration',
  'TSEnumBody',
  'TSEnumMember',
  'TSModuleDeclaration',
  'TSModuleBlock',
  'TSParameterProperty',
]);

function isTypeOnly(node: Node): boolean {
  return node.type.startsWith('TS') && !TYPE_SCRIPT_WITH_VALUES.has(node.type);
}

function isCalledLater(node: Node): boolean {
  if (node.type === 'ExportDefaultDeclaration') {
    return node.declaration.type === 'FunctionDeclaration' || node.declaration.type === 'ArrowFunctionExpression';
  }
  if (node.type !== 'ExportNamedDeclaration' || node.declaration?.type !== 'FunctionDeclaration') return false;
  return CALLED_LATER.has(node.declaration.id?.name ?? '');
}

export function isOwnScope({ type }: Node): boolean {
  return /Function|Method|Class/.test(type);
}

/** Outside of functions and conditions, so k6 certainly runs it before it reads the options. */
export function isCertainlyRun(ancestors: readonly Node[]): boolean {
  return !ancestors.some((node) => isOwnScope(node) || /If|Conditional|Logical|Try|For|While|Switch/.test(node.type));
}

/** An expression without what only TypeScript or the reader sees: `(x as T)`, `x!`, `x satisfies T`. */
export function bare(node: Node): Node {
  switch (node.type) {
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'TSInstantiationExpression':
    case 'ParenthesizedExpression':
      return bare(node.expression);
    default:
      return node;
  }
}

/** The name of a property that is written as it is: `.name` or `['name']`. */
export function staticNameOf(property: Node, isComputed: boolean): string | undefined {
  if (!isComputed && property.type === 'Identifier') return property.name;
  if (property.type === 'StringLiteral') return property.value;
  if (property.type === 'NumericLiteral') return String(property.value);
  return undefined;
}
