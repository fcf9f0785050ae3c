import type { Verdict } from '../core/run/runResult.ts';

/** A verdict as a picture in a label of VS Code's. It never stands alone: an icon is read by nobody's ears. */
export const VERDICT_ICONS: Record<Verdict, string> = {
  pass: '$(pass)',
  warn: '$(warning)',
  fail: '$(error)',
  'no-data': '$(question)',
  invalid: '$(circle-slash)',
};
