import fs from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { isAlive, until } from '../support/until.ts';
import { openWindow, type Window } from './window.ts';

const block = (language: string, code: string): string => `\`\`\`${language}\n${code}\n\`\`\`\n`;
const TEXTS: Readonly<Record<string, string>> = {
  'greet.md': `# Greet\n\n${block('bash', 'echo "hello from $(basename "$PWD")"\necho "$DEMO_WORD and $HEADROOM_TARGET"')}`,
  'fail.md': `# Fail\n\n${block('sh', 'echo before\nls no-such-file\necho never')}`,
  'wait.md': `# Wait\n\n${block('bash', 'sleep 300 &\necho "$!" > sleeper.txt\nwait')}`,
  'ask.md': `# Ask\n\n${block('bash', 'printf \'%s|%s\' <who> "<what>" > answer.txt')}`,
  'secret.md': `# Secret\n\n${block('bash', 'export TOKEN="<api-token>"\necho "token $TOKEN"; test -n "$TOKEN"')}`,
  'harm.md': `# Harm\n\n${block('bash', 'rm -rf victim')}`,
  'shell.md': `# Shell\n\n${block('console', '$ echo "$DEMO_WORD" >> typed.txt\nprinted')}`,
  'plain.md': `# Plain\n\n${block('yaml', 'a: 1')}\nNo commands.\n`,
};
const PLAN = `headroom: 1
variables: { DEMO_WORD: everywhere }
environments:
  staging: { target: 'http://127.0.0.1:8080', variables: { DEMO_WORD: staging } }
tests:
  search: { runner: http, request: 'GET \${target}/', stages: [{ users: 1, duration: 1s }] }
`;

let window: Window;
const at = (name: string): string => path.join(window.workspace, name);
const textIn = (name: string): string => fs.readFileSync(at(name), 'utf8');
const lens = (text: string | RegExp): Locator =>
  window.workbench.page.locator('.editor-instance .codelens-decoration a').filter({ hasText: text });
const input = (): Locator => window.workbench.page.locator('.quick-input-widget .quick-input-box input');
const title = (text: string): Locator =>
  window.workbench.page.locator('.quick-input-widget .quick-input-title', { hasText: text });
const dialog = (): Locator => window.workbench.page.locator('.monaco-dialog-box');
const output = (): Locator => window.workbench.page.locator('.output-view .view-lines');
const pictures = process.env['HEADROOM_PICTURES'];
const picture = async (name: string): Promise<void> => {
  if (pictures !== undefined) await window.workbench.page.screenshot({ path: path.join(pictures, `${name}.png`) });
};
/** The evidence of a document's only block. */
const record = (name: string): { exitCode: number | null; isCancelled?: boolean; folder: string } | undefined => {
  const file = at(`${name}.headroom.json`);
  if (!fs.existsSync(file)) return undefined;
  const { steps } = JSON.parse(fs.readFileSync(file, 'utf8')) as {
    steps: Record<string, { exitCode: number | null; isCancelled?: boolean; folder: string }>;
  };
  return Object.values(steps)[0];
};
const open = async (name: string): Promise<void> => {
  await window.workbench.openFile(name);
  await lens('Run as Step').waitFor();
};

beforeAll(async () => {
  window = await openWindow((workspace) => {
    for (const [name, text] of Object.entries(TEXTS)) fs.writeFileSync(path.join(workspace, name), text);
    fs.writeFileSync(path.join(workspace, 'shop.headroom.yaml'), PLAN);
    fs.mkdirSync(path.join(workspace, 'victim'));
    fs.writeFileSync(path.join(workspace, 'victim', 'kept.txt'), 'kept');
  });
  // So that one file of the Explorer has the name of each document.
  window.workbench.settings({ 'files.exclude': { '**/.vscode': true, '**/*.headroom.json': true } });
});
afterAll(() => window.close());
beforeEach(async () => {
  const { page } = window.workbench;
  for (let times = 0; times < 2; times++) await page.keyboard.press('Escape');
  // A text that a failed test left changed would be asked about.
  if ((await page.locator('.tab.active.dirty').count()) > 0) await window.workbench.command('File: Revert File');
  await window.workbench.command('View: Close All Editors');
  await page.locator('.tabs-container .tab').first().waitFor({ state: 'detached' });
});

