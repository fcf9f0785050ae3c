import path from 'node:path';
import { formatDuration, formatVerdict } from '../../../core/format.ts';
import { markdownText } from '../../../core/report/markdownTable.ts';
import type { Verdict } from '../../../core/run/runResult.ts';
import type { Margin } from '../../../core/run/worstMargin.ts';
import { mayBeWritten, type KnownRun, type RunSummary } from './runSummary.ts';
import type { GroupNode, RunNode } from './runList.ts';

/** A codicon with the theme's colour for it. */
export interface Icon {
  id: string;
  colour?: string;
}

/** A run as the tree shows it, in words; nothing of it is said by an icon or a colour alone. */
export interface RunWords {
  label: string;
  description: string;
  /** For those who hear the tree: everything, in one sentence. */
  spoken: string;
  tooltip: string;
  icon: Icon;
  /** What `when` clauses of menus ask for, as words. */
  context: string;
}

/** How the editor says times and places. */
export interface Words {
  /** Of a run among those of one day. */
  time(ms: number): string;
  /** Of a run among those of one test: the date too, as short as can be. */
  short(ms: number): string;
  dateAndTime(ms: number): string;
  folder(path: string): string;
}

/** What is known of a run beside its folder. */
export interface RunPlace {
  by: 'test' | 'day';
  isInBaseline: boolean;
  /** Its test's name does not tell where it is. */
  isAmbiguous: boolean;
}

const VERDICT_ICONS: Record<Verdict, Icon> = {
  pass: { id: 'pass', colour: 'testing.iconPassed' },
  warn: { id: 'warning', colour: 'list.warningForeground' },
  fail: { id: 'error', colour: 'testing.iconFailed' },
  'no-data': { id: 'question', colour: 'testing.iconUnset' },
  invalid: { id: 'circle-slash', colour: 'testing.iconErrored' },
};
const RUNNING: Icon = { id: 'loading~spin' };
const NO_RESULT: Icon = { id: 'circle-outline', colour: 'testing.iconSkipped' };
const DAMAGED: Icon = { id: 'warning', colour: 'testing.iconErrored' };

export function iconOf(summary: RunSummary | undefined): Icon {
  if (summary === undefined) return NO_RESULT;
  if (summary.kind === 'damaged') return DAMAGED;
  if (summary.state === 'running') return RUNNING;
  return summary.verdict === undefined ? NO_RESULT : VERDICT_ICONS[summary.verdict];
}

export function runWords({ folder, testId, name, summary }: RunNode, place: RunPlace, words: Words): RunWords {
  const label = place.by === 'test' ? words.short(name.startedAt) : testId;
  const where = place.isAmbiguous ? [words.folder(path.dirname(folder))] : [];
  const icon = iconOf(summary);
  const time = place.by === 'test' ? [] : [words.time(name.startedAt)];
  if (summary?.kind !== 'known') {
    const state = summary === undefined ? 'not read yet' : `damaged: ${summary.reason}`;
    const facts = [state, ...time, ...where];
    return {
      label,
      description: facts.join(' · '),
      spoken: `${testId}, ${words.dateAndTime(name.startedAt)}, ${facts.join(', ')}`,
      tooltip: `**${markdownText(testId)}**\n\n${markdownText(state)}\n\n${markdownText(words.folder(folder))}`,
      icon,
      context: 'run damaged',
    };
  }
  const outcome = outcomeWords(summary);
  const marks = marksOf(summary, place.isInBaseline);
  const { durationMs, environment, margin } = summary;
  const facts = [
    // What a reader must know stands where a narrow list does not cut it off.
    outcome,
    ...marks,
    ...time,
    ...(durationMs === undefined ? [] : [formatDuration(durationMs)]),
    ...(environment === undefined ? [] : [environment]),
    ...(margin === undefined ? [] : [marginWords(margin)]),
    ...where,
  ];
  return {
    label,
    description: facts.join(' · '),
    spoken: `${testId}, ${words.dateAndTime(name.startedAt)}, ${facts.join(', ')}`,
    tooltip: tooltipOf(summary, { outcome, marks, place: words.folder(folder), words }),
    icon,
    context: contextOf(summary, place.isInBaseline),
  };
}

