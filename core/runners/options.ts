import { UserError } from '../errors.ts';
import { closest } from '../text/closest.ts';
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
  word: { wanted: 'a text with something in it', accepts: (value) => String(value).trim() !== '' },
  json: { wanted: 'a JSON object in quotes, such as \'{"size": 10}\'', accepts: isJsonObject },
};

function isJsonObject(value: OptionValue): boolean {
  try {
    const json: unknown = JSON.parse(String(value));
    return typeof json === 'object' && json !== null && !Array.isArray(json);
  } catch {
    return false;
  }
}

/** The option that a key means; `env.NAME` stands for `env.` with any name that a variable may have. */
export function findOption(known: Readonly<Record<string, RunnerOption>>, key: string): RunnerOption | undefined {
  if (Object.hasOwn(known, key) && !key.endsWith('.NAME')) return known[key];
  const [, family, name = ''] = /^(\w+)\.(.+)$/.exec(key) ?? [];
  const isName = /^[A-Za-z_][\w-]*$/.test(name);
  return isName && Object.hasOwn(known, `${family}.NAME`) ? known[`${family}.NAME`] : undefined;
}

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
    const option = findOption(known, name);
    if (option === undefined) {
      const suggestion = closest(name, Object.keys(known));
      const remedy = suggestion === undefined ? 'Remove it from `with`.' : `Did you mean \`${suggestion}\`?`;
      throw new UserError(`runner: ${runner} has no option \`${name}\`. ${remedy}`);
    }
    if (!isOptionValue(option, value))
      throw new UserError(`\`${name}\` in \`with\` must be ${OPTION_KINDS[option.kind].wanted}.`);
  }
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, String(value)]));
}
