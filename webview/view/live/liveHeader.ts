import { formatDuration } from '../../../core/format.ts';
import type { LiveNow, Phase } from '../../../core/protocol/livePanel.ts';
import type { LiveRunView } from '../../../core/protocol/panel.ts';
import { standingCounts } from '../../standing.ts';
import { button, element, withCode } from '../element.ts';
import { verdictMark } from '../verdict.ts';

const PHASES: Record<Phase, string> = {
  preparing: 'Getting ready, no load is sent yet',
  running: 'Running',
  stopping: 'Stopping…',
  ending: 'Ending at once…',
  finishing: 'The load is over, the result is being written…',
};

const ABANDONED =
  'These figures stand still: the part of VS Code that fed this panel has ended. The run may go on, and the status bar has its Stop. Close this panel, and choose `Headroom: Show Running Test` or `Headroom: Open Run…`.';

/** What runs, how far it is, how it stands, and the way to stop it. */
export function liveHeader({ facts, now }: LiveRunView, stop: () => void, isAbandoned: boolean): HTMLElement {
  const { environment, tool } = facts;
  const about = [
    facts.smoke ? 'smoke run' : undefined,
    environment && `environment ${environment.id}`,
    environment?.target,
    `${tool.name} ${tool.version}`,
  ];
  return element(
    'header',
    { class: 'live' },
    element(
      'div',
      { class: 'title' },
      element('h1', { tabindex: '-1' }, facts.title ?? facts.testId),
      // Nobody would hear it.
      isAbandoned ? undefined : stopButton(now.phase, stop),
    ),
    isAbandoned ? element('p', { role: 'alert' }, ...withCode(ABANDONED)) : undefined,
    element('p', { class: 'phase' }, element('strong', {}, PHASES[now.phase]), ...reason(now)),
    progress(now),
    standing(now),
    element('p', { class: 'muted' }, about.filter((text) => text !== undefined).join(' · ')),
    now.notes.length === 0
      ? undefined
      : element('ul', { 'aria-label': 'Notes' }, ...now.notes.map((text) => element('li', {}, ...withCode(text)))),
  );
}

function standing({ result: { checks } }: LiveNow): HTMLElement {
  if (checks.length === 0)
    // Which conditions a script states itself, its tool tells at the end.
    return element(
      'p',
      { class: 'standing' },
      'No check is judged so far. What a script itself states is judged when the run has ended.',
    );
  return element(
    'p',
    { class: 'standing' },
    element('span', {}, 'So far:'),
    ...standingCounts(checks).map(({ verdict, words }) => verdictMark(verdict, words)),
    element('span', { class: 'muted' }, 'Provisional: the verdict is given when the run has ended.'),
  );
}

function reason({ phase, stoppingReason }: LiveNow): string[] {
  const isStopping = phase === 'stopping' || phase === 'ending';
  return isStopping && stoppingReason !== undefined ? [` because ${stoppingReason}`] : [];
}

function stopButton(phase: Phase, stop: () => void): HTMLElement | undefined {
  const isStopping = phase === 'stopping';
  if (phase === 'ending' || phase === 'finishing') return undefined;
  // The same button: who pressed it has the focus on it, and a second press is asked about.
  const attributes = {
    class: 'stop',
    'data-key': 'stop',
    title: isStopping ? 'Break off the requests that are under way' : 'What was measured until now is kept',
  };
  return element(
    'span',
    { class: 'stopping' },
    button(isStopping ? 'End at Once…' : 'Stop', stop, attributes),
    isStopping ? element('span', {}, 'Stopping…') : undefined,
  );
}

/** Time elapsed of the time planned, where a plan says it. */
function progress({ elapsedMs, plannedMs, stage }: LiveNow): HTMLElement | undefined {
  if (elapsedMs === undefined) return undefined;
  const elapsed = formatDuration(Math.floor(elapsedMs / 1000) * 1000);
  const words =
    plannedMs === undefined ? `${elapsed}, planned by the script` : `${elapsed} of ${formatDuration(plannedMs)}`;
  return element(
    'p',
    { class: 'progress' },
    plannedMs === undefined
      ? undefined
      : element('progress', {
          max: String(plannedMs),
          value: String(Math.min(elapsedMs, plannedMs)),
          'aria-label': 'Time elapsed of the time planned',
        }),
    element('span', {}, words),
    stage === undefined ? undefined : element('span', { class: 'muted' }, `stage ${stage}`),
  );
}
