import type { Span } from './text/span.ts';

export type Severity = 'error' | 'warning' | 'information';

/** Something a person should know about a text, at the exact characters that cause it. */
export interface Problem {
  /** Kebab-case and stable: it is the anchor of the problem's section in `docs/problems.md`. */
  code: string;
  severity: Severity;
  span: Span;
  /** Names the thing and the remedy, in one or two sentences. */
  message: string;
  /** What mends it for certain; absent where a person has to decide. */
  fix?: Fix;
}

export interface Fix {
  /** What it does, as an editor offers it. */
  title: string;
  /** They do not overlap. Offsets are those of the text as it was read. */
  edits: readonly TextEdit[];
}

export interface TextEdit {
  span: Span;
  text: string;
}

interface ProblemKind<Arguments extends unknown[]> {
  severity: Severity;
  message: (...args: Arguments) => string;
}

/** What one dialect can find wrong: code -> severity and wording. Kept as data so that docs are generated from it. */
// Method arguments differ per code, and only `never[]` accepts them all without giving up their types.
export type ProblemCatalogue = Record<string, ProblemKind<never[]>>;

/** Makes a problem of a catalogue; the compiler checks that the arguments fit the code's message. */
export type ProblemMaker<Catalogue extends ProblemCatalogue> = <Code extends keyof Catalogue & string>(
  code: Code,
  span: Span,
  ...args: Parameters<Catalogue[Code]['message']>
) => Problem;

export function problemMaker<Catalogue extends ProblemCatalogue>(catalogue: Catalogue): ProblemMaker<Catalogue> {
  return (code, span, ...args) => {
    const kind = catalogue[code] as unknown as ProblemKind<typeof args>;
    return { code, severity: kind.severity, span, message: kind.message(...args) };
  };
}

export function withFix(problem: Problem, fix: Fix | undefined): Problem {
  return fix ? { ...problem, fix } : problem;
}

/** Problems in the order of the text, without repeats (an aliased YAML value is read once per use). */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>();
  return problems
    .filter((problem) => {
      const key = `${problem.span[0]}:${problem.span[1]}:${problem.code}:${problem.message}`;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    })
    .sort((a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1]);
}
