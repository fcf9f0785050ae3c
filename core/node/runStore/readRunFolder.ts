import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { messageOf, UserError } from '../../errors.ts';
import { NO_CHECKS } from '../../run/explain.ts';
import { foldRun, runResult, startRun, type RunFold } from '../../run/foldRun.ts';
import type { RunEvent } from '../../run/runEvent.ts';
import { contradiction } from '../../run/contradiction.ts';
import { runManifestSchema, type RunManifest } from '../../run/runManifest.ts';
import type { RunResult } from '../../run/runResult.ts';
import { runResultSchema } from '../../run/runResultSchema.ts';
import { restoreSetup } from '../../run/setupRecord.ts';
import { endsFinished } from './endsFinished.ts';
import { livenessOf, type Liveness } from './liveness.ts';
import { readEventFile, type EventFileReading } from './readEventFile.ts';
import { complaint, readStoredFile } from './readStoredFile.ts';

/** A run as its folder tells it, whatever is missing there. */
export interface StoredRun {
  folder: string;
  runId: string;
  /** With the state that the run really has; undefined when `run.json` cannot be read. */
  manifest?: RunManifest;
  result: RunResult;
  /** Where the result is from: written at the end of the run, or made again from its events. */
  resultFrom: 'result.json' | 'events.ndjson';
  /** Everything measured, as far as it is there. Only when `onEvent` was given, or when needed for the result. */
  fold?: RunFold;
  /** Whether the process that writes it is still there. */
  writer: Liveness;
  /** What was missing or damaged, in words. */
  notes: string[];
}

export interface ReadOptions {
  /** Given every whole event in order, after the fold had it. Without it the events are read only when needed. */
  onEvent?: (event: RunEvent, fold: RunFold) => void;
}

/** What was named is not the folder of a run. */
export class NoRunFolder extends UserError {
  /** The text without its remedy, which is one of the command line. */
  readonly problem: string;

  constructor(problem: string) {
    super(`${problem} \`headroom runs\` lists the runs.`);
    this.problem = problem;
  }
}

const WITHOUT_RUN_JSON = 'what the run is judged by is not known, because it stands in run.json';

/**
 * Opens the folder of a run, also one that was cut off at any byte of any file. `result.json` is believed when it is
 * whole and does not contradict `run.json`; otherwise the events are judged again by what `run.json` recorded. A run
 * that lacks events never passes by them. Throws `NoRunFolder`.
 */
export async function readRunFolder(folder: string, options: ReadOptions = {}): Promise<StoredRun> {
  refuseOtherFolders(folder);
  const notes = leftovers(folder);
  const note = (text: string | undefined): void => {
    if (text !== undefined) notes.push(text);
  };
  // First, because a run that goes on writes its result before this, and reading must not fall in between.
  const ownFile = readStoredFile(folder, 'run.json', runManifestSchema);
  const resultFile = readStoredFile(folder, 'result.json', runResultSchema);
  note(complaint('run.json', ownFile));
  const manifest = ownFile.kind === 'whole' ? ownFile.value : undefined;
  const writer =
    manifest === undefined ? 'unknown' : manifest.state === 'running' ? await livenessOf(manifest.process) : 'gone';

  const against = resultFile.kind === 'whole' ? contradiction(resultFile.value, manifest) : undefined;
  if (against !== undefined) note(`result.json is left aside: ${against}`);
  const written = resultFile.kind === 'whole' && against === undefined ? resultFile.value : undefined;
  const isWanted = written === undefined || options.onEvent !== undefined;
  const events = isWanted ? await foldEvents(folder, manifest, options.onEvent) : undefined;
  for (const text of events?.notes ?? []) note(text);

  const base = { folder, writer, notes, ...(events && { fold: events.fold }) };
  if (written !== undefined) {
    if (!endsFinished(path.join(folder, 'events.ndjson')))
      note('events.ndjson does not reach the end of the run; its result is whole, what is drawn from events is not');
    return { ...base, ...identity(folder, written, manifest), resultFrom: 'result.json' };
  }
  const result = resultOfEvents(events, manifest, writer);
  if (result.state !== 'running') note(complaint('result.json', resultFile));
  if (writer === 'unknown' && result.state === 'interrupted')
    note(
      `whether the run still goes on cannot be told here${manifest?.process.host ? `, only on ${manifest.process.host}` : ''}`,
    );
  return { ...base, ...identity(folder, result, manifest), resultFrom: 'events.ndjson' };
}

interface FoldedEvents {
  fold: RunFold;
  notes: string[];
  /** Something between the first and the last event is missing. */
  hasGap: boolean;
  /** Events of which something was left out because only a later version knows it. */
  leftOut: number;
}

