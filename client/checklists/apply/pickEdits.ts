import * as vscode from 'vscode';
import { applyEdits } from '../../../core/text/applyEdits.ts';
import { messageOf } from '../../../core/errors.ts';
import type { TextEdit } from '../../../core/problem.ts';
import { EditPreview } from './editPreview.ts';

/** A change that a person may choose, in words. */
export interface Proposal {
  label: string;
  description: string;
  detail: string;
  edit: TextEdit;
}

export interface Proposals<T extends Proposal> {
  title: string;
  placeholder: string;
  uri: vscode.Uri;
  /** That the places of the edits are in. */
  text: string;
  proposals: readonly T[];
}

/** Asks which of the changes are made, all of them to begin with. Undefined where the person turns away. */
export async function pickEdits<T extends Proposal>({
  title,
  placeholder,
  uri,
  text,
  proposals,
}: Proposals<T>): Promise<T[] | undefined> {
  const difference = { iconPath: new vscode.ThemeIcon('diff'), tooltip: 'Show Difference' };
  const list = vscode.window.createQuickPick<vscode.QuickPickItem & { of: T }>();
  list.title = title;
  list.placeholder = placeholder;
  list.canSelectMany = true;
  list.matchOnDescription = true;
  // Whoever looks at the difference comes back to the list.
  list.ignoreFocusOut = true;
  list.buttons = [difference];
  list.items = proposals.map((of) => ({
    of,
    label: plain(of.label),
    description: plain(of.description),
    detail: plain(of.detail),
  }));
  list.selectedItems = list.items;
  const preview = new EditPreview(uri, text);
  const chosen = (): T[] => list.selectedItems.map(({ of }) => of);
  const propose = (): void =>
    preview.propose(
      applyEdits(
        text,
        chosen().map(({ edit }) => edit),
      ),
    );
  propose();
  const subscriptions = [
    list.onDidChangeSelection(propose),
    list.onDidTriggerButton(() => void preview.show().catch(tellFailure)),
  ];
  try {
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

/** Words like `$(check)` are no icons here. */
export function plain(text: string): string {
  return text.replaceAll('$(', '\\$(');
}
