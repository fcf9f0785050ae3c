import type { HttpJobStage } from '../../runners/http/httpJob.ts';
import { now } from './clock.ts';
import type { LoadProfile } from './profile.ts';
import { Recorder, type FailureTag } from './recorder.ts';
import { InFlight } from './inFlight.ts';
import type { Trust } from './trust.ts';

/** Different failures that are written to the log; later ones are only counted. */
const LOGGED_FAILURES = 50;

/** What all users of a run share. */
export class RunState {
  readonly recorder: Recorder;
  readonly inFlight = new InFlight();
  readonly timeoutMs: number;
  readonly keepsCookies: boolean;
  readonly trust: Trust;
  /** From `now()`. */
  readonly startedAt: number;
  private readonly blockedHosts: ReadonlySet<string>;
  private readonly profile: LoadProfile;
  private readonly log: (line: string) => void;
  private readonly reported = new Set<string>();

  constructor(options: {
    profile: LoadProfile;
    timeoutMs: number;
    keepsCookies: boolean;
    trust: Trust;
    startedAt: number;
    blockedHosts: readonly string[];
    /** Takes a warning for the run's log. */
    log: (line: string) => void;
  }) {
    this.profile = options.profile;
    this.timeoutMs = options.timeoutMs;
    this.keepsCookies = options.keepsCookies;
    this.trust = options.trust;
    this.startedAt = options.startedAt;
    this.blockedHosts = new Set(options.blockedHosts);
    this.log = options.log;
    this.recorder = new Recorder(() => Math.floor((now() - this.startedAt) / 1000));
  }

  /** Name of the stage at this time (from `now()`). */
  stageAt(time: number): string {
    return this.stageAtElapsed(time - this.startedAt).name;
  }

  /** The stage so many ms after the start of the load; the last one stays when the load is over. */
  stageAtElapsed(elapsedMs: number): HttpJobStage {
    return this.profile.stageAt(elapsedMs);
  }

  /** Whether no request may be sent to this host, which is in the form of `hostName`. */
  isBlocked(host: string): boolean {
    return this.blockedHosts.has(host);
  }

  /** Logs the first failure of each request and kind; of blocked hosts, the first of each host. */
  reportFailure(request: string, failure: FailureTag, message: string): void {
    const kind = 'error' in failure ? failure.error : failure.status;
    const key = kind === 'blocked' ? message : `${request}\n${kind}`;
    if (this.reported.has(key) || this.reported.size >= LOGGED_FAILURES) return;
    this.reported.add(key);
    this.log(`${request}: ${'error' in failure ? `${failure.error} (${message})` : message}`);
  }
}
