import * as vscode from 'vscode';
import type { Environments as Offered, EnvironmentChoice } from '../../core/language/languageDocument.ts';
import { withoutUrlCredentials } from '../../core/text/urlCredentials.ts';

/** What was chosen where a person decided against every environment of an Artillery script. */
const NONE = '';

/** Which environment the runs of a file are made against: as chosen in this workspace, otherwise the file's default. */
export class Environments implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;

  constructor(private readonly memory: vscode.Memento) {}

  /** Undefined: that of the file, or none. A choice that the file has no more does not count. */
  chosenFor(file: string, { choices }: Offered): string | undefined {
    const chosen = this.memory.get<string>(keyOf(file));
    return choices.some(({ id }) => id === chosen) ? chosen : undefined;
  }

  /** What is shown as the one that a run would be made against. */
  effectiveFor(file: string, offered: Offered): EnvironmentChoice | undefined {
    const chosen = this.chosenFor(file, offered);
    return offered.choices.find(({ id, isDefault }) => (chosen === undefined ? isDefault : id === chosen));
  }

  /** For a run: asks where one is needed and none is known. `cancelled` when the person would rather not. */
  async forRun(file: string, offered: Offered): Promise<{ id: string | undefined } | 'cancelled'> {
    const chosen = this.chosenFor(file, offered);
    if (chosen !== undefined || !offered.isChoiceNeeded) return { id: chosen };
    return this.choose(file, offered);
  }

  /** Lets a person choose, and keeps it for later runs. */
  async choose(file: string, offered: Offered): Promise<{ id: string | undefined } | 'cancelled'> {
    const current = this.effectiveFor(file, offered)?.id;
    const items = offered.choices.map((choice) => ({ ...itemOf(choice), picked: choice.id === current }));
    const mayBeNone = !offered.isChoiceNeeded && !offered.choices.some(({ isDefault }) => isDefault);
    const none = { label: 'No environment', description: 'what the file itself says', id: NONE };
    const picked = await vscode.window.showQuickPick([...items, ...(mayBeNone ? [none] : [])], {
      title: 'Select Environment',
      placeHolder: `Runs of ${vscode.workspace.asRelativePath(file)} are made against it`,
      matchOnDescription: true,
    });
    if (picked === undefined) return 'cancelled';
    await this.memory.update(keyOf(file), picked.id === NONE ? undefined : picked.id);
    this.changed.fire();
    return { id: picked.id === NONE ? undefined : picked.id };
  }

  dispose(): void {
    this.changed.dispose();
  }
}

function itemOf({ id, target, isDefault, isProtected }: EnvironmentChoice): vscode.QuickPickItem & { id: string } {
  const marks = [
    target && withoutUrlCredentials(target),
    isDefault ? 'default' : undefined,
    isProtected ? 'protected' : undefined,
  ];
  return {
    id,
    label: isProtected ? `$(shield) ${id}` : id,
    description: marks.filter((mark) => mark !== undefined).join(' · '),
  };
}

function keyOf(file: string): string {
  return `environment ${file}`;
}
