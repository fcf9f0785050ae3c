import path from 'node:path';

/** How the command line is started from the editor: the engine that CI uses, on the Node that VS Code brings. */
export interface Engine {
  command: readonly [string, string];
  environment: NodeJS.ProcessEnv;
}

/** What VS Code puts into the environment of its own processes is nothing for a load generator. */
const OF_THE_EDITOR = /^(VSCODE_|ELECTRON_|APPLICATION_INSIGHTS_|CHROME_)/;

/** The environment that the editor was started with. */
export function environmentOfPerson(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      value === undefined || OF_THE_EDITOR.test(name) ? [] : [[name, value]],
    ),
  );
}

export function engineIn(extensionPath: string): Engine {
  return {
    command: [process.execPath, path.join(extensionPath, 'dist', 'cli.js')],
    // In desktop VS Code that program is the editor itself, which this turns into a plain Node.
    environment: { ...environmentOfPerson(), ELECTRON_RUN_AS_NODE: '1' },
  };
}
