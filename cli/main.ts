import { messageOf, UserError } from '../core/errors.ts';
import { closest } from '../core/text/closest.ts';
import { baseline, BASELINE_USAGE } from './commands/baseline.ts';
import { compare, COMPARE_USAGE } from './commands/compare.ts';
import { doctor, DOCTOR_USAGE } from './commands/doctor.ts';
import { lsp, LSP_USAGE } from './commands/lsp.ts';
import { report, REPORT_USAGE } from './commands/report.ts';
import { run, RUN_USAGE } from './commands/run.ts';
import { runs, RUNS_USAGE } from './commands/runs.ts';
import { validate, VALIDATE_USAGE } from './commands/validate.ts';
import { EXIT, type ExitCode } from './exitCodes.ts';
import { processOutput, type Output } from './output.ts';

interface Command {
  usage: string;
  run: (args: string[], output: Output) => ExitCode | Promise<ExitCode>;
}

const COMMANDS: Record<string, Command> = {
  validate: { usage: VALIDATE_USAGE, run: validate },
  run: { usage: RUN_USAGE, run },
  runs: { usage: RUNS_USAGE, run: runs },
  report: { usage: REPORT_USAGE, run: report },
  compare: { usage: COMPARE_USAGE, run: compare },
  baseline: { usage: BASELINE_USAGE, run: baseline },
  lsp: { usage: LSP_USAGE, run: lsp },
  doctor: { usage: DOCTOR_USAGE, run: doctor },
};

const USAGE = ['Usage:', ...Object.values(COMMANDS).map(({ usage }) => `  ${usage}`)].join('\n');

async function main(args: string[], output: Output): Promise<ExitCode> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    (name === undefined ? output.err : output.out)(USAGE);
    return name === undefined ? EXIT.refused : EXIT.ok;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) {
    const suggestion = closest(name, Object.keys(COMMANDS));
    output.err(
      `headroom has no command ${name}.${suggestion === undefined ? '' : ` Did you mean ${suggestion}?`}\n\n${USAGE}`,
    );
    return EXIT.refused;
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    output.out(`Usage: ${command.usage}`);
    return EXIT.ok;
  }
  try {
    return await command.run(rest, output);
  } catch (error) {
    if (error instanceof UserError) {
      output.err(error.message);
      return EXIT.refused;
    }
    output.err(
      `This is a bug in Headroom: ${error instanceof Error ? (error.stack ?? error.message) : messageOf(error)}`,
    );
    // Nobody knows how far it came, so nothing it did can be trusted.
    return EXIT.invalid;
  }
}

// The exit code is set rather than forced while output may still be on its way to a pipe.
void main(process.argv.slice(2), processOutput).then((code) => {
  process.exitCode = code;
});
