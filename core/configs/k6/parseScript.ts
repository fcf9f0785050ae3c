import { parse, type ParserOptions } from '@babel/parser';
import type { File, Node, Program } from '@babel/types';

export type * from '@babel/types';

export type ScriptLanguage = 'javascript' | 'typescript';

export interface ScriptParse {
  /** Absent when not even a part of the text could be read. */
  program?: Program;
  /** The first thing that is no JavaScript or TypeScript. Those behind it are mostly its echo. */
  fault?: { at: number; message: string } | undefined;
  /** The parser gave up on a text in which nothing need be wrong. */
  isTooDeep?: true;
}

/** Sources of k6 have modules, sometimes `require`. Types are read in both languages' files where they are allowed. */
const OPTIONS: ParserOptions = { errorRecovery: true, attachComment: false };

/** The syntax tree of a script. Never throws. */
export function parseScript(text: string, language: ScriptLanguage): ScriptParse {
  const parsed = parseAs('unambiguous', text, language);
  // What cannot be read is tried as a plain script last, where the first `import` would be the fault.
  return parsed.fault && MODULE_SYNTAX.test(text) ? parseAs('module', text, language) : parsed;
}

const MODULE_SYNTAX = /^[ \t]*(?:import|export)\b/m;

function parseAs(sourceType: 'unambiguous' | 'module', text: string, language: ScriptLanguage): ScriptParse {
  try {
    const plugins: ParserOptions['plugins'] = language === 'typescript' ? ['typescript', 'decorators'] : [];
    const { program, errors }: File & { errors?: unknown } = parse(text, { ...OPTIONS, sourceType, plugins });
    const [first] = (Array.isArray(errors) ? (errors as unknown[]) : []).filter(
      (error) => !isSecondFunction(error, text),
    );
    return { program, fault: first === undefined ? undefined : faultOf(first) };
  } catch (error) {
    // A stack that ran over.
    return error instanceof RangeError ? { isTooDeep: true } : { fault: faultOf(error) };
  }
}

/** k6 lets a function be declared twice, and takes the last one, which no module may do by the standard. */
function isSecondFunction(error: unknown, text: string): boolean {
  if (!(error instanceof SyntaxError) || !('pos' in error) || typeof error.pos !== 'number') return false;
  const isRepeated = 'reasonCode' in error && error.reasonCode === 'VarRedeclaration';
  const before = text.slice(0, error.pos);
  if (!isRepeated || !/\bfunction\s*\*?\s*$/.test(before)) return false;
  const name = /^[\w$]+/.exec(text.slice(error.pos))?.[0] ?? '';
  return new RegExp(`\\bfunction\\s*\\*?\\s*${name.replaceAll('$', '\\$')}\\s*\\(`).test(before);
}

/** The parser's errors carry an offset. */
function faultOf(error: unknown): { at: number; message: string } {
  const message = error instanceof Error ? error.message.replace(/\s*\(\d+:\d+\)\s*$/, '') : String(error);
  const position: unknown = error instanceof Error && 'pos' in error ? error.pos : undefined;
  const isOfPlugin = error instanceof Error && 'code' in error && /plugin/i.test(message);
  return { at: typeof position === 'number' ? position : 0, message: isOfPlugin ? 'this is no JavaScript' : message };
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
