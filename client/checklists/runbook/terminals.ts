import * as vscode from 'vscode';
import { terminalName } from './blockWords.ts';

export interface TerminalWish {
  title: string;
  cwd: string;
  /** Added to what every terminal of the editor gets. */
  env: Readonly<Record<string, string>>;
  /** Used where the person's own shell does not read such commands. */
  program: string;
  isPowerShell: boolean;
  text: string;
}

interface OwnTerminal {
  terminal: vscode.Terminal;
  /** What makes it the right one for the next wish. */
  key: string;
  /** Something was handed over that the shell has not begun yet. */
  isAwaited: boolean;
  running: number;
}

/** Terminals that were opened for blocks. One that has nothing to do is taken again for the same heading. */
export class BlockTerminals implements vscode.Disposable {
  private readonly own: OwnTerminal[] = [];
  private readonly subscriptions = vscode.Disposable.from(
    vscode.window.onDidStartTerminalShellExecution(({ terminal }) => {
      const one = this.find(terminal);
      if (one === undefined) return;
      one.isAwaited = false;
      one.running += 1;
    }),
    vscode.window.onDidEndTerminalShellExecution(({ terminal }) => {
      const one = this.find(terminal);
      if (one !== undefined) one.running -= 1;
    }),
    vscode.window.onDidCloseTerminal((closed) => {
      const at = this.own.findIndex(({ terminal }) => terminal === closed);
      if (at >= 0) this.own.splice(at, 1);
    }),
  );

  /** Resolves when the commands are handed over. */
  async run({ title, cwd, env, program, isPowerShell, text }: TerminalWish): Promise<void> {
    const name = terminalName(title);
    const shellPath = readsCommands(vscode.env.shell, isPowerShell) ? undefined : program;
    const key = JSON.stringify([name, cwd, shellPath, env]);
    let one = this.own.find((known) => known.key === key && isIdle(known));
    if (one === undefined) {
      const terminal = vscode.window.createTerminal({
        name,
        cwd,
        env: { ...env },
        // What is in its environment is not kept for the next window.
        isTransient: true,
        ...(shellPath === undefined ? {} : { shellPath }),
      });
      one = { terminal, key, isAwaited: false, running: 0 };
      this.own.push(one);
    }
    one.isAwaited = true;
    one.terminal.show(true);
    await isReady(one.terminal);
    one.terminal.sendText(text.replace(/\n+$/, ''), true);
  }

  /** The terminals stay: they are the person's. */
  dispose(): void {
    this.subscriptions.dispose();
  }

  private find(terminal: vscode.Terminal): OwnTerminal | undefined {
    return this.own.find((one) => one.terminal === terminal);
  }
}

/** A shell that tells of its commands says so when it has begun; others are not waited for any longer. */
const LONGEST_BEGINNING_MS = 3000;

function isReady(terminal: vscode.Terminal): Promise<void> {
  if (terminal.shellIntegration !== undefined) return Promise.resolve();
  return new Promise((resolve) => {
    const subscriptions: vscode.Disposable[] = [];
    const finish = (): void => {
      clearTimeout(late);
      for (const subscription of subscriptions) subscription.dispose();
      resolve();
    };
    const late = setTimeout(finish, LONGEST_BEGINNING_MS);
    subscriptions.push(
      vscode.window.onDidChangeTerminalShellIntegration((change) => {
        if (change.terminal === terminal) finish();
      }),
      vscode.window.onDidCloseTerminal((closed) => {
        if (closed === terminal) finish();
      }),
    );
  });
}

/** Without the shell's help nobody knows whether it has something to do; then it counts as busy. */
function isIdle({ terminal, isAwaited, running }: OwnTerminal): boolean {
  return terminal.exitStatus === undefined && terminal.shellIntegration !== undefined && !isAwaited && running <= 0;
}

function readsCommands(shell: string, isPowerShell: boolean): boolean {
  return (isPowerShell ? /(?:pwsh|powershell)(?:\.exe)?$/i : /(?:^|[/\\])(?:ba|z|k|da)?sh(?:\.exe)?$/i).test(shell);
}
