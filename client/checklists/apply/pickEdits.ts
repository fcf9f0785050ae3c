import * as vscode from 'vscode';
import { messageOf } from '../../../core/errors.ts';
import { EditPreview } from './editPreview.ts';

/** A change that a person may choose, in words. */
export interface Proposal {
  label: string;
  description: string;
  detail: string;
  /** The heading that it stands under in the list. */
  group?: string;
  /** Is not chosen until the person does it. */
  isDoubtful?: boolean;
}

/** What is told beside the changes, and cannot be chosen. */
export type Remark = Pick<Proposal, 'label' | 'description' | 'detail'>;

export interface Proposals<T extends Proposal> {
  title: string;
  placeholder: string;
  uri: vscode.Uri;
  /** As it is now. */
  text: string;
  /** With what has been chosen. */
  textWith: (chosen: readonly T[]) => string;
  proposals: readonly T[];
  remarks?: { group: string; of: readonly Remark[] };
  /** The difference stands behind the list from the start. */
  showsDifference?: boolean;
}

type Entry<T> = vscode.QuickPickItem & { of?: T };

/** Asks which of the changes are made; those without doubt to begin with. Undefined where the person turns away. */
export async function pickEdits<T extends Proposal>({
  title,
  placeholder,
  uri,
  text,
  textWith,
  proposals,
  remarks,
  showsDifference = false,
}: Proposals<T>): Promise<T[] | undefined> {
  const difference = { iconPath: new vscode.ThemeIcon('diff'), tooltip: 'Show Difference' };
  const list = vscode.window.createQuickPick<Entry<T>>();
  list.title = title;
  list.placeholder = placeholder;
  list.canSelectMany = true;
  list.matchOnDescription = true;
  // Whoever looks at the difference comes back to the list.
  list.ignoreFocusOut = true;
  list.buttons = [difference];
  list.items = [...entriesOf(proposals), ...remarkEntries<T>(remarks)];
  list.selectedItems = list.items.filter(({ of }) => of !== undefined && of.isDoubtful !== true);
  const preview = new EditPreview(uri, text);
  const chosen = (): T[] => list.selectedItems.flatMap(({ of }) => of ?? []);
  const propose = (): void => {
    const real = list.selectedItems.filter(({ of }) => of !== undefined);
    if (real.length < list.selectedItems.length) list.selectedItems = real;
    preview.propose(textWith(chosen()));
  };
  propose();
  const subscriptions = [
    list.onDidChangeSelection(propose),
    list.onDidTriggerButton(() => void preview.show().catch(tellFailure)),
  ];
  try {
    if (showsDifference) await preview.show();
    return await new Promise<T[] | undefined>((resolve) => {
      list.onDidAccept(() => resolve(chosen()));
      list.onDidHide(() => resolve(undefined));
      list.show();
    });
  } finally {
    vscode.Disposable.from(...subscriptions, list).dispose();
    await preview.close();
  }
}

function tellFailure(error: unknown): void {
  void vscode.window.showErrorMessage(`The difference cannot be shown: ${messageOf(error)}`);
}

function entriesOf<T extends Proposal>(proposals: readonly T[]): Entry<T>[] {
  let last: string | undefined;
  return proposals.flatMap((of): Entry<T>[] => {
    const entry = { of, ...inWords(of) };
    if (of.group === undefined || of.group === last) return [entry];
    last = of.group;
    return [heading(of.group), entry];
  });
}

function remarkEntries<T>(remarks: Proposals<never>['remarks']): Entry<T>[] {
  if (remarks === undefined || remarks.of.length === 0) return [];
  return [heading(remarks.group), ...remarks.of.map(inWords)];
}

function heading(label: string): vscode.QuickPickItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

function inWords({ label, description, detail }: Remark): vscode.QuickPickItem {
  return { label: plain(label), description: plain(description), detail: plain(detail) };
}

/** Words like `$(check)` are no icons here. */
export function plain(text: string): string {
  return text.replaceAll('$(', '\\$(');
}
