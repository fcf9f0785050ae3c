import path from 'node:path';
import * as vscode from 'vscode';
import { runCommand } from '../../../core/node/runCommand.ts';
import { PLAN_GLOB, type TestsAnswer } from '../../../core/protocol/lsp.ts';
import { withoutUrlCredentials } from '../../../core/text/urlCredentials.ts';
import { abortOn } from '../../abortOn.ts';
import type { LanguageServer } from '../../language/languageServer.ts';
import type { Engine } from '../../running/engine.ts';
import { importArguments, importEnding, type JudgingPlan } from './importArguments.ts';

/** Samples of a long run take their time. */
const LONGEST_IMPORT_MS = 30 * 60_000;
const SHOW_LOG = 'Show Details';

/** Asks by which plan of the workspace results are to be judged. `none` where there is no plan, or none is wanted. */
export async function askForPlan(
  named: readonly string[],
  server: LanguageServer,
): Promise<JudgingPlan | 'none' | 'cancelled'> {
  const plans = (await vscode.workspace.findFiles(PLAN_GLOB, '**/{node_modules,.git}/**')).filter(
    ({ scheme }) => scheme === 'file',
  );
  if (plans.length === 0) return 'none';
  const none = {
    label: '$(circle-slash) No plan',
    description: 'the conditions that the tool itself judged',
    uri: undefined,
  };
  const items = plans
    .map((uri) => ({ label: vscode.workspace.asRelativePath(uri), description: 'its checks judge the results', uri }))
    .toSorted((a, b) => a.label.localeCompare(b.label));
  const picked = await vscode.window.showQuickPick([none, ...items], {
    title: 'Import Results',
    placeHolder: 'By which plan are the results judged?',
  });
  if (picked === undefined) return 'cancelled';
  if (picked.uri === undefined) return 'none';
  const plan = path.normalize(picked.uri.fsPath);
  const answer = await server.testsOf(picked.uri);
  const test = named.length === 1 ? await askForTest(answer) : {};
  if (test === 'cancelled') return 'cancelled';
  const environment = await askForEnvironment(answer);
  if (environment === 'cancelled') return 'cancelled';
  return { plan, ...test, ...environment };
}

/** Of several results nobody says of all of them at once which test they are of. */
async function askForTest(answer: TestsAnswer | undefined): Promise<{ test?: string } | 'cancelled'> {
  const tests = (answer?.tests ?? []).filter(({ kind }) => kind === 'test');
  if (tests.length < 2) return {};
  const byName = { label: 'As the name of the file tells', test: undefined };
  const picked = await vscode.window.showQuickPick([byName, ...tests.map(({ id }) => ({ label: id, test: id }))], {
    title: 'Import Results',
    placeHolder: 'Of which test is it a result?',
  });
  if (picked === undefined) return 'cancelled';
  return picked.test === undefined ? {} : { test: picked.test };
}

async function askForEnvironment(answer: TestsAnswer | undefined): Promise<{ environment?: string } | 'cancelled'> {
  if (answer?.environments.isChoiceNeeded !== true) return {};
  const picked = await vscode.window.showQuickPick(
    answer.environments.choices.map(({ id, target }) => ({
      label: id,
      ...(target && { description: withoutUrlCredentials(target) }),
    })),
    { title: 'Import Results', placeHolder: 'With the variables of which environment are the checks read?' },
  );
  return picked === undefined ? 'cancelled' : { environment: picked.label };
}

/** Imports with the command line, which reads the plan as a run does. The runs go into the results folder of the plan. */
export async function importByPlan(
  named: readonly string[],
  judging: JudgingPlan,
  engine: Engine,
  log: vscode.LogOutputChannel,
): Promise<void> {
  const [program, bundle] = engine.command;
  const said: string[] = [];
  const outcome = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: 'Importing results', cancellable: true },
    async (_, token) => {
      const { signal, dispose } = abortOn(token);
      const done = await runCommand([program, bundle, ...importArguments(named, judging)], {
        cwd: path.dirname(judging.plan),
        env: engine.environment,
        timeoutMs: LONGEST_IMPORT_MS,
        signal,
        onLine: (line, stream) => {
          log.info(line);
          if (stream === 'stderr') said.push(line);
        },
      });
      dispose();
      return signal.aborted ? undefined : done;
    },
  );
  // Who cancelled it knows; what was imported until then is in the list.
  if (outcome === undefined) return;
  const { level, words } = importEnding(outcome, vscode.workspace.asRelativePath(judging.plan), said);
  if (level === 'info') {
    vscode.window.setStatusBarMessage(words, 8000);
    return;
  }
  void vscode.window.showWarningMessage(words, SHOW_LOG).then((answer) => {
    if (answer === SHOW_LOG) log.show();
  });
}
