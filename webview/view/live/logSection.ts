import { element, section } from '../element.ts';

/** The latest lines of the load generator and of Headroom; no live region, because lines may come without a pause. */
export function logSection(lines: readonly string[]): HTMLElement {
  if (lines.length === 0) return section('Log', element('p', { class: 'muted' }, 'Nothing was logged yet.'));
  return section(
    'Log',
    element(
      'pre',
      { class: 'log', tabindex: '0', role: 'region', 'aria-label': 'Latest lines of the log' },
      lines.join('\n'),
    ),
  );
}
