import type { Fix, Problem, TextEdit } from '../problem.ts';
import type { Position } from '../text/lineIndex.ts';
import type { Span } from '../text/span.ts';
import type { NamedPlan } from '../configs/plan/plan.ts';
import type { LoadProfile } from './loadProfile.ts';
import type { LastRun } from './resultHints.ts';

/*
 * What an editor can ask of one text, whatever its dialect. A dialect answers in spans of the text and knows nothing of
 * the protocol; the server turns the answers into it. Each question is answered when it is asked, from the text as it
 * is now.
 */

export interface LanguageDocument {
  /** Every fault, in the order of the text. */
  readonly problems: readonly Problem[];
  /** Where it is at odds with other plans, as they are saved. */
  contradictions: (others: readonly NamedPlan[]) => readonly Problem[];
  symbols: () => readonly SymbolNode[];
  /** Stretches of several lines that can be folded away. */
  folds: () => readonly Span[];
  /** Every place where something is named, which definition, references and rename are made of. */
  occurrences: () => readonly Occurrence[];
  links: () => readonly FileLink[];
  /** Remarks behind places of the text; `lastRuns` are those of its tests, by their ids. */
  hints: (lastRuns: ReadonlyMap<string, LastRun>) => readonly Hint[];
  environments: () => Environments;
  /** Folder of the runs of these tests, relative to that of the text. */
  resultsFolder: string;
  hover: (offset: number) => Hover | undefined;
  completions: (offset: number) => readonly Completion[];
  /** What a check is made of, where one is being written. */
  signature: (offset: number) => Signature | undefined;
  /** Tests and suites, for lenses and the list of tests. */
  tests: () => readonly TestPlace[];
  /** The loads that the text asks for, in its order, as far as they are known before a run. */
  loads: () => readonly LoadPlace[];
  /** Changes that are offered at a stretch of the text, besides the mends of its problems. */
  refactorings: (span: Span) => readonly Fix[];
  /** The whole text in good form; undefined where it cannot be formatted without a risk of changing what it says. */
  format: () => Promise<string | undefined>;
}

export type SymbolKind = 'section' | 'environment' | 'variable' | 'requirement' | 'monitor' | 'test' | 'suite' | 'part';

export interface SymbolNode {
  name: string;
  detail?: string;
  kind: SymbolKind;
  /** Name and all that belongs to it. */
  span: Span;
  nameSpan: Span;
  children: readonly SymbolNode[];
}

/** One place where something is named. Those with the same `identity` are about the same thing. */
export interface Occurrence {
  identity: string;
  /** In words, such as "requirement". */
  kind: string;
  name: string;
  span: Span;
  isDefinition: boolean;
  /** Which names it may be given; absent where it cannot be renamed. */
  renaming?: { pattern: RegExp; rule: string };
}

/** A file that the text names, relative to the text's own folder. */
export interface FileLink {
  span: Span;
  path: string;
  /** Where in that file what the text names is; its beginning where absent. */
  place?: Position;
}

/** A remark shown behind a place in the text. */
export interface Hint {
  offset: number;
  label: string;
  tooltip?: string;
}

export interface Hover {
  span: Span;
  markdown: string;
}

export interface Signature {
  label: string;
  parts: readonly { text: string; meaning: string }[];
  /** The part that is being written. */
  active: number;
}

export type CompletionKind =
  'key' | 'value' | 'name' | 'metric' | 'statistic' | 'operator' | 'unit' | 'file' | 'snippet';

export interface Completion {
  label: string;
  kind: CompletionKind;
  detail?: string;
  /** Markdown. */
  documentation?: string;
  /** What is replaced, on one line. */
  span: Span;
  /** What is put there; `$1` and so on are stops for the cursor where `isSnippet`. */
  text: string;
  isSnippet?: boolean;
  /** What has to be changed elsewhere for that, such as a comma that is missing in front of it. */
  besides?: readonly TextEdit[];
}

/** What a run may be made against; no choices where the text knows no such thing. */
export interface Environments {
  choices: readonly EnvironmentChoice[];
  /** One has to be chosen, because none is the default. */
  isChoiceNeeded: boolean;
  /** What a run may be given another value of. */
  variables: readonly VariableChoice[];
  /** Names of the secrets that runs need. */
  secrets?: readonly string[];
  /** The file with values for the environment of runs, relative to that of the text. */
  envFile?: string;
}

export interface VariableChoice {
  name: string;
  /** As written for all environments. */
  value?: string;
  /** As written for one, by its id. */
  ofEnvironment: Readonly<Record<string, string>>;
}

export interface EnvironmentChoice {
  id: string;
  /** As written; absent where it has none of its own. */
  target?: string;
  /** It is taken where none is chosen. */
  isDefault: boolean;
  /** Load is sent there only after its host was typed. */
  isProtected: boolean;
}

export interface TestPlace {
  id: string;
  kind: 'test' | 'suite';
  /** The name in the text. */
  span: Span;
  /** The name with all that belongs to it. */
  wholeSpan: Span;
  checks: readonly { id: string; span: Span }[];
}

/** The load of one test, or of a script in one environment. */
export interface LoadPlace {
  /** Absent where the text asks for one load only. */
  name?: string;
  /** Where the text says so. */
  span: Span;
  /** Time, peak and whatever else the dialect knows of it, in words. */
  words: string;
  profile: LoadProfile;
}