describe('a step', () => {
  test('that succeeds shows its output, its exit code and what it leaves', async () => {
    await open('greet.md');
    await lens('Run as Step').click();
    await lens(/exit 0 · .* · just now/).waitFor();
    await output()
      .filter({ hasText: `hello from ${path.basename(window.workspace)}` })
      .waitFor();
    const { exitCode, folder } = record('greet.md')!;
    expect(exitCode).toBe(0);
    expect(textIn(path.join(folder, 'output.txt'))).toBe(
      `hello from ${path.basename(window.workspace)}\nstaging and http://127.0.0.1:8080\n`,
    );
    expect(textIn('headroom-results/.gitignore')).toBe('*\n');
    expect(textIn('greet.md')).toBe(TEXTS['greet.md']);
  });

  test('can be looked at in every theme', async () => {
    await open('greet.md');
    for (const theme of ['light', 'high-contrast', 'high-contrast-light', 'dark'] as const) {
      await window.workbench.theme(theme);
      await lens('exit 0').hover();
      await picture(`runbook-${theme}`);
    }
  });

  test('says that its block was changed since', async () => {
    await open('greet.md');
    await window.workbench.line('DEMO_WORD').click();
    await window.workbench.page.keyboard.press('End');
    await window.workbench.page.keyboard.type(' # more');
    await lens('changed since it ran').waitFor();
    await picture('runbook-changed');
    await window.workbench.command('File: Revert File');
    await lens('changed since it ran').waitFor({ state: 'detached' });
  });

  test('that fails stops at the command that did, and its output opens', async () => {
    await open('fail.md');
    await lens('Run as Step').click();
    await lens(/exit [12] ·/).waitFor();
    const kept = textIn(path.join(record('fail.md')!.folder, 'output.txt'));
    expect(kept).toMatch(/^before\n.*no-such-file/s);
    expect(kept).not.toContain('never');
    await (await window.workbench.notifications()).filter({ hasText: 'The step "Fail" failed' }).waitFor();
    await window.workbench.page.keyboard.press('Escape');
    await lens(/exit [12] ·/).click();
    await window.workbench.page.getByRole('tab', { name: 'output.txt' }).waitFor();
  });

  test('is stopped with all that it has started', async () => {
    await open('wait.md');
    await lens('Run as Step').click();
    await expect.poll(() => fs.existsSync(at('sleeper.txt')) && textIn('sleeper.txt').trim() !== '').toBe(true);
    await lens('running').waitFor();
    await picture('runbook-running');
    await lens('Stop').click();
    await lens('cancelled').waitFor();
    expect(record('wait.md')).toMatchObject({ exitCode: null, isCancelled: true });
    const sleeper = Number(textIn('sleeper.txt'));
    await until(() => !isAlive(sleeper));
  });
});

describe('a placeholder', () => {
  test('is asked for, and its value is a word and no command', async () => {
    await open('ask.md');
    await lens('Run as Step').click();
    await title('who (1 of 2)').waitFor();
    await picture('runbook-placeholder');
    await input().fill('Ada; touch made');
    await input().press('Enter');
    await title('what (2 of 2)').waitFor();
    await input().fill('$(touch made)');
    await input().press('Enter');
    await lens('exit 0').waitFor();
    expect(textIn('answer.txt')).toBe('Ada; touch made|$(touch made)');
    expect(fs.existsSync(at('made'))).toBe(false);
    expect(textIn('ask.md')).toBe(TEXTS['ask.md']);
  });

  test('offers the last answer, and Escape runs nothing', async () => {
    fs.rmSync(at('answer.txt'));
    await open('ask.md');
    await lens('Run as Step').click();
    await title('who (1 of 2)').waitFor();
    expect(await input().inputValue()).toBe('Ada; touch made');
    await input().press('Enter');
    await title('what (2 of 2)').waitFor();
    await input().press('Escape');
    await title('what (2 of 2)').waitFor({ state: 'hidden' });
    await lens('Run as Step').waitFor();
    expect(fs.existsSync(at('answer.txt'))).toBe(false);
  });

  test('that is a secret is hidden everywhere', async () => {
    await open('secret.md');
    await lens('Run as Step').click();
    await title('api-token').waitFor();
    expect(await input().getAttribute('type')).toBe('password');
    await input().fill('tell-nobody-1');
    await input().press('Enter');
    await lens('exit 0').waitFor();
    const { folder } = record('secret.md')!;
    expect(textIn(path.join(folder, 'output.txt'))).toBe('token [secret]\n');
    for (const name of [path.join(folder, 'step.json'), 'secret.md.headroom.json'])
      expect(textIn(name)).not.toContain('tell-nobody');
    await lens('Run as Step').click();
    await title('api-token').waitFor();
    expect(await input().inputValue()).toBe('');
  });
});

