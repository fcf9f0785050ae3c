import * as vscode from 'vscode';
import { fillPlaceholders, whyNotFilled, type FilledText } from '../../../core/checklist/runbook/fillPlaceholders.ts';
import { findPlaceholders } from '../../../core/checklist/runbook/placeholders.ts';
import type { RunbookBlock } from '../../../core/checklist/runbook/runbookBlocks.ts';

/** What is run, and the secrets among what was given. */
export interface GivenText extends FilledText {
  secrets: readonly string[];
}

/** Asks for what has to be filled in. Answers are offered again until the window closes; secrets are kept nowhere. */
export class PlaceholderAnswers {
  private readonly given = new Map<string, string>();

  /** Undefined when the person would rather not run it. The document stays as it is. */
  async ask({ commands, shell, title }: RunbookBlock): Promise<GivenText | undefined> {
    const placeholders = findPlaceholders(commands);
    const values: string[] = [];
    const secrets: string[] = [];
    for (const [index, placeholder] of placeholders.entries()) {
      const { name, kind, isSecret } = placeholder;
      const count = placeholders.length > 1 ? ` (${index + 1} of ${placeholders.length})` : '';
      const isElision = kind === 'elision';
      const value = await vscode.window.showInputBox({
        title: `${isElision ? 'What Was Left Out' : name}${count}`,
        prompt: isElision
          ? `"${title}" leaves words out here: ${name}. Type them, or nothing where none are needed. For this run only`
          : `"${title}" needs a value for ${name}. For this run only; the document stays as it is`,
        value: isSecret || isElision ? '' : (this.given.get(name) ?? ''),
        password: isSecret,
        ignoreFocusOut: true,
        validateInput: (text) => whyNotFilled(placeholder, text, commands, shell),
      });
      if (value === undefined) return undefined;
      values.push(value);
      if (isSecret) secrets.push(value);
      else if (!isElision) this.given.set(name, value);
    }
    return { ...fillPlaceholders(commands, values, shell), secrets };
  }
}
