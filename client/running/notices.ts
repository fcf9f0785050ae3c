import { assertNever } from '../../core/errors.ts';
import { runningTest } from '../../core/protocol/hostedTests.ts';
import type { HostItem } from '../../core/protocol/runHost.ts';
import type { FollowedHost } from './followedHost.ts';

/** What a person must not miss. With a folder there is a run to look at. */
export interface Notice {
  level: 'warning' | 'error';
  message: string;
  folder?: string | undefined;
}

type TellingHost = Pick<FollowedHost, 'place' | 'hosted' | 'isStopping' | 'lost'>;

/** Of an item that was just taken; undefined where it is no news. `since`: what is older was told before. */
export function noticeOfItem(host: TellingHost, item: HostItem, since: number): Notice | undefined {
  switch (item.kind) {
    case 'not-run': {
      // Who asked for the end knows that nothing more is sent.
      if (host.place.startedBy === 'elsewhere' || host.isStopping) return undefined;
      const test = host.hosted.tests.findLast((one) => one.kind === 'not-run' && one.testId === item.testId);
      const why = test?.kind === 'not-run' ? test.why.join(' ') : '';
      return { level: 'error', message: `${item.testId} was not run. ${why}`.trim() };
    }
    case 'event': {
      if (item.event.kind !== 'guard' || item.event.at < since) return undefined;
      const test = runningTest(host.hosted);
      const what = test?.testId ?? 'The run';
      return {
        level: 'warning',
        message: `${what} was stopped by a guard: ${item.event.message}`,
        folder: test?.folder,
      };
    }
    case 'run':
    case 'run-ended':
    case 'missing':
    case 'note':
    case 'stopping':
    case 'done':
    case 'later':
      return undefined;
    default:
      return assertNever(item);
  }
}

/** Of a host that is over; undefined for one that said so itself. */
export function noticeOfLoss(host: TellingHost): Notice | undefined {
  if (host.lost === undefined) return undefined;
  // Found on disk and over before a word of it came, as a host of this window is that ends while others are looked for.
  if (host.place.startedBy === 'elsewhere' && host.hosted.tests.length === 0) return undefined;
  const test = runningTest(host.hosted);
  const what = test?.testId ?? host.place.file;
  return {
    level: 'warning',
    message: `The run host of ${what} is gone, so its load has ended too: ${host.lost}. What was measured until then is kept.`,
    folder: test?.folder,
  };
}
