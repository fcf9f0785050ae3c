import type { Span } from '../../text/span.ts';
import { programOf, workingWords } from './programOf.ts';
import type { ShellCommand, ShellReading } from './shellCommand.ts';

/**
 * `[SERVICE_NAME]`, `[DESCRIBE ISSUE]`, and in small letters only what has several words: `[database_name]`. No class
 * of characters, as in `[A-Z]*`, no index, as in `values[KEY]` and `[KEY]=`, and no link of Markdown.
 */
export const SQUARED = String.raw`(?<![\w$\])}\\^]|\]\.)\[(?<squared>[A-Z][A-Z0-9]+(?:[ _-][A-Z0-9][A-Z0-9-]+)*|[a-z][a-z0-9]+(?:[_-][a-z0-9]{2,})+)\](?![\[(*+?{=])`;
/** `{namespace}`: not `${x}`, `{a,b}`, `{{x}}`, `%{x}`, `#{x}`. */
export const CURLED = String.raw`(?<![$%#\\{])\{(?<curled>[A-Za-z][\w-]*)\}(?!\})`;

/** Words that programs print in square brackets, and that stand for nothing that a person knows. */
const PRINTED = new Set(
  'INFO WARN WARNING ERROR DEBUG FATAL TRACE CRITICAL ALERT NOTICE OK PASS PASSED FAIL FAILED SUCCESS DONE SKIP SKIPPED TODO TBD WIP DRAFT REDACTED MASKED HIDDEN OPTIONS OPTION FLAGS ARGS COMMAND INSERT UNRELEASED'.split(
    ' ',
  ),
);
/** Programs for which brackets, or braces, mean something of their own wherever they stand. */
const WITH_PATTERNS = /\b(?:sed|tr|[ef]?grep|rg|ag|xargs|parallel|find|fd|expr|rename)\b/;
/** Programs that read a program of their own in quotes. */
const LANGUAGES = /\b(?:[gm]?awk|[jy]q|perl|python3?|node|ruby|php|deno)\b/;
const UNQUOTED_LANGUAGES = /\b(?:[gm]?awk|[jy]q)\b/;
/** A template stands in the quotes that begin here, or a text of Python. */
const TEMPLATE = /(?:(?:jsonpath|template|format|query|write-out)[= ]*|\bf)['"]$/;
const JSON_TEXT = /[{,[]\s*\\?"[^"]*\\?"\s*:/;
/** Long enough for the option before quotes. */
const OPTION_LENGTH = 20;

/** What is known of the place where brackets stand. */
interface BracketPlace {
  text: string;
  span: Span;
  reading: ShellReading;
}

/** Square brackets are also classes of characters, tests, lists, and the heads of what is printed. */
export function isSquaredPlaceholder(name: string, { text, span: [from, to], reading }: BracketPlace): boolean {
  const context = reading.contextAt(from);
  const command = commandAt(reading, from);
  // What is fed to a program may have lists and sections: `add: [NET_ADMIN]`.
  if (context === 'here-document' || command === undefined || isOnlyPrinted(command, reading)) return false;
  if (PRINTED.has(name.split(/[ -]/)[0] ?? '')) return false;
  const shown = written(command, text);
  const isOfWords = /[ _]/.test(name);
  if (WITH_PATTERNS.test(shown) && !name.includes('_')) return false;
  if (LANGUAGES.test(shown) && context !== 'plain') return false;
  // Parts of a package: `pip install -e ".[dev-tools]"`.
  if (text[from - 1] === '.' && /\b(?:pip3?|uv|pipx|poetry)\b/.test(shown)) return false;
  // How a program is used: `start [all|one] [log-dir]`.
  if (/\[[\w-]+\|/.test(lineAt(text, from))) return false;
  if (isOfWords || name.includes('-')) return isOfWords || !isHead(text, from, to);
  const isClass = name.length < 3 ? !/^(?:ID|IP|DB)$/.test(name) : isAscending(name);
  return !isClass && !isHead(text, from, to);
}

/** Braces are also programs of awk and jq, templates, JSON, and what git knows of a branch. */
export function isCurledPlaceholder(name: string, { text, span: [from], reading }: BracketPlace): boolean {
  const context = reading.contextAt(from);
  const command = commandAt(reading, from);
  if (context === 'here-document' || command === undefined || isOnlyPrinted(command, reading)) return false;
  const shown = written(command, text);
  if (/^(?:end|else|range)$/.test(name) || WITH_PATTERNS.test(shown) || UNQUOTED_LANGUAGES.test(shown)) return false;
  if (/[@^]/.test(text.charAt(from - 1)) && /\bgit\b/.test(shown)) return false;
  // gh fills these in itself.
  if (/^(?:owner|repo|branch)$/.test(name) && /\bgh api\b/.test(shown)) return false;
  if (context === 'plain') return true;
  if (LANGUAGES.test(shown)) return false;
  const [quote, end] = reading.stretchAt(from) ?? [from, from];
  return (
    !JSON_TEXT.test(text.slice(quote, end)) && !TEMPLATE.test(text.slice(Math.max(0, quote - OPTION_LENGTH), quote + 1))
  );
}

/** The head of a text, as titles of commits have it: `"[HOTFIX] Close the door"`. */
function isHead(text: string, from: number, to: number): boolean {
  return /["']/.test(text.charAt(from - 1)) && text.charAt(to) === ' ';
}

/** `[ABC]` is a class of characters. */
function isAscending(name: string): boolean {
  return Array.from(name, (char, at) => at === 0 || name.charAt(at - 1) < char).every(Boolean);
}

function commandAt({ commands }: ShellReading, offset: number): ShellCommand | undefined {
  return commands.findLast(({ span: [from, to] }) => from <= offset && offset < to);
}

function written({ span: [from, to] }: ShellCommand, text: string): string {
  return text.slice(from, to);
}

/** `echo "[STEP] {name}"`; not what goes to a file or to another program. */
function isOnlyPrinted({ words, outputs, pipeline }: ShellCommand, { commands }: ShellReading): boolean {
  if (!/^(?:echo|printf|read)$/.test(programOf(workingWords(words)[0] ?? ''))) return false;
  const isFed = commands.filter((command) => command.pipeline === pipeline).length > 1;
  return !isFed && outputs.every((file) => /^\d$|^\/dev\//.test(file));
}

function lineAt(text: string, offset: number): string {
  const end = text.indexOf('\n', offset);
  return text.slice(text.lastIndexOf('\n', offset - 1) + 1, end < 0 ? text.length : end);
}
