/** A piece of JavaScript or TypeScript that matters to who only wants to know what a module imports and exports. */
export interface JsToken {
  kind: 'word' | 'string' | 'sign';
  /** The value of a string without its quotes, as written. */
  text: string;
  /** How many brackets of any kind are open around it. */
  depth: number;
  /** Where it begins, with its quotes, and where it ends. */
  start: number;
  end: number;
}

const ASCII_SIGN = /[\u0021-\u0023\u0025-\u0040[-^`{-\u007f]/;
const WORD = /[\p{ID_Start}$_#][\p{ID_Continue}$\u200c\u200d]*/uy;
const NUMBER = /\.?\d(?:[eE][+-]|[\w.])*/y;
const TEXT = /(["'])((?:\\[\s\S]|(?!\1)[^\\\n\r])*)\1?/y;
const REGULAR_EXPRESSION = /\/(?:\\.|\[(?:\\.|[^\]\\\n\r])*\]?|[^/\\[\n\r])+\/?\w*/y;
const BLANK_OR_COMMENT = /\s+|\/\/[^\n\r]*|\/\*[\s\S]*?(?:\*\/|$)|^#![^\n\r]*|<!--[^\n\r]*/y;
/** Behind these words a slash begins a regular expression; behind any other word it divides. */
const BEFORE_A_VALUE = new Set(
  'return typeof case do else in of instanceof new void delete throw yield await default extends'.split(' '),
);

/**
 * Splits a script into tokens: comments, numbers, regular expressions and the text of templates are left out. It is no
 * parser: it never fails, and cut or broken text gives the tokens that it holds.
 */
export function* jsTokens(text: string): Generator<JsToken> {
  /** For each open bracket, whether it is that of `${` in a template. */
  const open: boolean[] = [];
  let at = 0;
  let last: JsToken | undefined;
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0];
  };
  while (at < text.length) {
    const blank = match(BLANK_OR_COMMENT);
    if (blank !== undefined) {
      at += blank.length;
      continue;
    }
    const char = text[at] ?? '';
    const depth = open.length;
    const start = at;
    let token: Omit<JsToken, 'end'> | undefined = { kind: 'sign', text: char, depth, start };
    let length = 1;
    if (char === '"' || char === "'") {
      const written = match(TEXT) ?? char;
      const isClosed = written.length > 1 && written.endsWith(char);
      token = { kind: 'string', text: written.slice(1, isClosed ? -1 : undefined), depth, start };
      length = written.length;
    } else if (char === '`' || (char === '}' && open.at(-1) === true)) {
      if (char === '}') open.pop();
      const end = endOfTemplate(text, at + 1);
      if (text.startsWith('${', end - 2) && text[end - 1] === '{') open.push(true);
      token = char === '`' ? { kind: 'string', text: text.slice(at + 1, end - 1), depth, start } : undefined;
      length = end - at;
    } else if (char === '/' && mayBeginValue(last)) {
      const written = match(REGULAR_EXPRESSION);
      token = written === undefined ? token : { kind: 'sign', text: '/regular expression/', depth, start };
      length = written?.length ?? 1;
    } else if (char === '#' || !ASCII_SIGN.test(char)) {
      const written = match(WORD);
      if (written !== undefined) {
        token = { kind: 'word', text: written, depth, start };
        length = written.length;
      }
    } else if (/[\d.]/.test(char)) {
      const written = match(NUMBER);
      token = written === undefined ? token : { kind: 'sign', text: '0', depth, start };
      length = written?.length ?? 1;
    } else if ('([{'.includes(char)) {
      open.push(false);
    } else if (')]}'.includes(char)) {
      open.pop();
      token = { kind: 'sign', text: char, depth: open.length, start };
    }
    at += length;
    if (token) yield (last = { ...token, end: at });
  }
}

/** Offset behind the template's next `${` or closing quote. */
function endOfTemplate(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '`') return at + 1;
    else if (text[at] === '$' && text[at + 1] === '{') return at + 2;
  }
  return text.length;
}

function mayBeginValue(last: JsToken | undefined): boolean {
  if (last === undefined) return true;
  if (last.kind === 'word') return BEFORE_A_VALUE.has(last.text);
  return last.kind === 'sign' && !/^[)\]}0]$|^\/./.test(last.text);
}
