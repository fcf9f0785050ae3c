/** `$ `, `user@host:~$ `, `(venv) $ `, `% ` and `PS C:\> `, with the command behind it. */
const PROMPT = /^\s*(?:\([\w.-]+\)\s*)?(?:[\w.-]+@[\w.-]+[^$%#\n]{0,60})?[$%](?:\s+(.*))?$/;
const POWERSHELL_PROMPT = /^\s*PS(?:\s+[^>\n]*)?>\s?(.*)$/;
const CONTINUED = /(?:\\|&&|\|\|?)\s*$/;

/** Whether the text shows a session at a terminal: its first line has a prompt. */
export function showsPrompt(text: string): boolean {
  const first = text.split('\n').find((line) => line.trim() !== '' && !line.trimStart().startsWith('#'));
  return first !== undefined && commandOf(first) !== undefined;
}

/** What was typed in a session, without prompts and without what was printed. Empty where there is no prompt. */
export function typedInSession(text: string): string {
  const typed: string[] = [];
  let isContinued = false;
  for (const line of text.split(/\r?\n/)) {
    const command = commandOf(line);
    const more = command ?? (isContinued ? line.replace(/^\s*> ?/, '') : undefined);
    if (more === undefined) continue;
    typed.push(more);
    isContinued = CONTINUED.test(more);
  }
  return typed.join('\n');
}

function commandOf(line: string): string | undefined {
  const found = PROMPT.exec(line) ?? POWERSHELL_PROMPT.exec(line);
  return found === null ? undefined : (found[1] ?? '');
}
