import type { Span } from '../../text/span.ts';
import type { Condition, Selector } from '../check.ts';

/**
 * certain: there is one way to read it. likely: the other ways are far-fetched or the metric is not in the
 * vocabulary. guess: a person must look at it before it is used.
 */
export type Confidence = 'certain' | 'likely' | 'guess';

/** What stands around a text and helps to understand it. */
export interface TargetContext {
  /** The cell that names the metric in the same table row. */
  label?: string;
  /** Headings (and parent list items) above the text, outermost first. */
  headings?: string[];
  /** The heading of the table column that the text is a cell of. */
  column?: string;
}

/** One target found in a text. */
export interface ReadTarget {
  /** The characters of the condition alone (`< 2 minutes`), without the words that name the metric. */
  span: Span;
  /** Missing when the words do not name a metric of the vocabulary. */
  selector?: Selector;
  condition: Condition;
  /** Canonical expression, or canonical condition when there is no selector. */
  text: string;
  confidence: Confidence;
  /** Why it was read this way, in words for a person. */
  reason: string;
  /** The words of the text that say what is measured or where, as far as `selector` does not say it. */
  metricWords?: string;
}
