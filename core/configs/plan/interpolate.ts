import type { Span } from '../../text/span.ts';
import type { Problem } from '../../problem.ts';
import { spanInScalar } from '../yaml/scalarOffsets.ts';
import type { YamlScalar } from '../yaml/yamlNode.ts';
import { planProblem } from './problems.ts';
import type { Scope } from './scope.ts';
import { suggest } from './suggest.ts';
import type { Template, TemplatePart } from './template.ts';

/** Names that earlier requests capture. `isComplete` is false where some of them could not be read. */
export interface CapturedNames {
  names: ReadonlySet<string>;
  isComplete: boolean;
}

export const NOTHING_CAPTURED: CapturedNames = { names: new Set(), isComplete: true };

/** The data file of a test, whose columns are `${data.column}`. */
export interface DataColumns {
  file: string;
  /** Undefined where the file could not be read; then every column is believed. */
  columns: readonly string[] | undefined;
}

/** The names that only requests may use, apart from secrets. */
export interface RequestNames {
  captured: CapturedNames;
  /** Absent where the test has no data file. */
  data?: DataColumns | undefined;
}

export const NO_REQUEST_NAMES: RequestNames = { captured: NOTHING_CAPTURED };

/** All that decides what a `${…}` stands for, and where its faults go. */
export interface NameContext {
  source: string;
  scope: Scope;
  problems: Problem[];
  /** Whether a secret may stand here, and which names get their values while the test runs. */
  runtime?: RequestNames;
}

/** A scalar after substitution, still able to say where each of its characters came from. */
export interface ResolvedText {
  /** Undefined when a name has no value (it was reported, or its value is not known while validating). */
  text?: string;
  template: Template;
  /** Source span of a stretch of `text`; substituted characters belong to their `${…}`. */
  spanOf: (from: number, to: number) => Span;
}

interface Segment {
  /** In the resolved text. */
  start: number;
  end: number;
  /** In the scalar's own text. */
  from: number;
  to: number;
  substituted: boolean;
}

const NAME = /^[A-Za-z_][A-Za-z0-9_.-]*$/;

/** Whether a text can stand in `${…}`. */
export function isName(text: string): boolean {
  return NAME.test(text);
}

/** Replaces every `${name}` of a scalar. `$${` stands for a literal `${`. */
export function interpolate(scalar: YamlScalar, context: NameContext): ResolvedText {
  const { source, problems } = context;
  const written = scalar.text;
  const template: TemplatePart[] = [];
  const segments: Segment[] = [];
  let text = '';
  let complete = true;
  const addText = (piece: string, from: number, to: number, substituted: boolean): void => {
    if (piece !== '') template.push({ kind: 'text', text: piece });
    segments.push({ start: text.length, end: text.length + piece.length, from, to, substituted });
    text += piece;
  };
  let at = 0;
  while (at < written.length) {
    const open = written.indexOf('${', at);
    if (open === -1) break;
    if (written[open - 1] === '$' && open - 1 >= at) {
      addText(written.slice(at, open), at, open, false);
      addText('{', open + 1, open + 2, false);
      at = open + 2;
      continue;
    }
    addText(written.slice(at, open), at, open, false);
    const close = written.indexOf('}', open);
    const end = close === -1 ? written.length : close + 1;
    const span = spanInScalar(scalar, source, open, end);
    at = end;
    if (close === -1) {
      problems.push(planProblem('name-not-closed', span));
      complete = false;
      continue;
    }
    const part = resolveName(written.slice(open + 2, close).trim(), span, context);
    if (part?.kind === 'text') addText(part.text, open, end, true);
    else {
      if (part) template.push(part);
      complete = false;
    }
  }
  addText(written.slice(at), at, written.length, false);
  return {
    ...(complete ? { text } : {}),
    template: joinTextParts(template),
    spanOf: (from, to) => sourceSpan(scalar, source, segments, from, to),
  };
}

