import { parseArgs, type ParseArgsConfig } from 'node:util';
import { UserError } from '../core/errors.ts';
import { closest } from '../core/text/closest.ts';

export type OptionTable = NonNullable<ParseArgsConfig['options']>;

/** Reads the arguments of one command. Throws a `UserError` that names a misspelt option and its likely meaning. */
export function readArguments<Options extends OptionTable>(command: string, args: string[], options: Options) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true });
  } catch (error) {
    const unknown = error instanceof Error ? /'--?([^' ]+)/.exec(error.message)?.[1] : undefined;
    const known = Object.keys(options);
    if (unknown !== undefined && !known.includes(unknown)) {
      const suggestion = closest(unknown, known);
      const hint =
        suggestion === undefined
          ? `It has ${known.map((name) => `--${name}`).join(', ')}.`
          : `Did you mean --${suggestion}?`;
      throw new UserError(`headroom ${command} has no option --${unknown}. ${hint}`);
    }
    throw new UserError(
      `headroom ${command}: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`,
    );
  }
}

/** The value of an option that is one of a few words. */
export function readChoiceOption<Choice extends string>(
  name: string,
  written: string | undefined,
  choices: readonly [Choice, ...Choice[]],
): Choice {
  if (written === undefined) return choices[0];
  const choice = choices.find((candidate) => candidate === written);
  if (choice === undefined) throw new UserError(`--${name} can be ${choices.join(', ')}, not ${written}.`);
  return choice;
}
