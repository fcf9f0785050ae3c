import type { Verdict } from '../core/run/runResult.ts';
import type { Output } from './output.ts';

/** The 16 colours of every terminal, so that the person's own theme decides how they look. */
const COLOURS: Record<Verdict, number> = { pass: 32, warn: 33, fail: 31, 'no-data': 35, invalid: 31 };

/** The text in the colour of a verdict. The words say the verdict too: colour is never the only sign. */
export function inVerdictColour(text: string, verdict: Verdict, { hasColours }: Pick<Output, 'hasColours'>): string {
  return hasColours ? `\u001b[${COLOURS[verdict]}m${text}\u001b[39m` : text;
}
