import path from 'node:path';
import { messageOf, UserError } from '../../core/errors.ts';
import { writeWhole } from '../../core/node/runFolder.ts';
import { markdownReport, type ReportInput } from '../../core/report/markdown.ts';
import { readArguments, readChoiceOption } from '../arguments.ts';
import { EXIT, type ExitCode } from '../exitCodes.ts';
import type { Output } from '../output.ts';
import { openRun, type DescribedRun } from '../storedRuns.ts';

type Format = 'md' | 'json';

interface ReportFormat {
  write: (input: ReportInput) => string;
  /** How the texts of several runs become one; absent where a file holds one run only. */
  join?: (texts: readonly string[]) => string;
}

/** A new format is one more line here. */
const FORMATS: Record<Format, ReportFormat> = {
  md: { write: markdownReport, join: (texts) => texts.join('\n') },
  json: { write: ({ result }) => JSON.stringify(result, null, 2), join: (texts) => `[${texts.join(',\n')}]` },
};

export const REPORT_USAGE = `headroom report RUN_DIR… [--format ${Object.keys(FORMATS).join('|')}] [--out FILE]`;

/** Writes the report of runs from what is on disk, also of runs that were cut off. */
export async function report(args: string[], output: Output): Promise<ExitCode> {
  const { values, positionals } = readArguments('report', args, {
    format: { type: 'string' },
    out: { type: 'string' },
  });
  if (positionals.length === 0) throw new UserError(`Name at least one run folder: ${REPORT_USAGE}`);
  const name = readChoiceOption('format', values.format, ['md', 'json']);
  const { write, join } = FORMATS[name];
  const texts: string[] = [];
  for (const folder of positionals) texts.push(write(inputOf(await openRun(folder, output))));
  const [only = ''] = texts;
  if (texts.length > 1 && !join) throw new UserError(`A report as ${name} holds one run. Call it once for each.`);
  const text = texts.length > 1 && join ? join(texts) : only;
  if (values.out === undefined) output.out(text.trimEnd());
  else writeReport(values.out, `${text.trimEnd()}\n`);
  return EXIT.ok;
}

function inputOf({ manifest, result }: DescribedRun): ReportInput {
  return { manifest, result, requirements: new Map(Object.entries(manifest.requirements ?? {})) };
}

function writeReport(file: string, text: string): void {
  try {
    writeWhole(path.resolve(file), text);
  } catch (error) {
    throw new UserError(`${file} cannot be written: ${messageOf(error)}.`);
  }
}
