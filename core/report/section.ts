import { formatValue } from '../format.ts';
import type { Verdict } from '../run/runResult.ts';
import type { Dimension } from '../units.ts';
import type { Figure } from './figure.ts';

/** A piece of a cell. `text` and `code` are a user's or ours, never markup: each format escapes them its own way. */
export type Part =
  | { kind: 'text' | 'code' | 'strong' | 'note' | 'figure'; text: string }
  /** A sentence of ours, with names between backticks. */
  | { kind: 'prose'; text: string }
  | { kind: 'verdict'; verdict: Verdict }
  /** Another word in the look of a verdict. */
  | { kind: 'status'; text: string; look: Verdict }
  /** To a file beside the report, as a relative address that is encoded already. */
  | { kind: 'link'; text: string; to: string };
export type Cell = readonly Part[];

export interface Column {
  name: string;
  isNumber?: boolean;
}

/** A part of a report that Markdown and HTML show alike. */
export interface Section {
  id: string;
  title: string;
  /** Sentences before the table. */
  lead: string[];
  table?: { columns: readonly Column[]; rows: Cell[][] };
  /** Sentences after the table, such as why something has no value. */
  footnotes: string[];
}

export const text = (content: string): Cell => (content === '' ? [] : [{ kind: 'text', text: content }]);
export const code = (content: string): Cell => [{ kind: 'code', text: content }];
export const strong = (content: string): Cell => [{ kind: 'strong', text: content }];
export const numbers = (...names: string[]): Column[] => names.map((name) => ({ name, isNumber: true }));

export function valueCell(value: number, dimension: Dimension): Cell {
  return [{ kind: 'figure', text: formatValue(value, dimension) }];
}

export const NO_DATA = 'no data';

export function figureCell(figure: Figure | undefined): Cell {
  if (figure?.kind !== 'measured') return [{ kind: 'note', text: NO_DATA }];
  const notes = figure.notes.map((note): Part => ({ kind: 'note', text: ` (${note})` }));
  return [...valueCell(figure.value, figure.dimension), ...notes];
}

/** Why cells say "no data", each reason once. */
export function reasonsOf(figures: Iterable<Figure | undefined>): string[] {
  const reasons = new Set<string>();
  for (const figure of figures) if (figure?.kind === 'missing') reasons.add(`${NO_DATA}: ${figure.reason}`);
  return [...reasons];
}
