import { hostname } from 'node:os';
import path from 'node:path';
import { watchGroups } from '../processGroup.ts';
import { processStart } from '../runStore/processStart.ts';
import { OWN_MARK } from '../startedBy.ts';
import { newHostName, removeFile, writeRecord, type HostRecord, type StoredRecord } from './hostRecord.ts';
import { reapDeadHosts } from './reap.ts';

export interface LeaseRequest {
  /** See `runtimeFolder`. */
  folder: string;
  targets: readonly string[];
  plan: string;
  /** Ids. */
  suites: readonly string[];
  results: string;
  /** Whether clients can attach. */
  isServing: boolean;
  /** Runs beside others on the same target are wanted. */
  isParallel: boolean;
}

/** This command's record while it runs. */
export class HostLease {
  private readonly forget: () => void;
  private isReleased = false;

  constructor(
    private readonly file: string,
    private record: HostRecord,
    /** Runs on the same target that go on as well; none but with `isParallel`. */
    readonly beside: readonly HostRecord[],
  ) {
    this.forget = watchGroups({
      onStarted: (pid) => void this.noteGroup(pid),
      onEnded: (pid) => {
        if (this.record.groups.some((group) => group.pid === pid))
          this.update({ groups: this.record.groups.filter((group) => group.pid !== pid) });
      },
    });
  }

  /** Path of the socket, or name of the pipe on Windows. Undefined when clients cannot attach. */
  get socket(): string | undefined {
    return this.record.socket;
  }

  running(run: { testId: string; folder: string }): void {
    this.update({ run });
  }

  release(): void {
    this.isReleased = true;
    this.forget();
    removeFile(this.file);
  }

  private async noteGroup(pid: number): Promise<void> {
    const there = await processStart(pid);
    // One that has ended meanwhile was never noted, and is no more of interest.
    if (there.kind === 'found') this.update({ groups: [...this.record.groups, { pid, start: there.start }] });
  }

  private update(change: Partial<HostRecord>): void {
    if (this.isReleased) return;
    this.record = { ...this.record, ...change };
    try {
      writeRecord(this.file, this.record);
    } catch {
      // The folder may be taken away when its user logs out everywhere. A run does not end for that.
    }
  }
}

/** `refused`: another run on the same target goes on, in words. */
export type LeaseAnswer = { kind: 'taken'; lease: HostLease } | { kind: 'refused'; message: string };

/**
 * Tidies up after dead hosts, and notes that this process runs load on these targets, unless another one does so
 * already. Rejects when the folder cannot be written. Every process writes a file of its own and looks at the others' afterwards: two that
 * start at the same moment may both be refused, but never both be let through.
 */
export async function takeLease(request: LeaseRequest): Promise<LeaseAnswer> {
  const { folder, targets, plan, suites, results, isServing, isParallel } = request;
  const name = newHostName();
  const file = path.join(folder, `${name}.json`);
  const own = await processStart(process.pid);
  const record: HostRecord = {
    version: 1,
    process: { pid: process.pid, start: own.kind === 'found' ? own.start : undefined, host: hostname() },
    mark: OWN_MARK,
    startedAt: Date.now(),
    targets: [...targets],
    plan,
    suites: [...suites],
    results,
    socket: isServing ? socketAddress(folder, name) : undefined,
    groups: [],
  };
  writeRecord(file, record);
  const beside = sharingTargets(await reapDeadHosts(folder), file, targets);
  const [other] = beside;
  if (other !== undefined && !isParallel) {
    removeFile(file);
    return { kind: 'refused', message: refusal(other, targets) };
  }
  return { kind: 'taken', lease: new HostLease(file, record, beside) };
}

function socketAddress(folder: string, name: string): string {
  return process.platform === 'win32' ? `\\\\.\\pipe\\headroom-${name}` : path.join(folder, `${name}.sock`);
}

function sharingTargets(alive: readonly StoredRecord[], ownFile: string, targets: readonly string[]): HostRecord[] {
  return alive
    .filter(({ file, record }) => file !== ownFile && record.targets.some((target) => targets.includes(target)))
    .map(({ record }) => record);
}

function refusal(other: HostRecord, targets: readonly string[]): string {
  const target = other.targets.find((candidate) => targets.includes(candidate)) ?? '';
  return `Another run sends load to ${target} already: ${describeHost(other)}. Wait until it has ended or stop it; with --parallel both run, and disturb each other's figures.`;
}

export function describeHost({ run, plan, process: { pid } }: HostRecord): string {
  return run === undefined ? `of ${plan} (process ${pid})` : `${run.testId} in ${run.folder} (process ${pid})`;
}
