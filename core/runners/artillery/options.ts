import type { LoadTest } from '../../configs/plan/plan.ts';
import { UserError } from '../../errors.ts';
import { closest } from '../../text/closest.ts';

/** What a test may hand to Artillery under `with`. */
export interface ArtilleryOptions {
  /** Arguments of `artillery run`. */
  args: string[];
  environment?: string;
  /** A second script file holds the `config`, so the script alone does not tell everything. */
  hasConfigFile: boolean;
  drainMs: number;
}

/** How long virtual users may take after the last phase, where `drain_seconds` does not say. */
const DRAIN_SECONDS = 300;

const NAMES = [
  'environment',
  'dotenv',
  'variables',
  'config',
  'payload',
  'insecure',
  'scenario',
  'drain_seconds',
] as const;
type OptionName = (typeof NAMES)[number];

export function readOptions(test: LoadTest, locate: (file: string) => string): ArtilleryOptions {
  const options: ArtilleryOptions = { args: [], hasConfigFile: false, drainMs: DRAIN_SECONDS * 1000 };
  for (const [written, value] of Object.entries(test.with)) {
    const name = NAMES.find((known) => known === written);
    if (name === undefined) throw unknownOption(test.id, written);
    take(options, name, value, { testId: test.id, locate });
  }
  return options;
}

function take(
  options: ArtilleryOptions,
  name: OptionName,
  value: string | number | boolean,
  { testId, locate }: { testId: string; locate: (file: string) => string },
): void {
  const wants = (what: string): UserError =>
    new UserError(`Test ${testId}: \`${name}\` in \`with\` must be ${what}, not ${JSON.stringify(value)}.`);
  const text = String(value);
  if (text === '') throw wants('something');
  switch (name) {
    case 'environment':
      options.environment = text;
      options.args.push('--environment', text);
      return;
    case 'config':
      options.hasConfigFile = true;
      options.args.push('--config', locate(text));
      return;
    case 'dotenv':
    case 'payload':
      options.args.push(`--${name}`, locate(text));
      return;
    case 'variables':
      if (!isJsonObject(text)) throw wants('a JSON object in quotes, such as \'{"size": 10}\'');
      options.args.push('--variables', text);
      return;
    case 'scenario':
      options.args.push('--scenario-name', text);
      return;
    case 'insecure':
      if (typeof value !== 'boolean') throw wants('true or false');
      if (value) options.args.push('--insecure');
      return;
    case 'drain_seconds':
      if (typeof value !== 'number' || !(value > 0)) throw wants('a number of seconds above 0');
      options.drainMs = value * 1000;
      return;
  }
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

function unknownOption(testId: string, name: string): UserError {
  const meant = closest(name, NAMES);
  const remedy = meant === undefined ? `It can be ${NAMES.join(', ')}.` : `Did you mean \`${meant}\`?`;
  return new UserError(`Test ${testId}: runner artillery has no option \`${name}\` in \`with\`. ${remedy}`);
}