describe('a command that may do harm', () => {
  test('is shown with its reason, and Cancel leaves everything as it is', async () => {
    const { page } = window.workbench;
    await open('harm.md');
    await lens('Run as Step').click();
    await dialog().filter({ hasText: 'It deletes files and folders' }).waitFor();
    await dialog().filter({ hasText: 'rm -rf victim' }).waitFor();
    await picture('runbook-danger');
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    await dialog().waitFor({ state: 'detached' });
    // Neither does the button that Enter presses.
    await lens('Run as Step').click();
    await dialog().waitFor();
    await page.keyboard.press('Enter');
    await dialog().waitFor({ state: 'detached' });
    expect(textIn('victim/kept.txt')).toBe('kept');
    expect(record('harm.md')).toBeUndefined();
  });

  test('runs where a person insists', async () => {
    await open('harm.md');
    await lens('Run as Step').click();
    await dialog().getByRole('button', { name: 'Run Anyway' }).click();
    await lens('exit 0').waitFor();
    expect(fs.existsSync(at('victim'))).toBe(false);
  });
});

describe('a terminal', () => {
  /** The shell marks each command that has ended. */
  const isIdle = async (commands: number): Promise<void> => {
    const marks = window.workbench.page.locator('.terminal-command-decoration.codicon-terminal-decoration-success');
    await expect.poll(() => marks.count()).toBe(commands);
  };

  test('gets what was typed in a session, with the environment, and is taken again', async () => {
    await open('shell.md');
    await lens('Run in Terminal').click();
    await expect.poll(() => (fs.existsSync(at('typed.txt')) ? textIn('typed.txt') : '')).toBe('staging\n');
    await picture('runbook-terminal');
    await isIdle(1);
    await lens('Run in Terminal').click();
    await expect.poll(() => textIn('typed.txt')).toBe('staging\nstaging\n');
    await isIdle(2);
    expect(await window.workbench.page.locator('.terminal-tabs-entry').count()).toBe(0);
    expect(record('shell.md')).toBeUndefined();
  });

  test('gets the block at the cursor', async () => {
    await open('shell.md');
    await window.workbench.line('DEMO_WORD').click();
    await window.workbench.command('Headroom: Run Block in Terminal');
    await expect.poll(() => textIn('typed.txt')).toBe('staging\nstaging\nstaging\n');
  });
});

describe('without a block', () => {
  test('there are no lenses, and the command says so', async () => {
    await window.workbench.openFile('plain.md');
    await window.workbench.line('No commands').click();
    await window.workbench.command('Headroom: Run Block as Step');
    const told = (await window.workbench.notifications()).filter({ hasText: 'plain.md is in no block of commands' });
    await told.waitFor();
    expect(await lens('Run').count()).toBe(0);
  });

  test('and with the setting switched off there are none either', async () => {
    await open('greet.md');
    window.workbench.settings({ 'headroom.runbook.lenses': false });
    await lens('Run as Step').waitFor({ state: 'detached' });
    window.workbench.settings({ 'headroom.runbook.lenses': true });
    await lens('Run as Step').waitFor();
  });
});
