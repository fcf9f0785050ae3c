import { formatVerdict } from '../../core/format.ts';
import type { TestsAnswer } from '../../core/protocol/lsp.ts';
import type { Verdict } from '../../core/run/runResult.ts';
import type { FollowedHost } from '../running/followedHost.ts';
import { VERDICT_ICONS } from '../verdictIcons.ts';

type StoppableHost = Pick<FollowedHost, 'isStopping'>;
type PlacedTest = TestsAnswer['tests'][number];

/** What stands above a test or suite. `action` is what pressing it does. */
export interface LensText {
  title: string;
  tooltip: string;
  action: LensAction;
}

export type LensAction =
  | { kind: 'run' | 'smoke' | 'dry-run' | 'run-failed'; test: Pick<PlacedTest, 'id' | 'kind'> }
  | { kind: 'stop'; host: StoppableHost }
  | { kind: 'open'; folder: string }
  /** It only tells. */
  | { kind: 'none' };

/** The newest run of a test or suite, as far as its lens tells it. */
export interface LastVerdict {
  /** Of the run that is opened: of a suite, that of its worst member. Absent where there is none to open. */
  folder?: string;
  /** Of a suite: the test whose run is opened. */
  member?: string;
  /** Absent for a run without a result. */
  verdict?: Verdict;
  isSmoke: boolean;
  /** In words of the reader's locale. */
  when: string;
}

export interface LensSituation {
  mayRun: boolean;
  /** The host that runs it now. */
  host: StoppableHost | undefined;
  last: LastVerdict | undefined;
}

/** Above each test: what can be done with it, or that it goes on, and what became of it when it was last run. */
export function lensesOf(test: Pick<PlacedTest, 'id' | 'kind'>, { mayRun, host, last }: LensSituation): LensText[] {
  const what = `${test.kind} ${test.id}`;
  if (host !== undefined) {
    const action: LensAction = { kind: 'stop', host };
    return [
      host.isStopping
        ? { title: '$(loading~spin) Stopping…', tooltip: `What ${what} has measured is kept`, action }
        : { title: '$(debug-stop) Stop', tooltip: `Stop ${what} and keep what was measured`, action },
    ];
  }
  const lenses: LensText[] = [];
  if (mayRun) {
    lenses.push({ title: '$(play) Run', tooltip: `Run ${what}`, action: { kind: 'run', test } });
    lenses.push({
      title: 'Smoke',
      tooltip: `Try ${what} with one user and one pass; only errors are judged`,
      action: { kind: 'smoke', test },
    });
    lenses.push({
      title: 'Dry Run',
      tooltip: `Show what ${what} would start, and send nothing`,
      action: { kind: 'dry-run', test },
    });
    if (test.kind === 'suite') {
      lenses.push({
        title: 'Run Failed',
        tooltip: `Run only those tests of ${what} that did not pass when they were last run in it`,
        action: { kind: 'run-failed', test },
      });
    }
  }
  if (last !== undefined) lenses.push(lastLens(last));
  return lenses;
}

function lastLens({ folder, member, verdict, isSmoke, when }: LastVerdict): LensText {
  const words =
    verdict === undefined ? '$(circle-outline) no result' : `${VERDICT_ICONS[verdict]} ${formatVerdict(verdict)}`;
  return {
    title: isSmoke ? `${words} (smoke)` : words,
    tooltip: `The last run, of ${when}. ${whatOpens(folder, member)}`,
    action: folder === undefined ? { kind: 'none' } : { kind: 'open', folder },
  };
}

function whatOpens(folder: string | undefined, member: string | undefined): string {
  if (folder === undefined) return 'There is no run of it to open';
  return member === undefined ? 'Press to open it' : `Press to open that of ${member}, which came out worst`;
}
