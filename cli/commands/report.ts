import path from 'node:path';
import { messageOf, UserError } from '../../core/errors.ts';
import { metricsTable } from '../../core/node/metricsTable.ts';
import { EXPORT_FORMATS, readReportInput } from '../../core/node/storedReport.ts';
import { writeWhole, writeWholeInPieces } from '../../core/node/wholeFile.ts';
import { REPORT_FORMATS, type ReportFormat } from '../../core/report/formats.ts';
import type { ReportInput } from '../../core/report/reportInput.ts';
import { readArguments, readChoiceOption } from '../arguments.ts';
import type { CommandHelp } from '../commandHelp.ts';
import { EXIT, type ExitCode } from '../exitCodes.ts';
import type { Output } from '../output.ts';

/** How the texts of several runs become one, for the formats whose file can hold more than one run. */
const JOIN: Partial<Record<ReportFormat, (texts: readonly string[]) => string>> = {
  md: (texts) => texts.join('\n'),
  json: (texts) => `[${texts.join(',\n')}]`,
};

const OPTIONS = {
  format: {
    type: 'string',
    value: EXPORT_FORMATS.join('|'),
    help: 'md is the default; of several runs at once only md and json',
  },
  out: { type: 'string', value: 'FILE', help: 'write there instead of to standard output' },
} as const;

export const REPORT_HELP: CommandHelp = {
  usage: `headroom report RUN_DIR… [--format ${EXPORT_FORMATS.join('|')}] [--out FILE]`,
  about: 'Writes the report of runs from what is on disk, also of runs that were cut off. Sends nothing.',
  options: OPTIONS,
  notes: ['Exit codes: 0 done, whatever the verdicts are; 2 wrong arguments or a folder that cannot be read.'],
};

/** Writes the report of runs from what is on disk, also of runs that were cut off. */
export async function report(args: string[], output: Output): Promise<ExitCode> {
  const { values, positionals } = readArguments('report', args, OPTIONS);
  if (positionals.length === 0) throw new UserError(`Name at least one run folder: ${REPORT_HELP.usage}`);
  const name = readChoiceOption('format', values.format, EXPORT_FORMATS);
  const join = name === 'csv' ? undefined : JOIN[name];
  if (positionals.length > 1 && !join) throw new UserError(`A report as ${name} holds one run. Call it once for each.`);
  if (name === 'csv') {
    for (const folder of positionals) await writeTable(folder, values.out, output);
    return EXIT.ok;
  }
  const { render } = REPORT_FORMATS[name];
  const texts: string[] = [];
  for (const folder of positionals) texts.push(render(await inputOf(folder, output)));
  const [only = ''] = texts;
  const text = texts.length > 1 && join ? join(texts) : only;
  if (values.out === undefined) output.out(text.trimEnd());
  else writeReport(values.out, `${text.trimEnd()}\n`);
  return EXIT.ok;
}

async function writeTable(folder: string, out: string | undefined, output: Output): Promise<void> {
  const source = { input: await inputOf(folder, output), eventFile: path.join(folder, 'events.ndjson') };
  const write = async (take: (piece: string) => void): Promise<void> => {
    await metricsTable(source, take);
  };
  try {
    await (out === undefined ? write(output.raw) : writeWholeInPieces(path.resolve(out), write));
  } catch (error) {
    throw new UserError(`The table of ${folder} cannot be written: ${messageOf(error)}.`);
  }
}

async function inputOf(folder: string, output: Output): Promise<ReportInput> {
  const { input, notes } = await readReportInput(folder);
  for (const note of notes) output.err(`${path.basename(folder)}: ${note}`);
  return input;
}

function writeReport(file: string, text: string): void {
  try {
    writeWhole(path.resolve(file), text);
  } catch (error) {
    throw new UserError(`${file} cannot be written: ${messageOf(error)}.`);
  }
}
