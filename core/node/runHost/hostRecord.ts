import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';

const startedProcess = z.object({ pid: z.number().int().min(2), start: z.string() });

/**
 * What a running command says of itself in the runtime folder: so that nobody runs beside it on the same target, that
 * clients find it, and that whoever comes next can tidy up after it.
 */
const hostRecordSchema = z.object({
  version: z.literal(1),
  /** As in `run.json`: process ids are used again, start times tell them apart, on one machine. */
  process: z.object({ pid: z.number().int().positive(), start: z.string().optional(), host: z.string() }),
  /** In the environment of everything that it started, see `STARTED_BY`. */
  mark: z.string().min(1).optional(),
  /** ms since the Unix epoch. */
  startedAt: z.number(),
  /** What load is sent to, see `loadTargets`. */
  targets: z.array(z.string()),
  plan: z.string(),
  /** Ids of the suites that were asked for. */
  suites: z.array(z.string()).optional(),
  results: z.string(),
  /** With `--serve`: where clients attach. */
  socket: z.string().optional(),
  /** The run that goes on now. */
  run: z.object({ testId: z.string(), folder: z.string() }).optional(),
  /** Leaders of the process groups that were started and have not ended. */
  groups: z.array(startedProcess),
});

export type HostRecord = z.infer<typeof hostRecordSchema>;

export interface StoredRecord {
  file: string;
  record: HostRecord;
}

const RECORD_NAME = /^host-\d+-[0-9a-f]{12}\.json$/;
const UNFINISHED_NAME = /^host-(\d+)-[0-9a-f]{12}\.json\.part$/;

/** `host-<pid>-<random>`, at most 24 characters: no two processes ever write the same file. */
export function newHostName(): string {
  return `host-${process.pid}-${randomBytes(6).toString('hex')}`;
}

/**
 * Replaced whole, so that no reader meets half of it. Not forced to the disk as results are: it means nothing once the
 * machine has gone down, and it is written while load is sent.
 */
export function writeRecord(file: string, record: HostRecord): void {
  const unfinished = `${file}.part`;
  writeFileSync(unfinished, JSON.stringify(record), { mode: 0o600 });
  renameSync(unfinished, file);
}

/** Every record of the folder. What another version wrote is left to that version. */
export function readRecords(folder: string): StoredRecord[] {
  return namesIn(folder)
    .filter((name) => RECORD_NAME.test(name))
    .flatMap((name) => {
      const file = path.join(folder, name);
      const record = readRecord(file);
      return record === undefined ? [] : [{ file, record }];
    });
}

/** Files that a process was killed over while it wrote them, with that process. */
export function unfinishedRecords(folder: string): { file: string; pid: number }[] {
  return namesIn(folder).flatMap((name) => {
    const [, pid] = UNFINISHED_NAME.exec(name) ?? [];
    return pid === undefined ? [] : [{ file: path.join(folder, name), pid: Number(pid) }];
  });
}

export function removeFile(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // A file that cannot be removed is found again by the next one who looks.
  }
}

function readRecord(file: string): HostRecord | undefined {
  try {
    return hostRecordSchema.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data;
  } catch {
    return undefined;
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
