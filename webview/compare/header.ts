import { formatDuration } from '../../core/format.ts';
import type { ShownComparison, ShownSide } from '../../core/protocol/comparePanel.ts';
import type { RunState } from '../../core/run/runResult.ts';
import { button, element, type Child } from '../view/element.ts';
import { verdictMark } from '../view/verdict.ts';

export interface HeaderActions {
  swap: () => void;
  openRun: (side: 'before' | 'after') => void;
  chooseRuns: () => void;
  /** Reads both runs again. */
  refresh: () => void;
}

const STATES: Record<RunState, string> = {
  running: 'still going on',
  completed: 'completed',
  cancelled: 'cancelled',
  interrupted: 'cut off before its end',
  failed: 'failed',
};

/** Which two are compared, and what a reader must know before any figure. */
export function header({ before, after, unalike, trust }: ShownComparison, actions: HeaderActions): HTMLElement {
  const isGoingOn = before.state === 'running' || after.state === 'running';
  const name = after.title ?? after.testId;
  return element(
    'header',
    {},
    element(
      'div',
      { class: 'title' },
      element(
        'h1',
        {},
        before.testId === after.testId ? `Comparison: ${name}` : `Comparison: ${before.testId} and ${name}`,
      ),
      isGoingOn ? button('Refresh', actions.refresh, { id: 'refresh' }) : undefined,
      before.isBaseline ? undefined : button('Swap Before and After', actions.swap, { id: 'swap' }),
      button('Choose Other Runs…', actions.chooseRuns, { id: 'choose' }),
    ),
    unalike.length === 0
      ? undefined
      : element(
          'div',
          { class: 'mark', role: 'note' },
          element('p', {}, 'These are not alike, so changes may be due to this:'),
          element('ul', {}, ...unalike.map((text) => element('li', {}, text))),
        ),
    element('p', { class: 'muted' }, trust),
    element(
      'div',
      { class: 'sides' },
      side('Before', 'before', before, actions),
      side('After', 'after', after, actions),
    ),
  );
}

function side(
  heading: string,
  key: 'before' | 'after',
  { name, isBaseline, verdict, state, startedAt, durationMs, environment, target, tool, labels, notes }: ShownSide,
  { openRun }: HeaderActions,
): HTMLElement {
  const entries: [string, Child][] = [
    ['Started', startedAt === undefined ? undefined : timeOf(startedAt)],
    ['Duration', durationMs === undefined ? undefined : formatDuration(durationMs)],
    ['Environment', environment],
    ['Target', target],
    ['Load generator', tool],
  ];
  return element(
    'section',
    { class: `side`, 'aria-labelledby': `side-${key}` },
    element(
      'h2',
      { id: `side-${key}` },
      element('span', { class: `swatch side-${key}`, 'aria-hidden': 'true' }),
      `${heading}: ${name}`,
    ),
    verdict === undefined || state === undefined
      ? undefined
      : element('p', {}, verdictMark(verdict), ` ${STATES[state]}`),
    ...labels.map((text) => element('p', { class: 'mark', role: 'note' }, text)),
    ...notes.map((text) => element('p', { class: 'mark', role: 'note' }, text)),
    element(
      'dl',
      {},
      ...entries
        .filter(([, value]) => value !== undefined)
        .map(([term, value]) => element('div', {}, element('dt', {}, term), element('dd', {}, value))),
    ),
    isBaseline
      ? undefined
      : element(
          'p',
          {},
          button('Open Run', () => openRun(key), { id: `open-${key}`, 'aria-label': `Open Run ${heading}` }),
        ),
  );
}

function timeOf(startedAt: number): HTMLElement {
  const date = new Date(startedAt);
  const times = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
  return element('time', { datetime: date.toISOString() }, times.format(date));
}
