import { formatClock } from '../../core/format.ts';
import { runningTest, type HostedTests } from '../../core/protocol/hostedTests.ts';

/** A host as the status bar tells it. */
export interface ShownHost {
  hosted: HostedTests;
  isStopping: boolean;
  /** ms since the Unix epoch; absent while nothing has been sent. */
  runStartedAt: number | undefined;
}

/** `search 1:05`, or how many runs there are. Undefined when nothing runs. */
export function runningText(hosts: readonly ShownHost[], now: number): string | undefined {
  const [first, ...others] = hosts;
  if (first === undefined) return undefined;
  if (others.length > 0) return `$(sync~spin) ${hosts.length} runs`;
  const test = runningTest(first.hosted);
  const name = test?.testId ?? first.hosted.tests.find(({ kind }) => kind === 'waiting')?.testId ?? 'Headroom';
  if (first.isStopping) return `$(sync~spin) ${name} stopping`;
  if (test === undefined || first.runStartedAt === undefined) return `$(sync~spin) ${name} starting`;
  return `$(sync~spin) ${name} ${formatClock(Math.max(0, Math.floor((now - first.runStartedAt) / 1000)))}`;
}

/** For ears: without icons, and without a clock that would be read aloud each second. */
export function runningLabel(hosts: readonly ShownHost[]): string {
  const names = hosts.flatMap(({ hosted }) => runningTest(hosted)?.testId ?? []);
  return names.length === 0 ? 'Headroom: a run is starting or ending' : `Headroom: ${names.join(', ')} running`;
}
