import { formatVerdict } from '../../core/format.ts';
import type { LevelChange } from '../../core/run/levelWatch.ts';
import { timeText } from '../charts/lines.ts';
import { tableFrame } from './dataTable.ts';
import { element, section } from './element.ts';
import { verdictMark } from './verdict.ts';

/** When which check came to another verdict; undefined when none did. */
export function changesSection(changes: readonly LevelChange[], dropped: number): HTMLElement | undefined {
  if (changes.length === 0) return undefined;
  const headings = ['Time', 'Check', 'From', 'To'].map((heading) => element('th', { scope: 'col' }, heading));
  const rows = changes.map(({ second, expression, from, to }) =>
    element(
      'tr',
      {},
      element('td', { class: 'number' }, timeText(second)),
      element('th', { scope: 'row' }, element('code', {}, expression)),
      element('td', {}, formatVerdict(from)),
      element('td', {}, verdictMark(to)),
    ),
  );
  return section(
    'Changes of level',
    dropped > 0 ? element('p', { class: 'muted' }, `${dropped} earlier changes are not kept.`) : undefined,
    tableFrame('When checks came to other verdicts, each judged on the run until then', headings, rows),
  );
}
