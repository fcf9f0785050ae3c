import path from 'node:path';
import * as vscode from 'vscode';
import type { Environments } from '../environment/environments.ts';
import type { LanguageServer } from '../language/languageServer.ts';
import type { RunChoice } from '../running/runChoice.ts';
import type { RunningTests } from '../running/runningTests.ts';
import { tellRefusal } from '../running/tellRefusal.ts';
import { chooseTest, type ChosenTest } from './chooseTest.ts';
import { askVariables } from './askVariables.ts';
import type { DryRuns } from './dryRuns.ts';

export interface RunTools {
  server: LanguageServer;
  running: RunningTests;
  environments: Environments;
  dryRuns: DryRuns;
}

/** Runs a test or suite that a lens, a menu or the person names. */
export async function runTest(tools: RunTools, given: unknown, how: Pick<RunChoice, 'isSmoke'>): Promise<void> {
  const chosen = await chooseTest(given, tools.server, ['test', 'suite']);
  if (chosen !== undefined) await start(tools, chosen, how);
}

export async function runFailedTests(tools: RunTools, given: unknown): Promise<void> {
  const chosen = await chooseTest(given, tools.server, ['suite']);
  if (chosen !== undefined) await start(tools, chosen, { isSmoke: false, isOnlyFailed: true });
}

/** Asks for the values of the plan's variables first, for this run only. */
export async function runTestWithVariables(tools: RunTools, given: unknown): Promise<void> {
  const chosen = await chooseTest(given, tools.server, ['test', 'suite']);
  if (chosen === undefined) return;
  const { uri, answer } = chosen;
  const file = path.normalize(uri.fsPath);
  // First, because the values depend on it.
  if ((await tools.environments.forRun(file, answer.environments)) === 'cancelled') return;
  const { id } = tools.environments.effectiveFor(file, answer.environments) ?? {};
  const where = vscode.workspace.asRelativePath(uri);
  const variables = await askVariables(where, answer.environments.variables, id);
  if (variables !== undefined) await start(tools, chosen, { isSmoke: false, variables });
}

export async function showDryRun(tools: RunTools, given: unknown): Promise<void> {
  const chosen = await chooseTest(given, tools.server, ['test', 'suite']);
  if (chosen === undefined) return;
  const choice = await choiceOf(tools, chosen, { isSmoke: false });
  if (choice !== undefined) await tools.dryRuns.show(choice);
}

async function start(
  tools: RunTools,
  chosen: ChosenTest,
  how: Pick<RunChoice, 'isSmoke' | 'isOnlyFailed' | 'variables'>,
): Promise<void> {
  const choice = await choiceOf(tools, chosen, how);
  if (choice === undefined) return;
  const title = `Starting ${how.isSmoke ? 'a smoke run of ' : ''}${chosen.test.id} …`;
  const answer = await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, () =>
    tools.running.start(choice, 'command'),
  );
  if (answer.kind === 'refused') void tellRefusal(chosen.test.id, answer);
}

async function choiceOf(
  { environments }: RunTools,
  { uri, answer, test }: ChosenTest,
  how: Pick<RunChoice, 'isSmoke' | 'isOnlyFailed' | 'variables'>,
): Promise<RunChoice | undefined> {
  const file = path.normalize(uri.fsPath);
  const environment = await environments.forRun(file, answer.environments);
  if (environment === 'cancelled') return undefined;
  return {
    file,
    ...(test.kind === 'suite' ? { suite: test.id } : { tests: [test.id] }),
    ...(environment.id === undefined ? {} : { environment: environment.id }),
    ...how,
  };
}
