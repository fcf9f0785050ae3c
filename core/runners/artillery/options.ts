import type { LoadTest } from '../../configs/plan/plan.ts';
import { optionTexts } from '../options.ts';
import { ARTILLERY_OPTIONS } from './artillery.ts';

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

/** Throws a `UserError` for a key that means nothing: a misspelt one would be silently ignored. */
export function readOptions(test: LoadTest, locate: (file: string) => string): ArtilleryOptions {
  const given = optionTexts('artillery', ARTILLERY_OPTIONS, test.with);
  const argument = (flag: string, value: string | undefined): string[] => (value === undefined ? [] : [flag, value]);
  const file = (flag: string, value: string | undefined): string[] =>
    argument(flag, value === undefined ? undefined : locate(value));
  const environment = given['environment'];
  return {
    args: [
      ...argument('--environment', environment),
      ...file('--config', given['config']),
      ...file('--dotenv', given['dotenv']),
      ...file('--payload', given['payload']),
      ...argument('--variables', given['variables']),
      ...(given['insecure'] === 'true' ? ['--insecure'] : []),
      ...argument('--scenario-name', given['scenario']),
    ],
    ...(environment === undefined ? {} : { environment }),
    hasConfigFile: given['config'] !== undefined,
    drainMs: Number(given['drain_seconds'] ?? DRAIN_SECONDS) * 1000,
  };
}
