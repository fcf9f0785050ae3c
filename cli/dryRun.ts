import path from 'node:path';
import { effectiveTest } from '../core/configs/plan/effectiveTest.ts';
import type { LoadTest } from '../core/configs/plan/plan.ts';
import { messageOf } from '../core/errors.ts';
import { runRedactor } from '../core/node/runRedactor.ts';
import { prepareTool } from '../core/node/tool/prepareTool.ts';
import type { ToolInUse } from '../core/node/tools.ts';
import type { ToolPlan } from '../core/runners/adapter.ts';
import { HTTP_ENGINE_BUNDLE } from '../core/runners/http/http.ts';
import { redactDeep } from '../core/text/redactDeep.ts';
import { BUNDLE_FOLDER } from './bundleFolder.ts';
import type { PlanForRun } from './planForRun.ts';

/** What would be started for one test. A test that cannot be run says why. */
export interface DryRun {
  test: Record<string, unknown>;
  processes: { argv: readonly string[]; folder: string; environment: string[] }[];
  /** Commands of the plan that run around the load. */
  before: readonly (readonly string[])[];
  after: readonly (readonly string[])[];
  /** Written into the run folder before the first process starts. */
  files: { name: string; text: string }[];
  notes: readonly string[];
  refused?: string;
}

export interface DryRunOptions {
  smoke: boolean;
  blockedHosts: readonly string[];
  tool: ToolInUse;
  resultsFolder: string;
}

/** Prepares a test as for a run, in a folder that is not made. Secrets that have no value stand for themselves. */
export async function dryRunOf(ready: PlanForRun, test: LoadTest, options: DryRunOptions): Promise<DryRun> {
  const names = ready.plan.secrets.map(({ value }) => value);
  const secrets = new Map(names.map((name) => [name, ready.valueOf(name) ?? `\${secrets.${name}}`]));
  const { plan: resolved, script, file } = ready;
  const { redact } = runRedactor({ secrets, plan: resolved, planText: file.text, test, script });
  const planFolder = path.dirname(path.resolve(ready.file.path));
  try {
    const plan = await prepareTool({
      ...options,
      test,
      target: ready.plan.environment?.target?.value,
      secrets,
      engineBundle: path.join(BUNDLE_FOLDER, HTTP_ENGINE_BUNDLE),
      planFolder,
      rawFolder: path.join(options.resultsFolder, `TIME_${test.id}`, 'raw'),
      environment: ready.environment,
      signal: new AbortController().signal,
    });
    return redactDeep(describe(test, plan, names), redact);
  } catch (error) {
    return redactDeep(
      { test: effectiveTest(test), ...stepsOf(test), processes: [], files: [], notes: [], refused: messageOf(error) },
      redact,
    );
  }
}

function describe(test: LoadTest, { processes, files = [], notes = [] }: ToolPlan, secrets: readonly string[]): DryRun {
  return {
    test: effectiveTest(test),
    ...stepsOf(test),
    processes: processes.map(({ argv, cwd, environment = {} }) => ({
      argv,
      folder: cwd,
      // Names only: a value may be a secret, or hold one.
      environment: [...new Set([...Object.keys(environment), ...secrets])].sort(),
    })),
    files: files.map(({ name, text }) => ({ name, text })),
    notes,
  };
}

function stepsOf({ before, after }: LoadTest): Pick<DryRun, 'before' | 'after'> {
  const commands = (steps: LoadTest['before']): string[][] => steps.map(({ command }) => command);
  return { before: commands(before), after: commands(after) };
}

/** For a person: what can be copied, and what is written. */
export function dryRunLines({ test, before, after, processes, files, notes, refused }: DryRun): string[] {
  return [
    `Test ${String(test['id'])} would start:`,
    ...(refused === undefined ? [] : [`  nothing: ${refused}`]),
    ...before.map((command) => `  before the load: ${shellLine(command)}`),
    ...processes.flatMap(({ argv, folder, environment }) => [
      `  ${shellLine(argv)}`,
      `    in ${folder}`,
      ...(environment.length === 0
        ? []
        : [`    with the environment variables ${environment.join(', ')} besides those of this shell`]),
    ]),
    ...files.flatMap(({ name, text }) => [
      `  and write ${name}:`,
      ...text
        .trimEnd()
        .split('\n')
        .map((line) => `    | ${line}`),
    ]),
    ...after.map((command) => `  after the load: ${shellLine(command)}`),
    ...notes.map((note) => `  note: ${note}`),
  ];
}

function shellLine(argv: readonly string[]): string {
  return argv.map(quoted).join(' ');
}

/** As a shell would take it as one word. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
