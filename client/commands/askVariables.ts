import * as vscode from 'vscode';
import type { VariableChoice } from '../../core/language/languageDocument.ts';

interface Item extends vscode.QuickPickItem {
  variable?: VariableChoice;
}

/**
 * Lets a person give variables of the plan other values for one run. Undefined when there are none, which is said, and
 * when the person would rather not run.
 */
export async function askVariables(
  where: string,
  variables: readonly VariableChoice[],
  environment: string | undefined,
): Promise<Record<string, string> | undefined> {
  if (variables.length === 0) {
    void vscode.window.showInformationMessage(`${where} has no \`variables\` that could get another value.`);
    return undefined;
  }
  const changed: Record<string, string> = {};
  const valueOf = ({ name, value, ofEnvironment }: VariableChoice): string | undefined =>
    changed[name] ?? (environment === undefined ? undefined : ofEnvironment[environment]) ?? value;
  for (;;) {
    const items: Item[] = [
      { label: '$(play) Run', description: 'with these values', alwaysShow: true },
      ...variables.map((variable) => ({
        label: variable.name,
        description: `${valueOf(variable) ?? 'no value'}${variable.name in changed ? ' (for this run)' : ''}`,
        variable,
      })),
    ];
    const picked = await vscode.window.showQuickPick(items, {
      title: 'Variables for This Run',
      placeHolder: 'Run, or choose a variable to change; the plan stays as it is',
      ignoreFocusOut: true,
    });
    if (picked === undefined) return undefined;
    const { variable } = picked;
    if (variable === undefined) return changed;
    const value = await vscode.window.showInputBox({
      title: variable.name,
      value: valueOf(variable) ?? '',
      prompt: 'For this run only',
      ignoreFocusOut: true,
    });
    if (value !== undefined) changed[variable.name] = value;
  }
}
