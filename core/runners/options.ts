import { UserError } from '../errors.ts';
import type { RunnerOption } from './runner.ts';

type OptionValue = string | number | boolean;

interface OptionKind {
  wanted: string;
  accepts: (value: OptionValue) => boolean;
}

/** A value may come as text, because a variable stood in its place. */
export const OPTION_KINDS: Record<RunnerOption['kind'], OptionKind> = {
  count: {
    wanted: 'a whole number from 1',
    accepts: (value) => Number.isSafeInteger(numberOf(value)) && numberOf(value) > 0,
  },
  number: { wanted: 'a number above 0', accepts: (value) => Number.isFinite(numberOf(value)) && numberOf(value) > 0 },
  flag: {
    wanted: 'true or false',
    accepts: (value) => value === true || value === false || /^(true|false)$/.test(String(value)),
  },
  text: { wanted: 'a text', accepts: () => true },
};

function numberOf(value: OptionValue): number {
  return typeof value === 'boolean' || value === '' ? NaN : Number(value);
}

export function isOptionValue(option: RunnerOption, value: OptionValue): boolean {
  return OPTION_KINDS[option.kind].accepts(value);
}

/** The options of a test as texts. What the runner does not have was told by a problem; here it is refused for good. */
export function optionTexts(
  runner: string,
  known: Readonly<Record<string, RunnerOption>>,
  given: Readonly<Record<string, OptionValue>>,
): Record<string, string> {
  for (const [name, value] of Object.entries(given)) {
    const option = Object.hasOwn(known, name) ? known[name] : undefined;
    if (option === undefined)
      throw new UserError(`runner: ${runner} has no option \`${name}\`. Remove it from \`with\`.`);
    if (!isOptionValue(option, value))
      throw new UserError(`\`with: ${name}\` must be ${OPTION_KINDS[option.kind].wanted}.`);
  }
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, String(value)]));
}