async function foldEvents(
  folder: string,
  manifest: RunManifest | undefined,
  onEvent?: (event: RunEvent, fold: RunFold) => void,
): Promise<FoldedEvents> {
  const record = manifest?.judgedBy;
  const { setup, problems } = record ? restoreSetup(record) : { setup: { checks: [], guards: [] }, problems: [] };
  const fold = startRun(setup);
  const file = path.join(folder, 'events.ndjson');
  if (!existsSync(file)) return { fold, notes: [...problems, 'events.ndjson is missing'], hasGap: false, leftOut: 0 };
  let reading: EventFileReading;
  try {
    reading = await readEventFile(file, (event) => {
      foldRun(fold, event);
      onEvent?.(event, fold);
    });
  } catch (error) {
    // The system has a code for what it refuses; anything else is a defect of ours.
    if (!(error instanceof Error && 'code' in error)) throw error;
    return {
      fold,
      notes: [...problems, `events.ndjson cannot be read: ${messageOf(error)}`],
      hasGap: true,
      leftOut: 0,
    };
  }
  const leftOut = [...reading.later.values()].reduce((sum, count) => sum + count, 0);
  return { fold, notes: [...problems, ...notesOn(reading)], hasGap: reading.damagedLines > 0, leftOut };
}

function notesOn({ events, damagedLines, tornBytes, later }: EventFileReading): string[] {
  return [
    ...(events === 0 ? ['events.ndjson holds no event'] : []),
    ...(damagedLines > 0
      ? [`${damagedLines} ${damagedLines === 1 ? 'line' : 'lines'} inside events.ndjson damaged`]
      : []),
    ...(tornBytes > 0 ? [`the last ${tornBytes} bytes of events.ndjson are no whole event`] : []),
    ...[...later].map(
      ([what, count]) => `events.ndjson holds ${what}, which this version does not know; left out of ${count} events`,
    ),
  ];
}

function resultOfEvents(
  events: FoldedEvents | undefined,
  manifest: RunManifest | undefined,
  writer: Liveness,
): RunResult {
  const { fold, hasGap, leftOut } = events ?? { fold: startRun({ checks: [], guards: [] }), hasGap: false, leftOut: 0 };
  const told = runResult(fold, ifUnfinished(writer));
  const known = manifest?.judgedBy ? told : withoutKnownChecks(told);
  const result = leftOut > 0 ? withoutPlainPass(known, leftOut) : known;
  return hasGap ? withoutPass(result, 'a part of the events is damaged') : result;
}

function ifUnfinished(writer: Liveness): 'running' | 'interrupted' | 'unknown' {
  switch (writer) {
    case 'alive':
      return 'running';
    case 'gone':
      return 'interrupted';
    case 'unknown':
      return 'unknown';
  }
}

function withoutKnownChecks(result: RunResult): RunResult {
  const reasons = result.reasons.filter((reason) => reason !== NO_CHECKS);
  return { ...result, reasons: [...reasons, WITHOUT_RUN_JSON] };
}

/** A later version may know of these events something that does not pass. */
function withoutPlainPass(result: RunResult, leftOut: number): RunResult {
  const events = leftOut === 1 ? '1 event was' : `${leftOut} events were`;
  const reason = `${events} not understood in full, because a later version of Headroom wrote them: open the run with that version`;
  return {
    ...result,
    verdict: result.verdict === 'pass' ? 'warn' : result.verdict,
    reasons: [...result.reasons, reason],
  };
}

/** What is missing may be what failed. */
function withoutPass(result: RunResult, reason: string): RunResult {
  const isGood = (verdict: string): boolean => verdict === 'pass' || verdict === 'warn';
  return {
    ...result,
    verdict: isGood(result.verdict) ? 'no-data' : result.verdict,
    reasons: [...result.reasons, reason],
    checks: result.checks.map((check) =>
      isGood(check.verdict) ? { ...check, verdict: 'no-data', notes: [reason, ...check.notes] } : check,
    ),
  };
}

function identity(
  folder: string,
  result: RunResult,
  manifest: RunManifest | undefined,
): Pick<StoredRun, 'runId' | 'manifest' | 'result'> {
  const runId = manifest?.runId ?? (result.runId || path.basename(folder));
  const testId = manifest?.testId ?? result.testId;
  return {
    runId,
    result: { ...result, runId, testId },
    ...(manifest && { manifest: { ...manifest, state: result.state } }),
  };
}

function refuseOtherFolders(folder: string): void {
  if (!existsSync(folder)) throw new NoRunFolder(`There is no folder ${folder}.`);
  if (!statSync(folder).isDirectory()) throw new NoRunFolder(`${folder} is a file, not the folder of a run.`);
  const isRun = ['run.json', 'events.ndjson', 'result.json'].some((name) => existsSync(path.join(folder, name)));
  if (!isRun) throw new NoRunFolder(`${folder} is no run folder: it has no run.json.`);
}

function leftovers(folder: string): string[] {
  const parts = readdirSync(folder).filter((name) => name.endsWith('.part'));
  return parts.map((name) => `${name} is left of a write that was cut off`);
}
