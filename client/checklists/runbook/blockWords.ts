import type { StepRecord } from '../../../core/checklist/sidecar/sidecar.ts';
import { formatDuration } from '../../../core/format.ts';

/** What stands above a block. `action` is what pressing it does. */
export interface BlockLens {
  title: string;
  tooltip: string;
  action: 'terminal' | 'step' | 'stop' | 'output';
}

export interface BlockSituation {
  /** Its heading. */
  title: string;
  isRunning: boolean;
  isStopping: boolean;
  last?: StepRecord;
  isChanged: boolean;
  now: number;
}

export function lensesOfBlock({ title, isRunning, isStopping, last, isChanged, now }: BlockSituation): BlockLens[] {
  if (isRunning) {
    return [
      {
        title: isStopping ? '$(loading~spin) Stopping…' : '$(debug-stop) Stop',
        tooltip: `Stop the step "${title}" with all that it has started`,
        action: 'stop',
      },
      { title: '$(loading~spin) running', tooltip: 'Show what it prints', action: 'output' },
    ];
  }
  const lenses: BlockLens[] = [
    {
      title: '$(terminal) Run in Terminal',
      tooltip: `Hand the commands to the terminal "${terminalName(title)}"`,
      action: 'terminal',
    },
    {
      title: '$(play) Run as Step',
      tooltip: 'Run the commands up to the first that fails, and keep output, exit code and time as evidence',
      action: 'step',
    },
  ];
  if (last !== undefined) {
    lenses.push({
      title: [outcomeWords(last), formatDuration(rounded(last.durationMs)), agoWords(now - Date.parse(last.ranAt))]
        .concat(isChanged ? ['changed since it ran'] : [])
        .join(' · '),
      tooltip: `${outcomeSentence(last)} Press to see what it printed`,
      action: 'output',
    });
  }
  return lenses;
}

export function terminalName(title: string): string {
  return `Headroom: ${title}`;
}

export function outcomeWords({ exitCode, isCancelled, failure }: StepRecord): string {
  if (isCancelled === true) return '$(circle-slash) cancelled';
  if (exitCode === null) return `$(error) ${failure ?? 'no exit code'}`;
  return exitCode === 0 ? '$(pass) exit 0' : `$(error) exit ${exitCode}`;
}

function outcomeSentence({ ranAt, environment }: StepRecord): string {
  const when = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' }).format(
    Date.parse(ranAt),
  );
  return `Last run as a step on ${when}${environment === undefined ? '' : `, with the environment ${environment}`}.`;
}

/** Tenths of a second are nothing that anybody reads above a block. */
function rounded(ms: number): number {
  return ms < 1000 ? ms : Math.round(ms / 1000) * 1000;
}

const AGO: readonly (readonly [unitMs: number, unit: string])[] = [
  [24 * 60 * 60_000, 'd'],
  [60 * 60_000, 'h'],
  [60_000, 'min'],
];

export function agoWords(ms: number): string {
  const found = AGO.find(([unitMs]) => ms >= unitMs);
  return found === undefined ? 'just now' : `${Math.floor(ms / found[0])} ${found[1]} ago`;
}
