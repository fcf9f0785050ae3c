import * as vscode from 'vscode';
import { messageOf } from '../../../core/errors.ts';
import { OUTCOMES, outcomeText, type RunFilter } from '../tree/runFilter.ts';
import type { RunNode } from '../tree/runList.ts';
import type { RunsView } from '../tree/runsView.ts';

type Kind = keyof RunFilter;
interface Choice extends vscode.QuickPickItem {
  /** Absent for a heading. */
  of?: { [K in Kind]: { kind: K; value: RunFilter[K][number] } }[Kind];
}

const NATURAL = new Intl.Collator('en', { numeric: true });

/**
 * Asks which runs are to be shown: one of the chosen tests, with one of the chosen outcomes, on one of the chosen
 * environments. Environments stand in the runs, so they are gathered while the list is open.
 */
export async function askForFilter(view: RunsView, log: vscode.LogOutputChannel): Promise<void> {
  const runs = await view.allRuns();
  const list = vscode.window.createQuickPick<Choice>();
  list.title = 'Filter Runs';
  list.placeholder = 'Choose verdicts, tests and environments; none shows all runs';
  list.canSelectMany = true;
  list.matchOnDescription = true;
  let isOpen = true;
  let environments = [...new Set([...environmentsOf(runs), ...view.currentFilter.environments])];
  const fill = (filter: RunFilter): void => {
    const items = choicesOf(runs, environments);
    list.items = items;
    list.selectedItems = items.filter(({ of }) => of && (filter[of.kind] as readonly string[]).includes(of.value));
  };
  fill(view.currentFilter);
  const chosen = new Promise<RunFilter | undefined>((resolve) => {
    list.onDidAccept(() => resolve(filterOf(list.selectedItems)));
    list.onDidHide(() => resolve(undefined));
  });
  list.show();
  list.busy = true;
  const gather = (): void => {
    const found = [...new Set([...environments, ...environmentsOf(runs)])];
    if (!isOpen || found.length === environments.length) return;
    environments = found;
    fill(filterOf(list.selectedItems));
  };
  void view
    .readEverything(() => isOpen, gather)
    .then(gather)
    .catch((error: unknown) => log.error(`The environments of runs could not be read: ${messageOf(error)}`))
    .finally(() => {
      if (isOpen) list.busy = false;
    });
  const filter = await chosen;
  isOpen = false;
  list.dispose();
  if (filter !== undefined) await view.setFilter(filter);
}

function choicesOf(runs: readonly RunNode[], environments: readonly string[]): Choice[] {
  const tests = [...new Set(runs.map(({ testId }) => testId))].sort((one, other) => NATURAL.compare(one, other));
  const heading = (label: string): Choice => ({ label, kind: vscode.QuickPickItemKind.Separator });
  return [
    heading('verdict'),
    ...OUTCOMES.map((value): Choice => ({
      label: outcomeText(value),
      description: 'verdict',
      of: { kind: 'outcomes', value },
    })),
    heading('test'),
    ...tests.map((value): Choice => ({ label: value, description: 'test', of: { kind: 'tests', value } })),
    ...(environments.length === 0 ? [] : [heading('environment')]),
    ...environments
      .toSorted()
      .map((value): Choice => ({ label: value, description: 'environment', of: { kind: 'environments', value } })),
  ];
}

function filterOf(choices: readonly Choice[]): RunFilter {
  const chosen = choices.flatMap(({ of }) => (of === undefined ? [] : [of]));
  return {
    tests: chosen.flatMap((one) => (one.kind === 'tests' ? [one.value] : [])),
    outcomes: chosen.flatMap((one) => (one.kind === 'outcomes' ? [one.value] : [])),
    environments: chosen.flatMap((one) => (one.kind === 'environments' ? [one.value] : [])),
  };
}

function environmentsOf(runs: readonly RunNode[]): string[] {
  const all = runs.map(({ summary }) => (summary?.kind === 'known' ? summary.environment : undefined));
  return [...new Set(all.filter((id) => id !== undefined))];
}
