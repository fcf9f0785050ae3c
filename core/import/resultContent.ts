import type { SeriesSample } from '../run/aggregate.ts';
import type { MissingFigure } from '../run/runEvent.ts';
import type { RunnerEvent } from '../runners/adapter.ts';
import type { RunnerKind } from '../runners/runner.ts';

/** Every kind of file that can be imported: what it is called, and whose it is. */
export const RESULT_KINDS = {
  'k6-summary': { title: 'k6 summary', runner: 'k6' },
  'k6-points': { title: 'k6 sample file (NDJSON)', runner: 'k6' },
  'k6-rows': { title: 'k6 sample file (CSV)', runner: 'k6' },
  'artillery-report': { title: 'Artillery report', runner: 'artillery' },
  'wrk-text': { title: 'wrk report', runner: 'wrk' },
  'hey-text': { title: 'hey summary', runner: 'hey' },
  'hey-rows': { title: 'hey response list', runner: 'hey' },
  'coder-result': { title: 'coder scaletest result', runner: 'coder' },
} as const satisfies Record<string, { title: string; runner: RunnerKind }>;

export type ResultKind = keyof typeof RESULT_KINDS;

export function articleOf(title: string): string {
  return /^[AEIOU]/.test(title) ? 'an' : 'a';
}

/** Whether a file holds each single measurement, so that it is read line by line and all else follows from it. */
export function isSamples(kind: ResultKind): boolean {
  return kind === 'k6-points' || kind === 'k6-rows';
}

/** How the run ended, as far as its file tells. */
export type ContentEnd =
  | { kind: 'completed' }
  /** It was no run of the tool as it should be. */
  | { kind: 'failed'; message: string }
  /** The file tells only a part of the run. */
  | { kind: 'interrupted'; message: string };

/** What is known of the run that a file is imported as. */
export interface ImportedAs {
  testId: string;
  /** ms since the Unix epoch. */
  startedAt: number;
}

/** What a file of results holds. Nothing in it is guessed: what the file does not tell is absent. */
export interface ResultContent {
  kind: ResultKind;
  toolVersion?: string;
  target?: string;
  /** When the load began, where the file tells it. */
  startedAt?: number;
  durationMs?: number;
  /** What a reader of the result has to know. */
  notes: readonly string[];
  /** Why some figures are not in it, for checks of them. */
  missing: readonly MissingFigure[];
  tell: (run: ImportedAs, emit: (event: RunnerEvent) => void) => ContentEnd | Promise<ContentEnd>;
}

/** The figures of a whole run that is told as one. Without a duration nothing per second can be told. */
export function wholeRunEvents(
  { startedAt }: ImportedAs,
  durationMs: number | undefined,
  samples: SeriesSample[],
): RunnerEvent[] {
  const at = startedAt + (durationMs ?? 0);
  const frame = { second: 0, durationMs: durationMs ?? 0, stage: '', warmup: false, samples: [] };
  return [
    ...(durationMs !== undefined && durationMs > 0 ? [{ kind: 'frame' as const, at, frame }] : []),
    { kind: 'totals', at, samples },
  ];
}

/** What reading a text came to. */
export type Reading =
  | { kind: 'result'; content: ResultContent }
  /** It is of a known kind and cannot be used: why, in words. */
  | { kind: 'damaged'; reason: string }
  /** It is nothing that can be imported: why, in words. */
  | { kind: 'other'; reason: string };
