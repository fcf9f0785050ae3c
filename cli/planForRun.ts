import path from 'node:path';
import { UserError } from '../core/errors.ts';
import { closest } from '../core/text/closest.ts';
import type { LoadTest, Plan, Suite } from '../core/configs/plan/plan.ts';
import { readEnvFile, readPlanFile, type PlanFile } from '../core/node/planFile.ts';
import type { ScriptInPlaceOfPlan } from '../core/node/runRequest.ts';
import type { SkippedTest } from '../core/node/suiteFolder.ts';
import type { Problem } from '../core/problem.ts';
import type { Output } from './output.ts';
import { asText, printProblems } from './problemFormats.ts';

export interface RunChoice {
  environment?: string;
  overrides: ReadonlyMap<string, string>;
  tests: readonly string[];
  suites: readonly string[];
}

export interface PlanForRun {
  file: PlanFile;
  plan: Plan;
  /** The plan without what the command line and the environment put into it. */
  written: Plan;
  /** The process environment, with the values of the env file where it has none. */
  environment: NodeJS.ProcessEnv;
  /** Value of a secret or variable in it. An empty one counts as not set. */
  valueOf: (name: string) => string | undefined;
  /** What to run, in order. A group without a suite is a list of tests. */
  groups: { suite?: Suite; tests: LoadTest[]; skipped?: readonly SkippedTest[] }[];
  /** There was no plan: the file is a script, which is a test by itself. */
  script?: ScriptInPlaceOfPlan & {
    text: string;
    /** Where it sends its load, where it says so. */
    target?: string;
  };
}

/** Reads a plan for running: validated as written, then resolved for the chosen environment with its real values. */
export function readPlanForRun(file: string, choice: RunChoice, output: Output): PlanForRun | undefined {
  const written = readPlanFile(file);
  if (reportErrors(written, output)) return undefined;
  const draft = written.plan;
  if (!draft) throw new UserError(`${file} holds no plan.`);
  const environment = chooseEnvironment(draft, choice.environment);

  const envFile = draft.envFile && path.resolve(path.dirname(file), draft.envFile.value);
  const fromFile = envFile === undefined ? new Map<string, string>() : readEnvFile(envFile);
  const variables: NodeJS.ProcessEnv = { ...Object.fromEntries(fromFile), ...setVariables(process.env) };
  const valueOf = (name: string): string | undefined => (variables[name] === '' ? undefined : variables[name]);
  const resolved = readPlanFile(file, { environment, overrides: choice.overrides, environmentVariable: valueOf });
  if (reportErrors(resolved, output) || !resolved.plan) return undefined;
  const { plan } = resolved;
  for (const name of choice.overrides.keys()) {
    if (!plan.variableNames.includes(name)) throw unknown('variable', name, plan.variableNames);
  }
  return { file: resolved, plan, written: draft, environment: variables, valueOf, groups: chooseTests(plan, choice) };
}

function reportErrors(file: PlanFile & { problems: readonly Problem[] }, output: Output): boolean {
  const errors = file.problems.filter(({ severity }) => severity === 'error');
  for (const problem of printProblems({ file: file.path, text: file.text, problems: errors }))
    output.err(asText(problem));
  return errors.length > 0;
}

function chooseEnvironment(plan: Plan, wanted: string | undefined): string | undefined {
  const ids = plan.environments.map(({ id }) => id);
  if (wanted !== undefined && !ids.includes(wanted)) throw unknown('environment', wanted, ids);
  if (wanted !== undefined || ids.length === 0) return wanted;
  if (plan.environment) return plan.environment.id;
  throw new UserError(`This plan has no default environment. Choose one with --environment: ${ids.join(', ')}.`);
}

/** An empty variable in the environment does not hide a value in the env file. */
function setVariables(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''));
}

function chooseTests(plan: Plan, { tests, suites }: RunChoice): PlanForRun['groups'] {
  const testIds = plan.tests.map(({ id }) => id);
  const suiteIds = plan.suites.map(({ id }) => id);
  const find = (id: string): LoadTest => {
    const test = plan.tests.find((candidate) => candidate.id === id);
    if (!test) throw unknown('test', id, testIds);
    return test;
  };
  const groups: PlanForRun['groups'] = suites.map((id) => {
    const suite = plan.suites.find((candidate) => candidate.id === id);
    if (!suite) throw unknown('suite', id, suiteIds);
    return { suite, tests: suite.tests.map(({ value }) => find(value)) };
  });
  if (tests.length > 0) groups.push({ tests: tests.map(find) });
  if (groups.length > 0) return groups;
  if (plan.tests.length === 0) throw new UserError('This plan has no tests. Add one under `tests`.');
  return [{ tests: plan.tests }];
}

function unknown(kind: string, written: string, known: readonly string[]): UserError {
  const suggestion = closest(written, known);
  const all = known.length === 0 ? `It has no ${kind}s.` : `It has: ${known.join(', ')}.`;
  const hint = suggestion === undefined ? all : `Did you mean ${suggestion}?`;
  return new UserError(`This plan has no ${kind} ${written}. ${hint}`);
}
