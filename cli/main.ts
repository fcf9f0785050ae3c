import { messageOf, UserError } from '../core/errors.ts';
import { closest } from '../core/text/closest.ts';
import { COMMANDS, helpFor, overview } from './commandTable.ts';
import { helpText } from './commandHelp.ts';
import { EXIT, type ExitCode } from './exitCodes.ts';
import { processOutput, type Output } from './output.ts';
import { HEADROOM_VERSION } from './version.ts';

async function main(args: string[], output: Output): Promise<ExitCode> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    (name === undefined ? output.err : output.out)(overview());
    return name === undefined ? EXIT.refused : EXIT.ok;
  }
  if (name === '--version') {
    output.out(HEADROOM_VERSION);
    return EXIT.ok;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) {
    const suggestion = closest(name, Object.keys(COMMANDS));
    const hint = suggestion === undefined ? '' : ` Did you mean ${suggestion}?`;
    output.err(`headroom has no command ${name}.${hint} \`headroom --help\` shows all.`);
    return EXIT.refused;
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    output.out(helpText(helpFor(command, rest)));
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
