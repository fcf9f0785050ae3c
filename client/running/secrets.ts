import * as vscode from 'vscode';

/**
 * Values of secrets in VS Code's secret storage, which the operating system keeps: never in settings, files or logs. A
 * plan of one folder never gets the secrets of another's.
 */
export class Secrets {
  constructor(private readonly storage: vscode.SecretStorage) {}

  async valueOf(file: string, name: string): Promise<string | undefined> {
    const stored = await this.storage.get(keyOf(file, name));
    return stored === '' ? undefined : stored;
  }

  /** Asks for the value and keeps it. Undefined when the person would rather not. */
  async ask(file: string, name: string): Promise<string | undefined> {
    const value = await vscode.window.showInputBox({
      title: `Secret ${name}`,
      prompt: `The plan needs a value for ${name}. It is kept in the secret storage of VS Code and handed to the run in its environment.`,
      password: true,
      ignoreFocusOut: true,
      validateInput: (text) => (text === '' ? 'A secret without a value counts as none.' : undefined),
    });
    if (value === undefined || value === '') return undefined;
    await this.storage.store(keyOf(file, name), value);
    return value;
  }

  /** Forgets all secrets of a file; gives the names of those that there were. */
  async forget(file: string): Promise<string[]> {
    const prefix = keyOf(file, '');
    const keys = (await this.storage.keys()).filter((key) => key.startsWith(prefix));
    for (const key of keys) await this.storage.delete(key);
    return keys.map((key) => key.slice(prefix.length));
  }
}

function keyOf(file: string, name: string): string {
  return `secret ${file}\n${name}`;
}
