import { insertChecks } from '../../configs/plan/edits/insertChecks.ts';
import type { TextEdit } from '../../problem.ts';
import { groupBy } from '../lookup.ts';
import { applyEdits } from '../../text/applyEdits.ts';
import type { ProposedCheck } from './targetCheck.ts';

export interface AddedChecks {
  text: string;
  edits: TextEdit[];
  refused: { test: string; why: string }[];
}

/** The text of a plan, with its byte order mark if it has one, and with checks that it lacks. */
export function addChecks(text: string, proposals: readonly ProposedCheck[]): AddedChecks {
  const mark = text.startsWith('\uFEFF') ? 1 : 0;
  const ofTests = groupBy(proposals, ({ test }) => test?.test);
  const wanted = [...ofTests].map(([test, checks]) => ({ test, rows: checks.map(({ check }) => check) }));
  const { edits: found, refused } = insertChecks(text.slice(mark), wanted);
  const edits = found.map(({ span: [start, end], text: added }): TextEdit => ({
    span: [start + mark, end + mark],
    text: added,
  }));
  return { text: applyEdits(text, edits), edits, refused };
}
