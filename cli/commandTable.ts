import { baseline, BASELINE_HELP, BASELINE_SUBCOMMANDS } from './commands/baseline.ts';
import { checklist, CHECKLIST_HELP } from './commands/checklist.ts';
import { compare, COMPARE_HELP } from './commands/compare.ts';
import { doctor, DOCTOR_HELP } from './commands/doctor.ts';
import { importResults } from './commands/import.ts';
import { lsp, LSP_HELP } from './commands/lsp.ts';
import { readiness, READINESS_HELP } from './commands/readiness.ts';
import { report, REPORT_HELP } from './commands/report.ts';
import { run } from './commands/run.ts';
import { runs, RUNS_HELP, RUNS_SUBCOMMANDS } from './commands/runs.ts';
import { sign, SIGN_HELP } from './commands/sign.ts';
import { validate, VALIDATE_HELP } from './commands/validate.ts';
import type { CommandHelp } from './commandHelp.ts';
import type { ExitCode } from './exitCodes.ts';
import { IMPORT_HELP } from './importOptions.ts';
import type { Output } from './output.ts';
import { RUN_HELP } from './runOptions.ts';

interface Command {
  help: CommandHelp;
  subcommands?: Record<string, CommandHelp>;
  run: (args: string[], output: Output) => ExitCode | Promise<ExitCode>;
}

export const COMMANDS: Record<string, Command> = {
  validate: { help: VALIDATE_HELP, run: validate },
  run: { help: RUN_HELP, run },
  runs: { help: RUNS_HELP, subcommands: RUNS_SUBCOMMANDS, run: runs },
  report: { help: REPORT_HELP, run: report },
  compare: { help: COMPARE_HELP, run: compare },
  baseline: { help: BASELINE_HELP, subcommands: BASELINE_SUBCOMMANDS, run: baseline },
  checklist: { help: CHECKLIST_HELP, run: checklist },
  sign: { help: SIGN_HELP, run: sign },
  readiness: { help: READINESS_HELP, run: readiness },
  import: { help: IMPORT_HELP, run: importResults },
  lsp: { help: LSP_HELP, run: lsp },
  doctor: { help: DOCTOR_HELP, run: doctor },
};

/** The help of a command, or of the subcommand that its arguments name. */
export function helpFor({ help, subcommands = {} }: Command, args: readonly string[]): CommandHelp {
  const name = args.find((arg) => Object.hasOwn(subcommands, arg));
  return (name === undefined ? undefined : subcommands[name]) ?? help;
}

/** What `headroom --help` prints. */
export function overview(): string {
  return [
    'Usage:',
    ...Object.values(COMMANDS).map(({ help }) => `  ${help.usage}`),
    '  headroom --version',
    '',
    'Every command explains its options: headroom COMMAND --help',
  ].join('\n');
}
