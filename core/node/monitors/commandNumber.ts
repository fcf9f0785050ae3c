import { runCommand } from '../runCommand.ts';
import { readNumberText, shown } from './numberText.ts';
import { SampleFailure } from './sampleFailure.ts';

const TIME_LIMIT_MS = 10_000;

export interface CommandPlace {
  cwd: string;
  environment: NodeJS.ProcessEnv;
}

/** The number that a command prints. It must be all that it prints: the first of several may be a year or a version. */
export async function sampleCommand(
  command: readonly string[],
  { cwd, environment }: CommandPlace,
  signal: AbortSignal,
): Promise<number> {
  const printed: string[] = [];
  const { exitCode, failure, lines } = await runCommand(command, {
    ...{ cwd, env: environment, timeoutMs: TIME_LIMIT_MS, signal },
    onLine: (line, stream) => {
      // A few lines are enough to tell that it is not one.
      if (stream === 'stdout' && line.trim() !== '' && printed.length < 3) printed.push(line);
    },
  });
  const name = `the command ${shown(command.join(' '))}`;
  if (failure !== undefined) throw new SampleFailure('no-answer', `${name} gave nothing: ${failure}`);
  if (exitCode !== 0) {
    const last = lines.findLast((line) => line.trim() !== '');
    const said = last === undefined ? '' : `: ${shown(last)}`;
    throw new SampleFailure('refused', `${name} ended with exit code ${exitCode}${said}`);
  }
  const [text] = printed;
  if (text === undefined) throw new SampleFailure('no-value', `${name} printed nothing on its standard output`);
  const number = readNumberText(text);
  if (number === undefined || printed.length > 1) {
    throw new SampleFailure('no-number', `${name} printed ${shown(printed.join(' '))} and not one number alone`);
  }
  return number;
}
