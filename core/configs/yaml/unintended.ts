import { isMap, isScalar, type Node, type Pair, type Scalar } from 'yaml';
import type { Problem } from '../../problem.ts';
import type { Span } from '../../text/span.ts';
import { quoted } from './slips/quoting.ts';
import { yamlProblem } from './yamlProblems.ts';

/** What YAML reads without a complaint, but as something that nobody means by it. */
export interface Unintended {
  problem: Problem;
  /** What else is said about these characters is its echo. */
  echo: Span;
}

/** `!= 0`, or a tag that would change nothing. */
export function findUnknownTag(node: Node, text: string): Unintended | undefined {
  const tag = node.tag;
  if (tag === undefined || !tag.startsWith('!') || tag === '!' || !node.range) return undefined;
  const lineStart = text.lastIndexOf('\n', node.range[0]) + 1;
  const start = text.lastIndexOf('!', node.range[0]);
  if (start < lineStart) return undefined;
  const written = text.slice(start, isScalar(node) ? Math.max(node.range[1], start + 1) : node.range[0]).trim();
  const name = /^\S+/.exec(written)?.[0] ?? '!';
  const span: Span = isScalar(node) ? [start, start + written.length] : [start, start + name.length];
  return { problem: yamlProblem('yaml-tag', span, name, quoted(written)), echo: [start, node.range[1]] };
}

const CURLY = /^[“„”«](?<inner>[^“„”«»"]*)[“”»]$|^[‘‚’](?<single>[^‘‚’']*)[‘’]$/;

/** A plain text that is wrapped in typographic quotes. */
export function findCurlyQuotes(node: Scalar, text: string): Unintended | undefined {
  if (node.type !== 'PLAIN' || !node.range) return undefined;
  const span: Span = [node.range[0], node.range[1]];
  const match = CURLY.exec(text.slice(span[0], Math.min(span[1], span[0] + 1000)));
  if (!match) return undefined;
  const inner = match.groups?.['inner'] ?? match.groups?.['single'] ?? '';
  return { problem: yamlProblem('yaml-curly-quotes', span, quoted(inner)), echo: span };
}

/** `{{host}}`, as templates of other tools have it. */
export function findTemplateBraces(node: Node, text: string): Unintended | undefined {
  if (!isMap(node) || node.flow !== true || !node.range) return undefined;
  const span: Span = [node.range[0], node.range[1]];
  const written = text.slice(span[0], Math.min(span[1], span[0] + 200));
  const name = /^\{\{\s*[.$]?([\w.-]+)(?:\([\w,\s]*\))?\s*\}\}$/.exec(written)?.[1];
  return name === undefined
    ? undefined
    : { problem: yamlProblem('yaml-template-braces', span, written, name), echo: span };
}

/** In `{ action: Scale up, then wait }` the text behind the comma, which YAML takes for a key without a value. */
export function findCommaInText(pair: Pair, previous: Pair | undefined, text: string): Unintended | undefined {
  const key = pair.key;
  const value = previous?.value;
  if (pair.value !== null || !isPlain(key) || !isPlain(value) || !key.range || !value.range) return undefined;
  const gap = text.slice(value.range[1], key.range[0]);
  if (!/^,[ \t]*$/.test(gap)) return undefined;
  const keyText = text.slice(key.range[0], key.range[1]);
  const written = text.slice(value.range[0], key.range[1]);
  const remedy = /^[\d,]+$/.test(written)
    ? `Write ${written.replaceAll(',', '')}.`
    : `Put quotes around the value: ${quoted(written)} Or give the key a value.`;
  const span: Span = [value.range[0], key.range[1]];
  return { problem: yamlProblem('yaml-comma-in-text', span, keyText, remedy), echo: span };
}

function isPlain(node: unknown): node is Scalar {
  return isScalar(node) && node.type === 'PLAIN';
}
