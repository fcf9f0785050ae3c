import type { Span } from '../../text/span.ts';
import { CURLED, isCurledPlaceholder, isSquaredPlaceholder, SQUARED } from './bracketed.ts';
import { readShell } from './readShell.ts';
import { isSecretName } from './secretName.ts';
import type { ShellContext } from './shellCommand.ts';

/** Something in the commands that stands for what only the person at the keyboard knows. */
export interface Placeholder {
  /** As a person is asked for it: `workspace-id`, `YOUR_TOKEN`. */
  name: string;
  /** `elision`: words that were left out, `…`; they may be none, or several. */
  kind: 'name' | 'elision';
  /** Its name, or what it is a value of, says that nobody else may see it. */
  isSecret: boolean;
  /** All places where it stands. Each elision is one by itself. */
  places: { span: Span; context: ShellContext }[];
}

/**
 * Words with blanks between them, as in `<your workspace id>`, also several to choose from: `<tag|sha>`, `<a, b>`; never
 * what begins or ends with a blank. Letters are those of any language.
 */
const LETTER = String.raw`[\p{L}\p{M}]`;
const LETTER_OR_DIGIT = String.raw`[\p{L}\p{M}\p{N}_]`;
const WORDS = String.raw`(?:${LETTER}|\d+-${LETTER})(?:[\p{L}\p{M}\p{N}_.\-|]|,?[ ](?=${LETTER_OR_DIGIT})|,(?=${LETTER_OR_DIGIT}))*${LETTER_OR_DIGIT}`;
/** `<generate with: openssl rand -hex 32>` */
const EXPLAINED = String.raw`${LETTER}[\p{L}\p{M} ]*: [^<>\n"'$&;\x60]{1,80}`;
const ANGLED = String.raw`<(?<angled>${WORDS}|${LETTER}|${EXPLAINED}|\.\.\.|…)>`;
const BRACED = String.raw`(?<!\$)\{\{[ ]?(?<braced>[A-Za-z](?:[\w-]|[ ](?=\w))*)[ ]?\}\}`;
/** Not `$YOUR_NAME` and `YOUR_NAME=…`, which are variables. */
const YOURS = String.raw`(?<![\w$\-]|\$\{)(?<yours>your-[A-Za-z0-9][\w-]*|(?:YOUR|MY)[_-][A-Z0-9][A-Z0-9_-]*)(?![\w=]|\+=)`;
const YOURS_IN_SMALL = String.raw`(?<![\w$]|\$\{)(?<small>your_[A-Za-z0-9]\w*)(?!\w|\+?=|\()`;
const ELISION = String.raw`(?<![^\s])(?<elision>\.\.\.|…|\[\.\.\.\]|\[…\])(?![^\s;|&)])`;
const PLACEHOLDER = new RegExp([ANGLED, BRACED, SQUARED, CURLED, YOURS, YOURS_IN_SMALL, ELISION].join('|'), 'gu');

/** Words of templates that stand between the same brackets. */
const TEMPLATE_WORDS = new Set('end else if range with block define template break continue'.split(' '));
const HTML_NAMES = new Set(
  'a b i p u s br hr em li ol ul td th tr div img pre svg xml body code font form head html link main meta nav span strong style script table tbody thead title input button label h1 h2 h3 h4 h5 h6 header footer section'.split(
    ' ',
  ),
);
const PIPED = /\|(?:sort|uniq|wc|[ef]?grep|awk|sed|head|tail|cut|tr|tee|jq|xargs|less|more|cat|sh|bash)(?![\w-])/;
const HTML_FLAGS = new Set('async defer disabled checked required hidden readonly selected multiple'.split(' '));

/** The placeholders of a shell text, in its order. Those in comments are nothing that anybody runs. */
export function findPlaceholders(text: string): Placeholder[] {
  const reading = readShell(text);
  const found = new Map<string, Placeholder>();
  const pattern = new RegExp(PLACEHOLDER);
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const span: Span = [match.index, match.index + match[0].length];
    const context = reading.contextAt(span[0]);
    if (context === 'comment' || context === 'other') continue;
    const { angled, braced, squared, curled, yours, small } = match.groups ?? {};
    const name = angled ?? braced ?? squared ?? curled ?? yours ?? small ?? match[0];
    const isElision = /^[^\p{L}\p{N}]+$/u.test(name);
    if (isElision && context !== 'plain') continue;
    if (angled !== undefined && !isElision && !isPlaceholder(text, span, angled, context)) continue;
    if (braced !== undefined && TEMPLATE_WORDS.has(braced.split(' ')[0] ?? '')) continue;
    const place = { text, span, reading };
    if (
      (squared !== undefined && !isSquaredPlaceholder(squared, place)) ||
      (curled !== undefined && !isCurledPlaceholder(curled, place))
    ) {
      // What stands between them may be one by itself: `[YOUR_NAME]`.
      pattern.lastIndex = span[0] + 1;
      continue;
    }
    if (small !== undefined && !found.has(small) && isVariable(text, small)) continue;
    const key = isElision ? `${name} ${span[0]}` : name;
    const placeholder = found.get(key) ?? { name, kind: isElision ? 'elision' : 'name', isSecret: false, places: [] };
    placeholder.isSecret ||= isSecretName(name) || isValueOfSecret(text, span[0]);
    placeholder.places.push({ span, context });
    found.set(key, placeholder);
  }
  return [...found.values()];
}

/** Angle brackets are also redirections, here-documents and tags. */
function isPlaceholder(text: string, [from, to]: Span, name: string, context: ShellContext): boolean {
  const before = text.charAt(from - 1);
  const after = text.charAt(to);
  // `Map<string, number>`
  if (/[|,:]/.test(name) && /\w/.test(before)) return false;
  // `<names.txt|sort>` reads from a file and goes on.
  if (context === 'plain' && PIPED.test(name)) return false;
  if (before === '<' || before === '/') return before === '/' && !isTag(text, name);
  // `sort <in.txt>out.txt` reads from one file and writes to another; so does `2>&1`.
  if (context === 'plain' && /^$|\s/.test(before) && /[A-Za-z0-9~$"'&>|]/.test(after)) return false;
  // `#include <stdio.h>`
  if (/#\s*include\s*$/.test(text.slice(Math.max(0, from - 12), from))) return false;
  return !isTag(text, name);
}

function isVariable(text: string, name: string): boolean {
  return new RegExp(String.raw`\$\{?${name}\b|\b${name}\+?=`).test(text);
}

function isTag(text: string, name: string): boolean {
  const [word = '', second] = name.split(' ');
  // `<script defer>` is one, and `<table name>` is not.
  const isHtml = HTML_NAMES.has(word.toLowerCase()) && (second === undefined || HTML_FLAGS.has(second));
  return isHtml || text.includes(`</${word}`) || text.includes(`<\\/${word}`);
}

/** What stands before it on its line: `export API_TOKEN="`, `--password `, `Authorization: Bearer `. */
function isValueOfSecret(text: string, from: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', from - 1) + 1, from);
  const [, name = ''] = /([\w-]+)(?:["']?\s*[=:]\s*|\s+)(?:Basic\s+|Bearer\s+)?["']?$/i.exec(line.slice(-100)) ?? [];
  return isSecretName(name) || /\b(?:Bearer|Basic)\s+$/i.test(line.slice(-100));
}
