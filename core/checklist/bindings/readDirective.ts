import type { Problem } from '../../problem.ts';
import { closest } from '../../text/closest.ts';
import type { Span } from '../../text/span.ts';
import { checklistProblem } from '../problems.ts';

/** What an item can be bound to. */
export const BOUND_KINDS = ['check', 'preflight', 'monitor', 'capacity'] as const;

export type BoundKind = (typeof BOUND_KINDS)[number];

const WORDS_WITH_VALUE = [...BOUND_KINDS, 'environment'] as const;

/** What a `<!-- headroom: … -->` comment says. */
export interface Directive {
  bound?: { kind: BoundKind; name: string; span: Span };
  /** Where it has to be measured; what the plan says without it. */
  environment?: { name: string; span: Span };
  isOptional: boolean;
  /** It has to be ticked, although it reads like an alarm. */
  isRequired?: true;
  /** The reason why it does not apply. */
  notApplicable?: string;
}

const COMMENT = /^<!--\s*headroom\s*:([\s\S]*?)-->/;
const WORD = /(?:[^\s"']|"[^"]*"|'[^']*')+/g;
const NOT_APPLICABLE = /^\s*not-applicable(?=[\s:]|$)\s*:?\s*([\s\S]*)$/;

const NEARLY = /^<!--+\s*headroom\b\s*:?\s*([\s\S]*?)[\s-]*-->/i;
/** With prose, a word such as "optional" stands in a sentence. */
const MEANT_FOR_US = new RegExp(
  String.raw`^[a-z-]+\s*=|^(?:${WORDS_WITH_VALUE.join('|')})\s*:|^optional$|^not-applicable\b|\b(?:${BOUND_KINDS.join('|')})=`,
  'i',
);

const VALUE_OF_WORD = new RegExp(String.raw`\b(${WORDS_WITH_VALUE.join('|')})\s*[=:]\s*(?=\S)`, 'gi');

/** Other HTML that was meant to be a comment of ours: `<!-- Headroom: check=… -->`, `<!-- headroom check=… -->`. */
export function misspeltDirective(html: string, offset: number): Problem | undefined {
  const match = COMMENT.test(html) ? null : NEARLY.exec(html);
  const body = match?.[1] ?? '';
  if (match === null || !MEANT_FOR_US.test(body)) return undefined;
  const words = body.replace(/^-+/, '').replace(VALUE_OF_WORD, (_, word: string) => `${word.toLowerCase()}=`);
  return checklistProblem(
    'checklist-misspelt-comment',
    [offset, offset + match[0].length],
    `<!-- headroom: ${words} -->`,
  );
}

/** Reads a comment of ours at an offset of the text; undefined for every other HTML. */
export function readDirective(html: string, offset: number): { directive: Directive; problems: Problem[] } | undefined {
  const match = COMMENT.exec(html);
  if (match === null) return undefined;
  const body = match[1] ?? '';
  const bodyStart = offset + match[0].length - '-->'.length - body.length;
  const whole: Span = [offset, offset + match[0].length];
  const directive: Directive = { isOptional: false };
  const problems: Problem[] = [];
  const seen = new Set<string>();
  const words = [...body.matchAll(WORD)];
  if (words.length === 0) problems.push(checklistProblem('checklist-empty-comment', whole));
  for (const { 0: word, index } of words) {
    const span: Span = [bodyStart + index, bodyStart + index + word.length];
    const reason = NOT_APPLICABLE.exec(body.slice(index))?.[1];
    if (reason !== undefined) {
      if (reason.trim() === '') problems.push(checklistProblem('checklist-missing-reason', span));
      else directive.notApplicable = reason.trim();
      break;
    }
    const [name = '', ...rest] = word.split('=');
    if (seen.has(name)) problems.push(checklistProblem('checklist-repeated-word', span, name));
    else if (word === 'optional') directive.isOptional = true;
    else if (word === 'required') directive.isRequired = true;
    else problems.push(...readBound(directive, name, rest.length === 0 ? undefined : rest.join('='), span));
    seen.add(name);
  }
  return { directive, problems };
}

function readBound(directive: Directive, name: string, written: string | undefined, span: Span): Problem[] {
  const kind = WORDS_WITH_VALUE.find((candidate) => candidate === name);
  if (kind === undefined) {
    const suggestion = closest(name, [...WORDS_WITH_VALUE, 'optional', 'required', 'not-applicable']);
    return [checklistProblem('checklist-unknown-word', [span[0], span[0] + name.length], name, suggestion)];
  }
  const value = written?.replace(/^(["'])(.*)\1$/, '$2').trim() ?? '';
  if (value === '') return [checklistProblem('checklist-missing-value', span, name)];
  if (kind === 'environment') {
    directive.environment = { name: value, span };
    return [];
  }
  if (directive.bound) return [checklistProblem('checklist-several-bindings', span)];
  directive.bound = { kind, name: value, span };
  return [];
}
