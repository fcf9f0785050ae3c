import { createHash } from 'node:crypto';
import path from 'node:path';
import { readArtilleryScript, type ArtilleryScriptFacts } from '../core/configs/artillery/scriptFacts.ts';
import { isArtilleryModule } from '../core/configs/native/artilleryModule.ts';
import { nativePlan, SCRIPT_KINDS, type ScriptDialect } from '../core/configs/native/nativePlan.ts';
import type { LoadTest } from '../core/configs/plan/plan.ts';
import { DIALECT_NAMES, recognise } from '../core/configs/recognise.ts';
import { UserError } from '../core/errors.ts';
import { readTextFile } from '../core/node/planFile.ts';
import { closest } from '../core/text/closest.ts';
import type { Output } from './output.ts';
import { readPlanForRun, type PlanForRun, type RunChoice } from './planForRun.ts';

/** Reads what is named for running: a plan, or a script of k6 or Artillery, which is a test by itself. */
export function readForRun(file: string, choice: RunChoice, output: Output): PlanForRun | undefined {
  const text = readTextFile(file);
  const recognised = recognise(file, text);
  switch (recognised.dialect) {
    case 'plan':
      return readPlanForRun(file, choice, output);
    case 'k6-script':
    case 'artillery':
      return readScript(file, text, recognised.dialect, choice);
    case 'k6-config':
      throw new UserError(
        `${file} is ${DIALECT_NAMES['k6-config']}: it says how much load there is and not what is sent. Name the script instead, with these options in its \`options\`.`,
      );
    case undefined:
      // What is no plan yet is explained by the problems of a plan.
      if (/\.(ya?ml|json)$/i.test(file)) return readPlanForRun(file, choice, output);
      if (isArtilleryModule(text)) {
        throw new UserError(
          `${file} is an Artillery script that is a program: it exports \`config\` and \`scenarios\`, and what these are shows only when it runs. Write a plan with a test that names it: \`runner: artillery\`, \`script: ${path.basename(file)}\`.`,
        );
      }
      throw new UserError(
        `${file} is neither a plan nor a script of k6 or Artillery: ${recognised.reason}. Name the plan, or the script that makes the load.`,
      );
  }
}

function readScript(file: string, text: string, dialect: ScriptDialect, choice: RunChoice): PlanForRun {
  const facts = dialect === 'artillery' ? readArtilleryScript(text) : undefined;
  const plan = nativePlan(dialect, path.basename(file), optionsOf(file, dialect, facts, choice));
  refuseWhatNeedsPlan(file, dialect, plan.tests, choice);
  const target = (choice.environment && facts?.environments.get(choice.environment)) ?? facts?.target;
  return {
    file: { path: file, text: '', plan, problems: [] },
    plan,
    written: plan,
    environment: process.env,
    valueOf: (name) => process.env[name],
    groups: [{ tests: plan.tests }],
    script: {
      dialect,
      text,
      sha256: createHash('sha256').update(text).digest('hex'),
      withoutChecks: SCRIPT_KINDS[dialect].withoutChecks,
      ...(target === undefined ? {} : { target }),
    },
  };
}

/** Artillery's own environments are chosen as those of a plan are. */
function optionsOf(
  file: string,
  dialect: ScriptDialect,
  facts: ArtilleryScriptFacts | undefined,
  { environment }: RunChoice,
): LoadTest['with'] {
  if (environment === undefined) return {};
  if (dialect !== 'artillery') {
    throw new UserError(
      `${file} is ${DIALECT_NAMES[dialect]}, which has no environments. Leave --environment out, or write a plan with \`environments\` that names this script.`,
    );
  }
  const known = [...(facts?.environments.keys() ?? [])];
  // Artillery itself would warn, and run without it.
  if (facts !== undefined && !known.includes(environment)) {
    const suggestion = closest(environment, known);
    const all = known.length === 0 ? 'It has none.' : `It has: ${known.join(', ')}.`;
    throw new UserError(
      `${file} has no environment ${environment} in its \`config\`. ${suggestion === undefined ? all : `Did you mean ${suggestion}?`}`,
    );
  }
  return { environment };
}

function refuseWhatNeedsPlan(
  file: string,
  dialect: ScriptDialect,
  [test]: readonly LoadTest[],
  { overrides, suites, tests }: RunChoice,
): void {
  const name = `${file} is ${DIALECT_NAMES[dialect]}`;
  if (suites.length > 0) {
    throw new UserError(`${name} and has no suites. Leave --suite out, or write a plan with a suite.`);
  }
  if (overrides.size > 0) {
    const own = dialect === 'artillery' ? 'Its `$env` variables come' : 'Its `__ENV` comes';
    throw new UserError(
      `${name}, and --set is for the variables of a plan. ${own} from the environment of this shell.`,
    );
  }
  const other = tests.find((id) => id !== test?.id);
  if (other !== undefined) {
    throw new UserError(`${name}: the only test in it is ${String(test?.id)}, not ${other}. Leave --test out.`);
  }
}
