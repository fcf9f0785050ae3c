import type { NewCheck } from '../../configs/plan/edits/checkRowText.ts';
import type { NamedPlan } from '../../configs/plan/plan.ts';
import type { Span } from '../../text/span.ts';
import type { ProposalConfidence } from '../bindings/proposals/proposal.ts';

/** A plan with the text that it was read from, without a byte order mark. */
export interface PlanText extends NamedPlan {
  text: string;
}

/** One test of one plan, by the names that a person knows. */
export interface TestName {
  plan: string;
  test: string;
}

/** A row of a table with targets, or one of several limits that it states. */
interface OfRow {
  /** The line of the table's headings, counted from 1. */
  table: number;
  line: number;
  /** What the row is called. */
  text: string;
}

/** A check that a row asks for and no plan has. */
export interface ProposedCheck extends OfRow {
  kind: 'proposed';
  /** The test that it is for; absent where the text does not tell and a person has to choose. */
  test?: TestName;
  /** Tests that a person could choose. */
  candidates: readonly TestName[];
  check: NewCheck;
  /** As the plan gets it: `'p95 latency < 500ms'`. */
  written: string;
  /** How sure the words are, with the test as far as it is known. */
  confidence: ProposalConfidence;
  reason: string;
}

/** A check that measures what the row states is in the plan. */
export interface PresentCheck extends OfRow {
  kind: 'present' | 'contradicted';
  test: TestName;
  id: string;
  /** Of the check, in the text of its plan. */
  span: Span;
  stated: string;
  planned: string;
  /** In words: what is the same, or what is not. */
  reason: string;
}

/** A row that becomes no check. */
export interface LeftRow extends OfRow {
  kind: 'left';
  reason: string;
}

export type TargetOutcome = ProposedCheck | PresentCheck | LeftRow;
