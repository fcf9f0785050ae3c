import type { Span } from '../../../text/span.ts';
import type { Binding } from '../readBindings.ts';
import type { BoundKind } from '../readDirective.ts';

/** certain: nothing else can be meant. likely: a person has to agree. possible: a person has to choose. */
export const PROPOSAL_CONFIDENCES = ['certain', 'likely', 'possible'] as const;

export type ProposalConfidence = (typeof PROPOSAL_CONFIDENCES)[number];

/** What an item or row that is bound to nothing could be bound to. */
export interface BindingProposal {
  on: Exclude<Binding['on'], { kind: 'section' }>;
  /** Counted from 1. */
  line: number;
  /** As a reader sees the item, or the first cell of the row. */
  text: string;
  bound: { kind: BoundKind; name: string };
  /** The file of the plan. */
  plan: string;
  /** What to write: `<!-- headroom: check=search/p95-latency -->`. */
  comment: string;
  /** The target that was read in the text: `p95 latency < 1.2s`. Absent where the text states none. */
  stated?: string;
  /** The words that state it. */
  span?: Span;
  /** What the plan asks: `p95 latency < 1.2s`. */
  planned?: string;
  /** Whether both state the same limit; absent where one of them states none. */
  isSameLimit?: boolean;
  confidence: ProposalConfidence;
  reason: string;
  /** The names of what else fits. */
  others: string[];
}

/** Collects why a proposal is less than certain; the worst doubt decides. */
export class Doubts {
  confidence: ProposalConfidence = 'certain';
  private readonly words: string[] = [];

  note(why: string): void {
    this.words.push(why);
  }

  atMost(confidence: ProposalConfidence, why: string): void {
    if (rankOf(confidence) > rankOf(this.confidence)) this.confidence = confidence;
    this.note(why);
  }

  get reason(): string {
    return this.words.join('; ');
  }
}

/** 0 for the most certain. */
export function rankOf(confidence: ProposalConfidence): number {
  return PROPOSAL_CONFIDENCES.indexOf(confidence);
}
