import path from 'node:path';
import { messageOf, UserError } from '../core/errors.ts';
import { killAllGroups } from '../core/node/processGroup.ts';
import { describeHost, takeLease, type HostLease, type LeaseAnswer } from '../core/node/runHost/hostLease.ts';
import { RunHost } from '../core/node/runHost/runHost.ts';
import { runtimeFolder } from '../core/node/runHost/runtimeFolder.ts';
import type { LiveRun } from '../core/node/runRequest.ts';
import { startWatcher, WATCHER_BUNDLE } from '../core/node/watcher/watcher.ts';
import { RUN_HOST_PROTOCOL, type Serving } from '../core/protocol/runHost.ts';
import type { RunEvent } from '../core/run/runEvent.ts';
import { readChoiceOption } from './arguments.ts';
import { BUNDLE_FOLDER } from './bundleFolder.ts';
import { EXIT, type ExitCode } from './exitCodes.ts';
import { untilInterrupted, type Interruptible } from './interrupt.ts';
import { NeedError } from './needError.ts';
import type { Output } from './output.ts';
import { HEADROOM_VERSION } from './version.ts';

export interface ServeOptions {
  graceMs: number;
  whenLeft: 'stop' | 'continue';
}

export interface SessionRequest {
  /** What load is sent to; none for a run that neither disturbs another nor is disturbed by one. */
  targets: readonly string[];
  plan: string;
  /** Ids. */
  suites: readonly string[];
  results: string;
  /** Ids, in the order in which they are run. */
  tests: string[];
  isParallel: boolean;
  /** Absent: nobody can attach. */
  serve?: ServeOptions;
}

/** What surrounds the runs of one command. */
export interface RunSession {
  /** With `--serve` it leads to the clients. */
  output: Output;
  /** Aborted when the runs are to stop. */
  signal: AbortSignal;
  host?: RunHost;
  /** What a reader of any of the results has to know. */
  notes: readonly string[];
  /** To be called for every event, in order. */
  tell: (event: RunEvent, live: LiveRun) => void;
}

const DEFAULT_GRACE_SECONDS = 30;
const LONGEST_GRACE_SECONDS = 7 * 24 * 3600;

/** Undefined without `--serve`. Throws a `UserError` for options that do not go together. */
export function readServeOptions(values: {
  serve?: boolean;
  grace?: string;
  'when-left'?: string;
  format?: string;
}): ServeOptions | undefined {
  if (values.serve !== true) {
    const lone = (['grace', 'when-left'] as const).find((name) => values[name] !== undefined);
    if (lone !== undefined) throw new UserError(`--${lone} only has a meaning together with --serve.`);
    return undefined;
  }
  if (values.format !== undefined)
    throw new UserError('--serve tells everything over its socket. Leave --format out, or run without --serve.');
  const whenLeft = readChoiceOption('when-left', values['when-left'], ['stop', 'continue']);
  const seconds = values.grace === undefined ? DEFAULT_GRACE_SECONDS : Number(values.grace.trim() || NaN);
  if (!(seconds >= 0 && seconds <= LONGEST_GRACE_SECONDS))
    throw new UserError(`--grace is a number of seconds up to ${LONGEST_GRACE_SECONDS}, not ${String(values.grace)}.`);
  return { graceMs: seconds * 1000, whenLeft };
}

/**
 * Does the work with everything around it: no other run on the same target, a watcher, and a host for clients if one is
 * wanted. All of it is gone afterwards, whatever happens.
 */
export async function inRunSession(
  request: SessionRequest,
  output: Output,
  work: (session: RunSession) => Promise<ExitCode>,
): Promise<ExitCode> {
  const lease = await leaseFor(request, output);
  try {
    return await untilInterrupted(output, async (interruptible) => {
      const watcher = startWatcher(path.join(BUNDLE_FOLDER, WATCHER_BUNDLE), (message) =>
        output.err(
          `The watcher is gone (${message}): should this command be killed, the tools that it started may go on.`,
        ),
      );
      try {
        return await servedOrNot(request, lease, output, interruptible, work);
      } finally {
        watcher.close();
      }
    });
  } finally {
    lease?.release();
  }
}

/** Undefined where no lease can be had; then only `--serve` is impossible. */
async function leaseFor(request: SessionRequest, output: Output): Promise<HostLease | undefined> {
  const { serve, ...rest } = request;
  const isServing = serve !== undefined;
  let answer: LeaseAnswer;
  try {
    answer = await takeLease({ folder: runtimeFolder(), isServing, ...rest });
  } catch (error) {
    if (isServing) throw error instanceof UserError ? error : new UserError(messageOf(error));
    output.err(`Whether another run sends load to the same target is not known: ${messageOf(error)}`);
    return undefined;
  }
  if (answer.kind === 'refused') throw new NeedError(answer.message, { what: 'parallel', why: answer.message });
  return answer.lease;
}

async function servedOrNot(
  { tests, results, serve }: SessionRequest,
  lease: HostLease | undefined,
  output: Output,
  { signal, stop }: Interruptible,
  work: (session: RunSession) => Promise<ExitCode>,
): Promise<ExitCode> {
  const tell: RunSession['tell'] = (event, { folder }) => {
    if (event.kind === 'started') lease?.running({ testId: event.testId, folder });
  };
  const notes = (lease?.beside ?? []).map(
    (other) => `another run sent load to the same target: ${describeHost(other)}`,
  );
  const { socket } = lease ?? {};
  if (serve === undefined || socket === undefined) return work({ output, signal, notes, tell });

  const host = await RunHost.open({ ...serve, socket, version: HEADROOM_VERSION, stop, kill: killAllGroups });
  signal.addEventListener('abort', () => host.tellStopping('it was interrupted'), { once: true });
  const serving: Serving = { kind: 'serving', protocol: RUN_HOST_PROTOCOL, socket, pid: process.pid, results, tests };
  output.out(JSON.stringify(serving));
  let code: ExitCode = EXIT.invalid;
  try {
    code = await work({
      output: toClients(host, output),
      signal,
      host,
      notes,
      tell: (event, live) => {
        tell(event, live);
        host.takeEvent(event, live);
      },
    });
    return code;
  } finally {
    await host.close(signal.aborted ? EXIT.cancelled : code);
  }
}

/**
 * What the command has to say goes to the clients. Nothing more is written to standard output: whoever started the host
 * may not read it, and writing to a full pipe would hold up the run.
 */
function toClients(host: RunHost, output: Output): Output {
  const note = (line: string): void => host.note(line);
  return { ...output, out: note, err: note, raw: () => undefined, isTerminal: false, hasColours: false };
}