function joinTextParts(parts: TemplatePart[]): Template {
  const joined: TemplatePart[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (part.kind === 'text' && last?.kind === 'text')
      joined[joined.length - 1] = { kind: 'text', text: last.text + part.text };
    else joined.push(part);
  }
  return joined;
}

function resolveName(name: string, span: Span, context: NameContext): TemplatePart | undefined {
  const { scope, problems } = context;
  const { names: captured, isComplete } = context.runtime?.captured ?? NOTHING_CAPTURED;
  if (!isName(name)) {
    problems.push(planProblem('name-malformed', span, name));
    return undefined;
  }
  if (name.startsWith('env.')) {
    if (scope.secrets.has(name.slice(4))) {
      const code = context.runtime ? 'secret-as-environment-variable' : 'secret-not-allowed';
      problems.push(planProblem(code, span, name.slice(4)));
      return undefined;
    }
    if (!scope.environmentVariable) return undefined;
    const value = scope.environmentVariable(name.slice(4));
    if (value === undefined) problems.push(planProblem('environment-variable-not-set', span, name.slice(4)));
    return value === undefined ? undefined : { kind: 'text', text: value };
  }
  if (name.startsWith('secrets.')) return resolveSecret(name.slice(8), span, context);
  if (name.startsWith('data.')) return resolveColumn(name.slice(5), span, context);
  if (captured.has(name)) return { kind: 'captured', name };
  if (name === 'target') {
    if (scope.target !== undefined) return { kind: 'text', text: scope.target };
    if (scope.targetIsFaulty) return undefined;
    if (!scope.targetIsKnown || scope.environment !== undefined) {
      problems.push(planProblem('no-target', span, scope.environment));
    }
    return undefined;
  }
  if (scope.variables.has(name)) {
    const value = scope.variables.get(name);
    return value === undefined ? undefined : { kind: 'text', text: value };
  }
  const isSecret = scope.secrets.has(name);
  // What could not be read may well declare the name.
  if (!isSecret && (scope.variablesAreUnknown || !isComplete)) return undefined;
  if (isSecret && !context.runtime) problems.push(planProblem('secret-not-allowed', span, name));
  else problems.push(planProblem('unknown-name', span, name, suggest(problems, name, knownNames(context)), isSecret));
  return undefined;
}

function* knownNames({ scope, runtime }: NameContext): Iterable<string> {
  yield* scope.variables.keys();
  yield 'target';
  if (!runtime) return;
  yield* runtime.captured.names;
  for (const secret of scope.secrets) yield `secrets.${secret}`;
}

function resolveColumn(name: string, span: Span, { runtime, problems }: NameContext): TemplatePart | undefined {
  const data = runtime?.data;
  if (data !== undefined && data.columns?.includes(name) !== false) return { kind: 'column', name };
  const suggestion = suggest(problems, name, data?.columns ?? []);
  problems.push(planProblem('unknown-column', span, name, data?.file, suggestion));
  return undefined;
}

function resolveSecret(name: string, span: Span, context: NameContext): TemplatePart | undefined {
  const { scope, problems } = context;
  // Where no secret may stand it is no help to declare one.
  if (!context.runtime) {
    problems.push(planProblem('secret-not-allowed', span, name));
    return undefined;
  }
  if (!scope.secrets.has(name)) {
    if (scope.secretsAreUnknown) return undefined;
    problems.push(planProblem('unknown-secret', span, name, suggest(problems, name, scope.secrets)));
    return undefined;
  }
  return { kind: 'secret', name };
}

function sourceSpan(scalar: YamlScalar, source: string, segments: Segment[], from: number, to: number): Span {
  const written = (offset: number, isEnd: boolean): number => {
    const segment =
      segments.find(({ start, end }) => (isEnd ? offset > start && offset <= end : offset >= start && offset < end)) ??
      segments.at(-1);
    if (!segment) return 0;
    if (segment.substituted) return isEnd ? segment.to : segment.from;
    return Math.min(segment.from + (offset - segment.start), segment.to);
  };
  const start = written(from, false);
  return spanInScalar(scalar, source, start, Math.max(start, to > from ? written(to, true) : start));
}
