// Starts and stops the VS Code server, and installs .vsix files into it.
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import * as nodeModule from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { ensureServer } from './install.mjs';

/** Settings that keep the window quiet and the picture the same from run to run. */
export const QUIET_SETTINGS = {
  'workbench.colorTheme': 'Light 2026',
  'window.autoDetectColorScheme': false,
  'window.autoDetectHighContrast': false,
  'workbench.startupEditor': 'none',
  'workbench.quickOpen.closeOnFocusLost': false, // an editor that opens late must not close the palette
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.reduceMotion': 'on',
  'workbench.enableExperiments': false,
  'window.restoreWindows': 'none',
  'window.commandCenter': false,
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': 'off',
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  'telemetry.telemetryLevel': 'off',
  'remote.autoForwardPorts': false,
  'git.enabled': false,
  'git.openRepositoryInParentFolders': 'never',
  'files.autoSave': 'off',
  'files.hotExit': 'off',
  'editor.cursorBlinking': 'solid',
  'terminal.integrated.gpuAcceleration': 'off', // text in the DOM, not on a canvas
  'terminal.integrated.initialHint': false,
  'editor.minimap.enabled': false,
  'editor.scrollBeyondLastLine': false,
  'explorer.confirmDelete': false,
  'security.workspace.trust.enabled': false,
};

/** What a window for people needs: no look-ups on the internet, no side bar for chats. */
export const PRIVATE_SETTINGS = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'remote.autoForwardPorts': false,
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': 'off',
  'update.mode': 'none',
  'telemetry.telemetryLevel': 'off',
};

const MAIN = 'out/server-main.js';
// The extension host runs on this Node too. VS Code 1.117 and older need a Node 22 here: their host hangs on 24.
const NODE = process.env.VSCODE_TEST_NODE ?? process.execPath;

/**
 * @param {object} o
 * @param {string} o.cacheDir      where VS Code is (or will be) installed
 * @param {object} [o.settings]    user settings, on top of QUIET_SETTINGS
 * @param {string} [o.extensionsDir] installed extensions; by default an empty folder per run
 * @param {Record<string,string|undefined>} [o.env] passed on to the extension host
 * @param {string} [o.logFile]     server output; by default kept in memory only
 * @param {number} [o.port]        by default any free one
 * @param {boolean} [o.forTests]   true (default): test driver on, quiet settings, ends with its windows. false: as people use it
 */
export async function startServer(o) {
  if (NODE === process.execPath && !('registerHooks' in nodeModule)) {
    throw new Error(`the server needs Node 22.15 or later, best 24 (this is ${process.version})`);
  }
  const root = ensureServer(o.cacheDir);
  const runDir = fs.mkdtempSync(path.join(os.tmpdir(), 'vscode-run-'));
  const userData = path.join(runDir, 'data');
  const extensionsDir = o.extensionsDir ?? path.join(runDir, 'extensions');
  fs.mkdirSync(path.join(userData, 'User'), { recursive: true });
  fs.mkdirSync(extensionsDir, { recursive: true });
  const forTests = o.forTests ?? true;
  fs.writeFileSync(
    path.join(userData, 'User/settings.json'),
    JSON.stringify({ ...(forTests ? QUIET_SETTINGS : PRIVATE_SETTINGS), ...o.settings }, null, 2),
  );

  const child = spawn(
    NODE,
    [
      path.join(root, MAIN),
      '--host',
      '127.0.0.1',
      '--port',
      String(o.port ?? 0),
      '--without-connection-token',
      '--accept-server-license-terms',
      '--telemetry-level',
      'off',
      '--user-data-dir',
      userData,
      '--extensions-dir',
      extensionsDir,
      // A closed window is gone for good, and a server whose owner was killed ends by itself.
      ...(forTests
        ? [
            '--enable-smoke-test-driver',
            '--disable-workspace-trust',
            '--reconnection-grace-time',
            '5',
            '--enable-remote-auto-shutdown',
            // Programs are found where the test says, not where a login shell would look.
            '--force-disable-user-env',
          ]
        : []),
      ...(o.extraArgs ?? []),
    ],
    {
      detached: true, // a process group of its own, so that stop() reaches the extension hosts too
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        NODE_OPTIONS: undefined,
        VSCODE_IPC_HOOK_CLI: undefined,
        EXTENSIONS_GALLERY: '{}',
        XDG_RUNTIME_DIR: runDir, // its sockets go away with the run
        ...o.env,
      },
    },
  );

  let output = '';
  const onText = (t) => {
    output = (output + t).slice(-200_000);
    if (o.logFile) fs.appendFileSync(o.logFile, t);
  };
  child.stdout.setEncoding('utf8').on('data', onText);
  child.stderr.setEncoding('utf8').on('data', onText);

  const signal = (s) => {
    try {
      process.kill(-child.pid, s);
    } catch {
      /* already gone */
    }
  };
  const stop = async () => {
    const gone =
      child.exitCode !== null || child.signalCode !== null
        ? Promise.resolve()
        : new Promise((r) => child.once('exit', r));
    signal('SIGTERM');
    const late = setTimeout(() => signal('SIGKILL'), 3000);
    await gone;
    clearTimeout(late);
    signal('SIGKILL'); // what is left of the group
    fs.rmSync(runDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    process.off('exit', endWithOwner);
  };
  /** However the owner ends. */
  function endWithOwner() {
    signal('SIGKILL');
    fs.rmSync(runDir, { recursive: true, force: true });
  }
  process.once('exit', endWithOwner);

  const port = await new Promise((resolve, reject) => {
    const give = setTimeout(() => reject(new Error(`VS Code server gave no port within 60 s:\n${output}`)), 60_000);
    const look = () => {
      const m = /Extension host agent listening on (\d+)/.exec(output);
      if (m) {
        clearTimeout(give);
        resolve(Number(m[1]));
      }
    };
    child.stdout.on('data', look);
    child.once('exit', (code, sig) => {
      clearTimeout(give);
      const short = output
        .split('\n')
        .map((line) => line.slice(0, 300))
        .join('\n'); // stack traces quote whole bundles
      reject(new Error(`VS Code server ended at once (${sig ?? code}):\n${short}`));
    });
  }).catch(async (e) => {
    await stop();
    throw e;
  });

  return {
    port,
    authority: `127.0.0.1:${port}`,
    url: `http://127.0.0.1:${port}/`,
    userData,
    runDir, // also the runtime folder of what the extension starts
    extensionsDir,
    pid: child.pid,
    output: () => output,
    exited: new Promise((r) => child.once('exit', (code, sig) => r(sig ?? code))),
    stop,
  };
}

/** Install .vsix files into a folder that startServer({extensionsDir}) then uses. */
export function installVsix(cacheDir, extensionsDir, ...files) {
  const root = ensureServer(cacheDir);
  const data = fs.mkdtempSync(path.join(os.tmpdir(), 'vscode-install-'));
  try {
    const done = spawnSync(
      NODE,
      [
        path.join(root, MAIN),
        '--accept-server-license-terms',
        '--user-data-dir',
        data,
        '--extensions-dir',
        extensionsDir,
        '--force',
        ...files.flatMap((f) => ['--install-extension', path.resolve(f)]),
      ],
      { encoding: 'utf8' },
    );
    const text = done.stdout + done.stderr;
    if (done.status !== 0 || !/successfully installed/i.test(text))
      throw new Error(`install failed (${done.status}):\n${text}`);
    return text;
  } finally {
    fs.rmSync(data, { recursive: true, force: true });
  }
}
