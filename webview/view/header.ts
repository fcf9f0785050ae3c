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
const FILE_LABELS: Record<RunFile, string> = { 'report.md': 'Open Report', 'log.txt': 'Open Log' };

/** What was run, and how it came out with the reasons. */
export function header({ facts, result, files, gaps }: ShownRun, onOpenFile: (file: RunFile) => void): HTMLElement {
  return element(
    'header',
    {},
    element(
      'div',
      { class: 'title' },
      element('h1', {}, facts.title ?? facts.testId),
      ...files.map((file) => button(FILE_LABELS[file], () => onOpenFile(file))),
    ),
    element('p', { class: 'outcome' }, verdictMark(result.verdict), ` ${STATES[result.state]}`),
    facts.smoke ? element('p', {}, 'Smoke run: never evidence or baseline.') : undefined,
    listOf(result.reasons, 'Reasons'),
    listOf(gaps, 'What could not be read'),
    factsList(facts),
  );
}

function listOf(texts: readonly string[], label: string): Child {
  if (texts.length === 0) return undefined;
  return element('ul', { 'aria-label': label }, ...texts.map((text) => element('li', {}, ...withCode(text))));
}

function factsList(facts: RunFacts): HTMLElement {
  const { startedAt, endedAt, environment } = facts;
  const started = new Date(startedAt);
  const times = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
  const entries: [string, Child][] = [
    ['Test', facts.testId],
    ['Started', element('time', { datetime: started.toISOString() }, times.format(started))],
    ['Duration', endedAt === undefined ? 'unknown' : formatDuration(endedAt - startedAt)],
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
