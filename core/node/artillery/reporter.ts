import { BroadcastChannel } from 'node:worker_threads';
import { artilleryGlobal, callMethod, listen, membersOf } from './artilleryGlobal.ts';
import { blockHosts } from './blockHosts.ts';
import { STOPPING_CHANNEL } from './stoppingChannel.ts';
import { tell } from './tell.ts';

/** In which the threads that send tell what they have measured since they last told it. */
const LAST_WORDS_MS = 100;

/** A reporter of Artillery's, in its main thread: tells phases, checks and the end, and stops the run when asked to. */
export default function createReporter(events: unknown): object {
  // Here, too, because `before` and `after` of a script send from this thread.
  blockHosts();
  const periods: unknown[] = [];
  listen(events, 'stats', (period) => periods.push(period));
  listen(events, 'phaseStarted', (phase) => tellPhase(phase, false));
  listen(events, 'phaseCompleted', (phase) => tellPhase(phase, true));
  listen(events, 'done', (report) => tell({ kind: 'done', counters: countersOf(report) }));
  listen(artilleryGlobal()['globalEvents'], 'checks', tellChecks);
  let isStopping = false;
  obeyInput(() => {
    if (isStopping) return;
    isStopping = true;
    const stopping = new BroadcastChannel(STOPPING_CHANNEL);
    stopping.postMessage('stop');
    stopping.close();
    setTimeout(() => stop(events, periods), LAST_WORDS_MS);
  });
  return {};
}

function tellPhase(phase: unknown, isOver: boolean): void {
  const { index, name, startTime, endTime } = membersOf(phase);
  const at = isOver ? endTime : startTime;
  if (typeof index !== 'number' || typeof at !== 'number') return;
  tell({ kind: 'phase', at, index, isOver, ...(typeof name === 'string' ? { name } : {}) });
}

function countersOf(report: unknown): Record<string, number> {
  const counters = Object.entries(membersOf(membersOf(report)['counters']));
  return Object.fromEntries(
    counters.flatMap(([name, value]) => (typeof value === 'number' && Number.isFinite(value) ? [[name, value]] : [])),
  );
}

function tellChecks(checks: unknown): void {
  if (!Array.isArray(checks)) return;
  const told = checks.map((check: unknown) => {
    const { original, strict, result } = membersOf(check);
    return { expression: String(original), isStrict: strict !== false, holds: result === 1 };
  });
  tell({ kind: 'checks', checks: told });
}

/** A line `stop` on standard input stops the run; so does its end, because then nobody watches the run any more. */
function obeyInput(onStop: () => void): void {
  let text = '';
  process.stdin.setEncoding('utf8');
  process.stdin.on('data', (chunk: string) => {
    text = (text + chunk).slice(-100);
    if (/(^|\n)stop\n/.test(text)) onStop();
  });
  process.stdin.once('end', onStop);
  process.stdin.on('error', onStop);
  callMethod(process.stdin, 'unref');
}

/** With a report of what was told so far, as at the end of a run; without, where nothing was told yet. */
function stop(events: unknown, periods: readonly unknown[]): void {
  const artillery = artilleryGlobal();
  try {
    const report = periods.length === 0 ? undefined : reportOf(artillery['__SSMS'], periods);
    if (report !== undefined) callMethod(events, 'emit', 'done', report);
  } finally {
    // Nothing happens where the report has already begun the end.
    callMethod(artillery, 'shutdown', { earlyStop: true, exitCode: 130 });
  }
}

function reportOf(store: unknown, periods: readonly unknown[]): Record<string, unknown> | undefined {
  const report = callMethod(store, 'pack', periods);
  if (typeof report !== 'object' || report === null) return undefined;
  const members = membersOf(report);
  const histograms = Object.entries(membersOf(members['histograms']));
  members['summaries'] = Object.fromEntries(
    histograms.map(([name, values]) => [name, callMethod(store, 'summarizeHistogram', values)]),
  );
  return members;
}
