import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { isSecretName } from '../../../core/checklist/runbook/secretName.ts';
import { messageOf, UserError } from '../../../core/errors.ts';
import type { EnvironmentChoice, Environments as Offered } from '../../../core/language/languageDocument.ts';

/** Names by which programs are found and begun: a plan means something else by them. */
const OF_THE_SYSTEM = /^(?:PATH|HOME|SHELL|USER|PWD|TERM|IFS|ENV|BASH_ENV|PS4|NODE_OPTIONS|LD_.*|DYLD_.*)$/;
const VARIABLE_NAME = /^[A-Za-z_]\w*$/;

/**
 * What a plan puts into the environment of a block: its variables as they are for the environment, and where its target
 * is. Values that refer to others are left out: what they become is only known in a run.
 */
export function variablesOfPlan(offered: Offered, chosen: EnvironmentChoice | undefined): Record<string, string> {
  const known = offered.variables.flatMap(({ name, value, ofEnvironment }) => {
    const own = (chosen && ofEnvironment[chosen.id]) ?? value;
    return own === undefined || !VARIABLE_NAME.test(name) || OF_THE_SYSTEM.test(name) ? [] : [[name, own] as const];
  });
  const target = chosen?.target;
  const ofChosen = chosen === undefined ? [] : [['HEADROOM_ENVIRONMENT', chosen.id] as const];
  const ofTarget = target === undefined ? [] : [['HEADROOM_TARGET', target] as const];
  return Object.fromEntries([...known, ...ofChosen, ...ofTarget].filter(([, value]) => !value.includes('${')));
}

/** The values of the plan's `env_file`. Throws a `UserError` when it cannot be read, as a run does. */
export function valuesOfEnvFile(plan: string, envFile: string | undefined): Record<string, string> {
  if (envFile === undefined) return {};
  const file = path.resolve(path.dirname(plan), envFile);
  try {
    const values = Object.entries(parseEnv(readFileSync(file, 'utf8')));
    return Object.fromEntries(values.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
  } catch (error) {
    throw new UserError(`The env file ${file} of ${plan} cannot be read: ${messageOf(error)}. Nothing was run.`);
  }
}

/** Values that nobody shall see: those of the names that are given, and of names that say so themselves. */
export function secretValues(environment: Readonly<Record<string, string>>, names: readonly string[]): string[] {
  return Object.entries(environment).flatMap(([name, value]) =>
    value !== '' && (names.includes(name) || isSecretName(name)) ? [value] : [],
  );
}
