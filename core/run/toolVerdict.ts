import * as z from 'zod';
import type { CheckResult, Verdict } from './runResult.ts';

/**
 * What the tool itself says of a condition that its own script or config states, such as a threshold of k6 or an
 * expectation of Artillery. It counts like a check of the plan: what the tool calls failed is never a pass.
 */
export interface ToolVerdict {
  /** Unique in the run and the same in every run: `<test>/<tool>: <what>`. A later word on it takes the place of an earlier. */
  id: string;
  /** The whole condition as the script states it. */
  expression: string;
  /** What of it must hold, for the column of targets. */
  target: string;
  state: 'ok' | 'warning' | 'failed' | 'no-data';
  /** In the base unit `unit`; absent where the tool does not tell it. */
  observed?: number;
  /** A name of `BASE_UNIT_NAMES`; a plain number when absent. */
  unit?: string;
  /** What a reader has to know besides, such as why there is no data. */
  note?: string;
}

export const toolVerdictSchema = z.object({
  id: z.string(),
  expression: z.string(),
  target: z.string(),
  state: z.enum(['ok', 'warning', 'failed', 'no-data']),
  observed: z.number().optional(),
  unit: z.string().optional(),
  note: z.string().optional(),
}) satisfies z.ZodType<ToolVerdict>;

const VERDICT_OF_STATE: Record<ToolVerdict['state'], Verdict> = {
  ok: 'pass',
  warning: 'warn',
  failed: 'fail',
  'no-data': 'no-data',
};

/** As a check of the run. `cutShort`: why nothing that held until then may count as held, in words. */
export function resultOfToolVerdict(
  { id, expression, target, state, observed, unit = '1', note }: ToolVerdict,
  cutShort: string | undefined,
): CheckResult {
  const isVoid = cutShort !== undefined && (state === 'ok' || state === 'warning');
  return {
    id,
    expression,
    verdict: isVoid ? 'no-data' : VERDICT_OF_STATE[state],
    ...(observed === undefined ? {} : { observed }),
    unit,
    levels: { target },
    notes: [...(isVoid ? [cutShort] : []), ...(note === undefined ? [] : [note])],
  };
}
