import { jsTokens, type JsToken } from '../../../text/jsTokens.ts';
import { parseScript, type ScriptLanguage } from '../parseScript.ts';
import { LARGEST_SCRIPT } from '../readK6Script.ts';
import { understandScript, type ScriptParts } from '../scriptParts.ts';
import type { ObjectValue } from '../value.ts';
import { mendedTexts, type OpenText } from './k6Mend.ts';
import { placesOf, type K6Place } from './k6Place.ts';

/** A place of the options where somebody is writing. */
export interface K6Cursor extends OpenText {
  /** The options, mended where what is being written cannot be read, and the key or value with the cursor in it. */
  root: ObjectValue;
  place: K6Place;
  parts: ScriptParts;
  /** What is written of the key or text in front of the cursor. */
  typed: string;
  hasColon: boolean;
  /** Something follows that a comma has to be put in front of. */
  needsComma: boolean;
  /** What follows is no key, so it may be the value that a key has already. */
  precedesValue: boolean;
  /** What comes before it lacks a comma, which belongs here. */
  missingComma?: number;
}

/** Stands for the cursor in the text that is read. */
const MARK = '__headroomCursor__';

/** Where in the options of a script a person is writing; undefined everywhere else. */
export function k6Cursor(text: string, offset: number, language: ScriptLanguage): K6Cursor | undefined {
  try {
    return text.length > LARGEST_SCRIPT ? undefined : findCursor(text, offset, language);
  } catch (error) {
    // Nested deeper than can be read.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function findCursor(text: string, offset: number, language: ScriptLanguage): K6Cursor | undefined {
  const open = openText(text, offset);
  if (!open) return undefined;
  for (const { text: mended, isWhole, lacksComma, isClosed: closes } of mendedTexts(text, offset, open, MARK)) {
    const { program, fault } = parseScript(mended, language);
    if (!program || fault) continue;
    const parts = understandScript(program);
    const { options: root } = parts.exports;
    const place = root?.kind === 'object' ? markedPlace(root, mended) : undefined;
    if (root?.kind === 'object' && place) {
      const { closing, ...rest } = open;
      const own = closes && closing !== undefined ? { ...rest, closing } : rest;
      const missing = lacksComma ? { missingComma: open.previousEnd } : {};
      return { ...own, root, place, parts, ...around(text, offset, own), ...missing };
    }
    // It can be read as it is, and the cursor is somewhere else.
    if (isWhole) return undefined;
  }
  return undefined;
}

function markedPlace(root: ObjectValue, mended: string): K6Place | undefined {
  for (const place of placesOf(root)) {
    const { role, value, path, span } = place;
    if (role === 'key' ? path.at(-1)?.includes(MARK) : value.kind === 'text' && value.value.includes(MARK))
      return place;
    if (role === 'value' && value.kind === 'unknown' && mended.slice(...span) === MARK) return place;
  }
  return undefined;
}

interface Bracket {
  sign: string;
  before?: JsToken;
  beforeThat?: JsToken;
}

/** Not in a comment, nor where no key or value of an object or list can stand. */
function openText(text: string, offset: number): OpenText | undefined {
  const brackets: Bracket[] = [];
  let last: JsToken | undefined;
  let beforeLast: JsToken | undefined;
  for (const token of jsTokens(text.slice(0, offset))) {
    if (token.kind === 'sign' && /^[([{]$/.test(token.text)) {
      // Those of a template's expressions are no tokens.
      while (brackets.length < token.depth) brackets.push({ sign: '`' });
      brackets.push({ sign: token.text, before: last, beforeThat: beforeLast });
    } else if (brackets.length > token.depth) brackets.length = token.depth;
    [beforeLast, last] = [last, token];
  }
  const stack = brackets.map(({ sign }) => sign);
  const inner = brackets.at(-1);
  const isInTemplate = (last?.depth ?? 0) > stack.length;
  if (!inner || inner.sign === '(' || isInTemplate || isBlock(inner.before, inner.beforeThat)) return undefined;
  const isInCode = brackets.some(({ before, beforeThat }) => isBlock(before, beforeThat));
  if (last?.kind === 'string' && last.end === offset && !isClosed(text, last)) {
    const quoted = quotedText(text, offset, last.start);
    return quoted && { ...quoted, brackets: stack, previousEnd: beforeLast?.end ?? 0, isInCode };
  }
  if (isComment(text.slice(last?.end ?? 0, offset))) return undefined;
  const start = offset - (/[\w$]*$/.exec(text.slice(0, offset))?.[0].length ?? 0);
  const end = offset + (/^[\w$]*/.exec(text.slice(offset))?.[0].length ?? 0);
  const previousEnd = (start < offset ? beforeLast : last)?.end ?? 0;
  return { brackets: stack, quote: '', start, end, previousEnd, isInCode };
}

/** The braces of a function, of a class or of statements. */
function isBlock(before: JsToken | undefined, beforeThat: JsToken | undefined): boolean {
  if (before?.kind === 'word') return ['else', 'try', 'finally', 'do'].includes(before.text);
  return before?.text === ')' || (before?.text === '>' && beforeThat?.text === '=');
}

function isClosed(text: string, { start, end }: JsToken): boolean {
  return end - start > 1 && text[end - 1] === text[start];
}

function quotedText(
  text: string,
  offset: number,
  start: number,
): Pick<OpenText, 'quote' | 'start' | 'end' | 'closing'> | undefined {
  const quote = text[start] ?? '';
  if (quote === '`' && text.slice(start, offset).includes('${')) return undefined;
  const rest = new RegExp(`^(?:\\\\.|[^\\\\\\n\\r${quote}])*${quote}`).exec(text.slice(offset))?.[0];
  const closing = rest === undefined ? {} : { closing: offset + rest.length - 1 };
  return { quote, start: start + 1, end: offset, ...closing };
}

function isComment(gap: string): boolean {
  return /\/\/[^\n\r]*$/.test(gap) || gap.lastIndexOf('/*') > gap.lastIndexOf('*/');
}

function around(
  text: string,
  offset: number,
  open: OpenText,
): Pick<K6Cursor, 'typed' | 'hasColon' | 'needsComma' | 'precedesValue'> {
  const behind = text.slice(open.closing === undefined ? open.end : open.closing + 1);
  const next = behind.replace(/^(\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+/, '');
  const isStatement = /^(export|import|function|async|const|let|var|class)\b/.test(next);
  return {
    typed: text.slice(open.start, offset),
    hasColon: next.startsWith(':'),
    needsComma: !isStatement && /^["'`\w$[{.-]/.test(next),
    precedesValue: /^["'`\w$[{-]/.test(next) && !/^(?:(["'])(?:\\.|(?!\1)[^\\\n])*\1|[\w$]+)\s*:/.test(next),
  };
}
