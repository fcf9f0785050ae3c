import { failureOf } from '../runners/coder/failureOf.ts';
import { figuresOf } from '../runners/coder/figures.ts';
import type { ScaletestResult } from '../runners/coder/result.ts';
import { wholeRunEvents, type ContentEnd, type ResultContent } from './resultContent.ts';

/** What the harness of `coder exp scaletest` calls the runs of each command. */
const COMMAND_OF_TEST: readonly (readonly [testName: RegExp, command: string])[] = [
  [/^workspacebuild$/, 'create-workspaces'],
  [/^workspace-traffic$/, 'workspace-traffic'],
  [/^dashboard$/, 'dashboard'],
  [/^workspaceupdates/, 'workspace-updates'],
  [/^autostart$/, 'autostart'],
  [/^notifications/, 'notifications'],
  [/^prebuilds$/, 'prebuilds'],
  [/^dynamic-parameters$/, 'dynamic-parameters'],
  [/^createusers/, 'create-users'],
  [/^bridge/, 'bridge'],
  [/^chat$/, 'chat'],
];
const UNKNOWN_COMMAND = 'the scale test';

/** A result of a scale test in one of its dialects, as `ResultFinder` found it in a file. */
export function coderContent(result: ScaletestResult): ResultContent {
  const { runs = [], elapsedMs, dialect, faults } = result;
  const starts = runs.flatMap(({ startedAt }) => startedAt ?? []);
  const command = commandOf(result);
  return {
    kind: 'coder-result',
    startedAt: starts.length === 0 ? undefined : starts.reduce((first, at) => Math.min(first, at)),
    durationMs: elapsedMs,
    notes: [
      ...(dialect === 'documents' ? ['the result has the form of a runbook, which no command of coder writes'] : []),
      ...(dialect === 'coder'
        ? ['how long each run was to last is not in the file, so runs that did nothing may count as passed']
        : []),
      ...faults.map((fault) => `the result is incomplete: ${fault}`),
    ],
    missing: [],
    tell: (run, emit) => {
      for (const event of wholeRunEvents(run, elapsedMs, figuresOf({ command, result, ioErrors: undefined })))
        emit(event);
      return endOf(command, result);
    },
  };
}

function commandOf({ runs = [] }: ScaletestResult): string {
  const names = new Set(runs.map(({ testName, id }) => testName ?? id.split('/')[0] ?? ''));
  const [name] = names;
  const found = COMMAND_OF_TEST.find(([pattern]) => name !== undefined && pattern.test(name));
  return names.size === 1 && found !== undefined ? found[1] : UNKNOWN_COMMAND;
}

/** How coder itself ended is not in its result; where runs failed it says so by its counts. */
function endOf(command: string, result: ScaletestResult): ContentEnd {
  const failure = failureOf({
    exit: { kind: 'exited', code: 0, signal: null },
    ...{ command, result, hasResultFile: true, hasSeveralResults: false, errorLines: [], couldNotCleanUp: undefined },
    ...{ expectedRunMs: undefined, bytesSent: undefined },
  });
  return failure === undefined ? { kind: 'completed' } : { kind: 'failed', message: failure };
}
