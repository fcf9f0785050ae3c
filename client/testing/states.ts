import { formatVerdict } from '../../core/format.ts';
import { observedText } from '../../core/run/observedText.ts';
import type { CheckResult, RunResult, Verdict } from '../../core/run/runResult.ts';

/** How the Testing view shows what became of something. */
export type ShownState = 'passed' | 'failed' | 'errored' | 'skipped';

/** An error is what could not be judged, a failure what was judged and missed its target. */
const STATE_OF: Record<Verdict, ShownState> = {
  pass: 'passed',
  warn: 'passed',
  fail: 'failed',
  'no-data': 'errored',
  invalid: 'errored',
};

export interface ShownCheck {
  state: ShownState;
  /** What a person reads who asks why; absent for a plain pass. */
  message?: string;
  expected?: string;
  actual?: string;
}

/** A check of a run. `undefined`: the run did not judge it, as a smoke run does with all but errors. */
export function shownCheck(check: CheckResult | undefined): ShownCheck {
  if (check === undefined) return { state: 'skipped' };
  const { verdict, expression, levels, action, requirement, notes } = check;
  const state = STATE_OF[verdict];
  if (verdict === 'pass' && notes.length === 0) return { state };
  const actual = observedText(check) ?? 'not measured';
  const expected = Object.entries(levels)
    .map(([level, text]) => `${level} ${text}`)
    .join(', ');
  const lines = [
    `${formatVerdict(verdict)}: ${expression}`,
    `measured ${actual}${expected === '' ? '' : `, wanted ${expected}`}`,
    ...(requirement === undefined ? [] : [`requirement ${requirement}`]),
    ...notes,
    ...(action === undefined ? [] : [`what to do: ${action}`]),
  ];
  return { state, message: lines.join('\n'), expected, actual };
}

/** The run as a whole. What is said of it are the reasons that no check of the text shows at its own line. */
export function shownTest({ verdict, state, reasons }: Pick<RunResult, 'verdict' | 'state' | 'reasons'>): ShownCheck {
  const shown = STATE_OF[verdict];
  if (verdict === 'pass') return { state: shown };
  const ending = state === 'completed' ? '' : ` (${state})`;
  const [first, ...others] = reasons;
  // Only the first line stands beside the text.
  const headline = `${formatVerdict(verdict)}${ending}${first === undefined ? '' : `: ${first}`}`;
  return { state: shown, message: [headline, ...others].join('\n') };
}
