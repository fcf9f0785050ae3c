import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { messageOf, UserError } from '../errors.ts';
import type { RunEvent } from '../run/runEvent.ts';
import type { RunManifest } from '../run/runManifest.ts';
import type { RunResult } from '../run/runResult.ts';
import { AppendOnlyFile, type WriteBytes } from './runStore/appendOnlyFile.ts';
import { writeWhole } from './wholeFile.ts';

/** `20260131_235959` in UTC. */
export function runStamp(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 19).replaceAll('-', '').replaceAll(':', '').replace('T', '_');
}

/** Makes the folder of a new run: `<results>/<stamp>_<name>`, with `-2`, `-3` … when that exists. */
export function createRunFolder(results: string, name: string, atMs: number): string {
  try {
    makeResultsFolder(results);
    for (let attempt = 1; ; attempt++) {
      const folder = path.join(results, `${runStamp(atMs)}_${name}${attempt === 1 ? '' : `-${attempt}`}`);
      if (makeNewFolder(folder)) return folder;
    }
  } catch (error) {
    throw new UserError(`No run folder can be made in ${results}: ${messageOf(error)}. Choose another with --out.`);
  }
}

/** Results are large and personal; what is worth keeping under version control are baselines and reports. */
export function makeResultsFolder(results: string): void {
  mkdirSync(results, { recursive: true });
  const ignoreFile = path.join(results, '.gitignore');
  if (!existsSync(ignoreFile)) writeFileSync(ignoreFile, '*\n');
}

/** False when it exists already, perhaps since a moment ago: several runs may start in the same second. */
function makeNewFolder(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** The files of one run while it is written. Events are only ever appended; everything else is replaced whole. */
export class RunFolder {
  readonly id: string;
  private readonly events: AppendOnlyFile;
  private readonly log: AppendOnlyFile;

  constructor(
    readonly folder: string,
    write?: WriteBytes,
  ) {
    this.id = path.basename(folder);
    this.events = new AppendOnlyFile(this.file('events.ndjson'), write);
    this.log = new AppendOnlyFile(this.file('log.txt'), write);
  }

  file(name: string): string {
    return path.join(this.folder, name);
  }

  appendEvent(event: RunEvent): void {
    this.events.append(`${JSON.stringify(event)}\n`);
  }

  /** After the last event. Throws when events are missing on disk. */
  closeEvents(): void {
    this.events.close();
  }

  appendLog(line: string): void {
    this.log.append(`${line}\n`);
  }

  /** After the last line. Throws when lines are missing on disk. */
  closeLog(): void {
    this.log.close();
  }

  writeManifest(manifest: RunManifest): void {
    writeWhole(this.file('run.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  }

  writeResult(result: RunResult): void {
    writeWhole(this.file('result.json'), `${JSON.stringify(result, null, 2)}\n`);
  }

  writeReport(fileName: string, text: string): void {
    writeWhole(this.file(fileName), text);
  }
}
