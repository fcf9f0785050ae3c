import type { Confidence } from '../checks/targets/readTarget.ts';
import type { Problem } from '../problem.ts';
import type { Span } from '../text/span.ts';
import type { Binding } from './bindings/readBindings.ts';

/** One task item. */
export interface ChecklistItem {
  /** Headings and text; equal ones are told apart by `#2`, `#3`. Survives reordering and changes around it. */
  id: string;
  /** As a reader sees it, in one line. */
  text: string;
  checked: boolean;
  /** Counted from 1. */
  line: number;
  /** The headings above, outermost first. */
  path: readonly string[];
  /** How many task items it is part of. */
  depth: number;
  /** Ids of the task items it is part of, outermost first. */
  parents: readonly string[];
  /** Where the one character between the brackets stands. */
  marker: number;
  /** From the brackets to the end of the item's own text, without what is nested in it. */
  span: Span;
}

/** A heading with what stands under it, deeper headings included. */
export interface ChecklistSection {
  path: readonly string[];
  level: number;
  line: number;
  span: Span;
  total: number;
  checked: number;
}

/** A place to fill in: `_____`. */
export interface Blank {
  span: Span;
  line: number;
  /** What is asked for: "Concurrent users". Empty where nothing says it. */
  label: string;
  unit?: string;
  /** What the text says it should be: "10,000". */
  target?: { text: string; span: Span };
  path: readonly string[];
  /** The task item whose text it stands in. */
  item?: string;
}

export const COLUMN_ROLES = [
  'metric',
  'requirement',
  'description',
  'target',
  'threshold',
  'condition',
  'warning',
  'critical',
  'action',
  'actual',
  'status',
  'role',
  'name',
  'date',
  'signature',
  'other',
] as const;

export type ColumnRole = (typeof COLUMN_ROLES)[number];

export interface TableCell {
  text: string;
  span: Span;
}

export interface ChecklistTable {
  /**
   * targets: a column says what is to be reached. thresholds: several levels, or a level and an action.
   * sign-off: who signs. other: anything else.
   */
  kind: 'targets' | 'thresholds' | 'sign-off' | 'other';
  line: number;
  span: Span;
  path: readonly string[];
  columns: { text: string; role: ColumnRole }[];
  rows: { line: number; cells: TableCell[] }[];
}

/** A line that somebody signs: a role with blanks for name and date. */
export interface SignOffLine {
  role: string;
  line: number;
  path: readonly string[];
  name: Span;
  date?: Span;
  signature?: Span;
  /** The task item that it is, if it is one. */
  item?: string;
}

/** A fenced block of commands. */
export interface ShellBlock {
  /** As written: `bash`, `powershell`. */
  language: string;
  line: number;
  /** The whole block with its fences. */
  span: Span;
  code: string;
  path: readonly string[];
}

/** A target that the text states, as a proposal for a check. */
export interface DocumentTarget {
  /** The words that state it: `< 500ms`. */
  span: Span;
  line: number;
  /** Canonical check, or canonical condition where the metric is not one of a load test. */
  expression: string;
  hasMetric: boolean;
  confidence: Confidence;
  reason: string;
  /** What is measured, in the words of the text, as far as the expression does not say it. */
  subject?: string;
  /** `alarm` says when something is wrong; a run passes when it does not hold. */
  meaning: 'target' | 'alarm';
  /** The text takes it from somewhere else than the load test: "From the error tracker:". */
  isElsewhere?: true;
  /** Only a number is written, so it may be a value as well as a limit. */
  isBare?: true;
  /** The words around it may turn it into its opposite: "p95 latency not < 500ms". */
  isNegated?: true;
  path: readonly string[];
  /** Where it stands. */
  on: { kind: 'item'; id: string } | { kind: 'row'; column: string } | { kind: 'text' };
}

export interface Checklist {
  items: ChecklistItem[];
  sections: ChecklistSection[];
  blanks: Blank[];
  tables: ChecklistTable[];
  signOffs: SignOffLine[];
  /** Lines like them below no sign-off that are filled in: they may be anything, unless a record says that one is signed. */
  filledElsewhere: SignOffLine[];
  shellBlocks: ShellBlock[];
  bindings: Binding[];
  /** What is wrong with the bindings; nothing else of a Markdown text can be wrong. */
  problems: Problem[];
  targets: DocumentTarget[];
  /** Ids of items that say when something is wrong, so that nobody has to tick them, with the line that tells so. */
  invertedItems: ReadonlyMap<string, string>;
}
