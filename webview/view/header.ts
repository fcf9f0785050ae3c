import { formatDuration } from '../../core/format.ts';
import type { RunFacts, RunFile, ShownRun } from '../../core/protocol/panel.ts';
import type { RunState } from '../../core/run/runResult.ts';
import { button, element, withCode, type Child } from './element.ts';
import { verdictMark } from './verdict.ts';

const STATES: Record<RunState, string> = {
  running: 'the run is still going on',
  completed: 'run completed',
  cancelled: 'run cancelled',
  interrupted: 'run cut off before its end',
  failed: 'run failed',
};
const FILE_LABELS: Record<RunFile, string> = {
  'report.html': 'Open Report in Browser',
  'report.md': 'Open Report',
  'log.txt': 'Open Log',
};

/** `unknown` for a run that ended and could not write down when. */
const DURATION_WITHOUT_END: Record<RunState, string> = {
  running: 'goes on',
  completed: 'unknown',
  cancelled: 'unknown',
  interrupted: 'unknown, it was cut off',
  failed: 'unknown',
};

export interface HeaderActions {
  openFile: (file: RunFile) => void;
  refresh: () => void;
}

/** What was run, and how it came out with the reasons. */
export function header(
  { facts, result, marks, files, notes }: ShownRun,
  { openFile, refresh }: HeaderActions,
): HTMLElement {
  return element(
    'header',
    {},
    element(
      'div',
      { class: 'title' },
      element('h1', { tabindex: '-1' }, facts?.title ?? (result.testId || result.runId)),
      result.state === 'running' ? button('Refresh', refresh) : undefined,
      ...files.map((file) => button(FILE_LABELS[file], () => openFile(file))),
    ),
    element('p', { class: 'outcome' }, verdictMark(result.verdict), ` ${STATES[result.state]}`),
    ...marks.map((mark) => element('p', { class: 'mark', role: 'note' }, mark)),
    listOf(result.reasons, 'Reasons'),
    listOf(notes, 'What is missing or damaged'),
    facts === undefined ? undefined : factsList(facts, result.state),
  );
}

function listOf(texts: readonly string[], label: string): Child {
  if (texts.length === 0) return undefined;
  return element('ul', { 'aria-label': label }, ...texts.map((text) => element('li', {}, ...withCode(text))));
}

function factsList(facts: RunFacts, state: RunState): HTMLElement {
  const { startedAt, endedAt, environment } = facts;
  const started = new Date(startedAt);
  const times = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
  const entries: [string, Child][] = [
    ['Test', facts.testId],
    ['Started', element('time', { datetime: started.toISOString() }, times.format(started))],
    ['Duration', endedAt === undefined ? DURATION_WITHOUT_END[state] : formatDuration(endedAt - startedAt)],
    ['By', facts.startedBy],
    ['Environment', environment?.id ?? 'none'],
    ['Target', environment?.target ?? 'stated in the test'],
    ['Load generator', `${facts.tool.name} ${facts.tool.version}`],
    ['Commit', facts.gitCommit?.slice(0, 12) ?? 'not under version control'],
  ];
  return element(
    'dl',
    {},
    ...entries.map(([name, value]) => element('div', {}, element('dt', {}, name), element('dd', {}, value))),
  );
}