export function groupWords(
  { of, runs }: GroupNode,
  isAmbiguous: boolean,
  words: GroupPlaceWords,
): Omit<RunWords, 'tooltip'> {
  const count = `${runs.length} ${runs.length === 1 ? 'run' : 'runs'}`;
  if (of.by === 'day') {
    const label = words.day(of.startedAt);
    return { label, description: count, spoken: `${label}, ${count}`, icon: { id: 'calendar' }, context: 'day' };
  }
  const summary = runs[0]?.summary;
  const last = summary === undefined ? [] : [`last: ${summary.kind === 'known' ? lastWords(summary) : 'damaged'}`];
  const where = isAmbiguous ? [words.folder(of.results)] : [];
  const facts = [count, ...last, ...where];
  return {
    label: of.testId,
    description: facts.join(' · '),
    spoken: `${of.testId}, ${facts.join(', ')}`,
    icon: iconOf(summary),
    context: 'test',
  };
}

export interface GroupPlaceWords {
  day(ms: number): string;
  folder(path: string): string;
}

/** `58 ms under limit`; a list has no room for which of its checks it is. */
function marginWords({ text }: Margin): string {
  return /(under|over)$/.test(text) ? `${text} limit` : text;
}

/** The verdict; for a run without a result, why it has none. */
export function outcomeWords({ verdict, state }: KnownRun): string {
  if (state === 'running') return 'running';
  if (verdict === undefined) return state === 'unknown' ? 'running or cut off' : 'cut off';
  return formatVerdict(verdict);
}

/** The outcome with what it is worth: a smoke run that passed is no test that passed. */
export function lastWords(summary: KnownRun): string {
  const marks = marksOf(summary, false);
  return marks.length === 0 ? outcomeWords(summary) : `${outcomeWords(summary)} (${marks.join(', ')})`;
}

function marksOf({ smoke, isImported, isStopped, state, verdict }: KnownRun, isInBaseline: boolean): string[] {
  return [
    ...(isInBaseline ? ['baseline'] : []),
    ...(smoke ? ['smoke'] : []),
    ...(isImported ? ['imported'] : []),
    ...(isStopped ? ['stopped by a guard'] : []),
    ...(state === 'cancelled' || state === 'failed' ? [state] : []),
    ...(state === 'interrupted' && verdict !== undefined ? ['cut off'] : []),
  ];
}

function contextOf(summary: KnownRun, isInBaseline: boolean): string {
  return [
    'run',
    mayBeWritten(summary) ? 'unfinished' : 'finished',
    ...(summary.mayBeBaseline ? ['reference'] : []),
    ...(isInBaseline ? ['baseline'] : []),
  ].join(' ');
}

function tooltipOf(
  { title, testId, runId, startedAt, durationMs, environment, tool, margin, checks }: KnownRun,
  { outcome, marks, place, words }: { outcome: string; marks: readonly string[]; place: string; words: Words },
): string {
  const rows: [string, string][] = [
    ['Verdict', [outcome, ...marks].join(', ')],
    ['Started', words.dateAndTime(startedAt)],
    ['Duration', durationMs === undefined ? 'not known' : formatDuration(durationMs)],
    ['Environment', environment ?? 'none'],
    ['Load generator', tool],
    ['Checks', String(checks)],
    ...(margin === undefined
      ? []
      : [['Nearest to its limit', `${margin.expression}: ${margin.text}`] as [string, string]]),
    ['Run', runId],
    ['Folder', place],
  ];
  const heading = `**${markdownText(title ?? testId)}**`;
  return [heading, ...rows.map(([name, value]) => `${name}: ${markdownText(value)}`)].join('\n\n');
}
