import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { AppendOnlyFile } from '../runStore/appendOnlyFile.ts';

/** Characters of each output stream that are kept of a run. */
const MOST_CHARACTERS = 10 * 1024 * 1024;

/** `raw/` of a run folder: what the tool printed, bounded and without secrets, beside the files that it wrote itself. */
export class RawOutput {
  private readonly files = new Map<string, { file: AppendOnlyFile; left: number }>();

  constructor(
    private readonly folder: string,
    private readonly redact: (text: string) => string,
  ) {}

  /** The processes of a run that has several write into files with their number. Throws when the disk is full. */
  add(process: number, stream: 'stdout' | 'stderr', line: string): void {
    const name = `${stream}${process === 0 ? '' : `-${process + 1}`}.txt`;
    let kept = this.files.get(name);
    if (kept === undefined) {
      mkdirSync(this.folder, { recursive: true });
      kept = { file: new AppendOnlyFile(path.join(this.folder, name)), left: MOST_CHARACTERS };
      this.files.set(name, kept);
    }
    if (kept.left < 0) return;
    kept.left -= line.length + 1;
    kept.file.append(kept.left < 0 ? '… the rest was not kept\n' : `${this.redact(line)}\n`);
  }

  /** Throws when lines are missing on disk. */
  close(): void {
    for (const { file } of this.files.values()) file.close();
  }
}
