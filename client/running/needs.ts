import * as vscode from 'vscode';
import { assertNever } from '../../core/errors.ts';
import type { Need } from '../../core/protocol/runHost.ts';
import type { Given } from './runChoice.ts';
import type { Secrets } from './secrets.ts';

/** What was given so far, secrets by their names. */
export interface GivenForRun extends Given {
  secrets: Readonly<Record<string, string>>;
}

/** What a person can give at the keyboard. A tool has to be installed first. */
export type GivableNeed = Exclude<Need, { what: 'tool' }>;

/** Gets what a run needs before it can start. Undefined when the person would rather not: nothing is sent then. */
export async function provide(
  need: GivableNeed,
  file: string,
  given: GivenForRun,
  secrets: Secrets,
): Promise<GivenForRun | undefined> {
  switch (need.what) {
    case 'confirmation':
      return (await isTyped(need)) ? { ...given, confirmed: [...given.confirmed, need.typed] } : undefined;
    case 'secret': {
      const value = (await secrets.valueOf(file, need.name)) ?? (await secrets.ask(file, need.name));
      return value === undefined ? undefined : { ...given, secrets: { ...given.secrets, [need.name]: value } };
    }
    case 'parallel':
      return (await mayRunBeside(need.why)) ? { ...given, isParallel: true } : undefined;
    default:
      return assertNever(need);
  }
}

/** Typing the word takes longer than pressing a button by mistake, which is what it is for. */
export async function isTyped({
  typed,
  why,
}: Pick<Extract<Need, { what: 'confirmation' }>, 'typed' | 'why'>): Promise<boolean> {
  const written = await vscode.window.showInputBox({
    title: 'Confirm Load',
    prompt: `${why}. Type ${typed} to send load all the same.`,
    placeHolder: typed,
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === typed ? undefined : `Type ${typed}, or press Escape to send nothing.`),
  });
  return written?.trim() === typed;
}

const RUN_BOTH = 'Run Both';

async function mayRunBeside(why: string): Promise<boolean> {
  const chosen = await vscode.window.showWarningMessage(
    'Another run sends load to the same target.',
    { modal: true, detail: why },
    RUN_BOTH,
  );
  return chosen === RUN_BOTH;
}
