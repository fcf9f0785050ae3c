import type { JsToken } from '../../text/jsTokens.ts';
import { K6_OR_LIBRARY } from './k6Modules.ts';

/** Whether the script itself makes a function under this name. */
export function isSurelyFunction(tokens: readonly JsToken[], name: string): boolean {
  return tokens.some(({ text, kind, depth }, index) => {
    if (text !== name || kind !== 'word' || depth > 0) return false;
    const before = (steps: number): string => tokens[index - steps]?.text ?? '';
    if (before(1) === 'function' || (before(1) === '*' && before(2) === 'function')) return true;
    return /^(const|let|var)$/.test(before(1)) && tokens[index + 1]?.text === '=' && isArrow(tokens, index + 2);
  });
}

/** `function …`, `async …`, `x => …` or `(…) => …`. */
export function isArrow(tokens: readonly JsToken[], start: number): boolean {
  const first = tokens[start];
  if (first?.text === 'function' || first?.text === 'async') return true;
  const end =
    first?.text === '('
      ? tokens.findIndex(({ text, depth }, at) => at > start && text === ')' && depth === first.depth)
      : start;
  if (end === -1) return false;
  // A type may stand in between.
  const behind = tokens.slice(end + 1, end + 12);
  const arrow = behind.findIndex(({ text }, at) => text === '=' && behind[at + 1]?.text === '>');
  return (
    arrow === 0 || (arrow > 0 && behind[0]?.text === ':' && !behind.slice(0, arrow).some(({ text }) => text === ';'))
  );
}

/** What follows `export default`. An object, a class or an instance is something for others to import. */
export function isFunction(tokens: readonly JsToken[], index: number): boolean {
  const token = tokens[index];
  if (token === undefined || token.kind === 'string') return false;
  if (token.kind === 'sign') return token.text === '(';
  if (token.text === 'function' || token.text === 'async') return true;
  if (['class', 'new', 'abstract', 'null', 'true', 'false', 'interface', 'enum'].includes(token.text)) return false;
  const next = tokens[index + 1];
  // `export default user => …`; a call, such as of `withSession(…)`, may make a function.
  if (next?.kind === 'sign' && (next.text === '=' || next.text === '(')) return true;
  return mayBeFunction(tokens, token.text);
}

/** False for a name that the script itself gives to something else than a function. */
export function mayBeFunction(tokens: readonly JsToken[], name: string): boolean {
  for (const [index, { text, kind, depth }] of tokens.entries()) {
    if (text !== name || kind !== 'word' || depth > 1) continue;
    const before = tokens[index - 1]?.text ?? '';
    const after = (steps: number): string => tokens[index + steps]?.text ?? '';
    if (before === 'class') return false;
    if (/^(const|let|var)$/.test(before) && after(1) === '=') return !/^(\{|\[|new|0)$/.test(after(2));
    if (before === 'import' && after(1) === 'from') return !K6_OR_LIBRARY.test(after(2));
  }
  return true;
}
