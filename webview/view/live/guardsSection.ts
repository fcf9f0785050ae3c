import { formatDuration, formatValue } from '../../../core/format.ts';
import type { LiveNow } from '../../../core/protocol/livePanel.ts';
import { dimensionOfBaseUnit } from '../../../core/units.ts';
import { notMeasured, tableFrame } from '../dataTable.ts';
import { element, section, type Child } from '../element.ts';

type Distance = LiveNow['guards'][number];

/** Every guard with how far it is from stopping the run; undefined when there is none. */
export function guardsSection(guards: readonly Distance[]): HTMLElement | undefined {
  if (guards.length === 0) return undefined;
  const headings = ['Guard', 'Now', 'Stops at', 'How near'].map((heading) => element('th', { scope: 'col' }, heading));
  return section('Guards', tableFrame('How far each guard is from stopping the run', headings, guards.map(rowOf)));
}

function rowOf(guard: Distance): HTMLTableRowElement {
  const { expression, guardId, observed, limit } = guard;
  const text = (value: number | undefined): Child =>
    value === undefined ? notMeasured() : formatValue(value, dimensionOfBaseUnit(guard.unit));
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }, element('code', {}, expression), element('span', { class: 'muted id' }, guardId)),
    element('td', { class: 'number' }, text(observed)),
    element('td', { class: 'number' }, text(limit)),
    element('td', {}, nearness(guard)),
  );
}

function nearness(guard: Distance): HTMLElement {
  const { expression, nearness: share } = guard;
  return element(
    'span',
    { class: 'nearness' },
    element('meter', {
      min: '0',
      max: '1',
      low: '0.7',
      high: '0.95',
      optimum: '0',
      value: share.toFixed(3),
      'aria-label': `How near ${expression} is to stopping the run`,
    }),
    words(guard),
  );
}

function words({ observed, nearness: share, held }: Distance): string {
  if (observed === undefined) return 'nothing measured yet';
  if (held !== undefined && held.ms > 0) return `true for ${formatDuration(held.ms)} of ${formatDuration(held.ofMs)}`;
  if (share >= 1) return 'at the limit';
  // Never rounded up to what stops the run.
  return `${Math.min(99, Math.round(share * 100))} % of the way`;
}
