import { formatVerdict } from '../../core/format.ts';
import type { Verdict } from '../../core/run/runResult.ts';
import { element } from './element.ts';

const SIGNS: Record<Verdict, string> = { pass: '✓', warn: '!', fail: '✕', 'no-data': '?', invalid: '⊘' };

/** A verdict by sign, word and colour, so that none of them is needed alone. */
export function verdictMark(verdict: Verdict, words = formatVerdict(verdict)): HTMLElement {
  return element(
    'span',
    { class: `verdict verdict-${verdict}` },
    element('span', { class: 'sign', 'aria-hidden': 'true' }, SIGNS[verdict]),
    words,
  );
}
