import { parse, type ParserOptions } from '@babel/parser';
import type { File, Node, Program } from '@babel/types';

export type * from '@babel/types';

export type ScriptLanguage = 'javascript' | 'typescript';

export interface ScriptParse {
  /** Absent when not even a part of the text could be read. */
  program?: Program;
  /** The first thing that is no JavaScript or TypeScript. Those behind it are mostly its echo. */
  fault?: { at: number; message: string };
}

/** Sources of k6 have modules, sometimes `require`. Types are read in both languages' files where they are allowed. */
const OPTIONS: ParserOptions = {
  sourceType: 'unambiguous',
  errorRecovery: true,
  allowReturnOutsideFunction: true,
  allowUndeclaredExports: true,
  attachComment: false,
};

/** The syntax tree of a script. Never throws. */
export function parseScript(text: string, language: ScriptLanguage): ScriptParse {
  try {
    const plugins: ParserOptions['plugins'] = language === 'typescript' ? ['typescript', 'decorators'] : [];
    const { program, errors }: File & { errors?: unknown } = parse(text, { ...OPTIONS, plugins });
    const [first] = Array.isArray(errors) ? (errors as unknown[]) : [];
    return { program, fault: first === undefined ? undefined : faultOf(first) };
  } catch (error) {
    return { fault: faultOf(error) };
  }
}

/** The parser's errors carry an offset; a stack that ran over on endless nesting does not. */
function faultOf(error: unknown): { at: number; message: string } {
  const message = error instanceof Error ? error.message.replace(/\s*\(\d+:\d+\)\s*$/, '') : String(error);
  const position: unknown = error instanceof Error && 'pos' in error ? error.pos : undefined;
  if (error instanceof RangeError) return { at: 0, message: 'it is nested too deep' };
  return { at: typeof position === 'number' ? position : 0, message };
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** Members of a node that hold no nodes of the program; most members are, so looking at them would cost time. */
const NO_CHILDREN = new Set([
  ...['type', 'start', 'end', 'loc', 'extra', 'range', 'name', 'operator', 'computed', 'async', 'generator', 'kind'],
  ...['leadingComments', 'trailingComments', 'innerComments', 'shorthand', 'method', 'directives', 'optional'],
]);

/** Calls back with each node directly below a node, in the order of the text. */
export function forEachChild(node: Node, visit: (child: Node) => void): void {
  for (const key in node) {
    if (NO_CHILDREN.has(key)) continue;
    const value: unknown = Reflect.get(node, key);
    if (typeof value !== 'object' || value === null) continue;
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) visit(item);
    } else if (isNode(value)) visit(value);
  }
}

export function spanOf(node: Node): [number, number] {
  return [node.start ?? 0, node.end ?? node.start ?? 0];
}
