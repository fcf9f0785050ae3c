import fs from 'node:fs';
import { createRequire } from 'node:module';
import type { Frame, FrameLocator, Locator } from 'playwright-core';
import type { Window } from './window.ts';

const axe = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const KINDS = { light: 'vscode-light', dark: 'vscode-dark', 'high-contrast': 'vscode-high-contrast' } as const;
type Theme = keyof typeof KINDS;
const THEMES = Object.keys(KINDS) as Theme[];

/** The frame that a panel's page is in. */
export async function frameOf(panel: FrameLocator): Promise<Frame> {
  const body = await panel.locator('body').elementHandle();
  const frame = await body.ownerFrame();
  return frame!;
}

/** What a panel has to be in every theme. */
export const NONE: Record<Theme, string[]> = { light: [], dark: [], 'high-contrast': [] };

/** Rules of accessibility that a panel breaks, in words, by theme. `onTheme` may look at each. */
export async function violationsInThemes(
  { workbench }: Window,
  onTheme: (theme: Theme) => Promise<void> = () => Promise.resolve(),
): Promise<Record<string, string[]>> {
  const panel = workbench.webview();
  const found: Record<string, string[]> = {};
  for (const theme of THEMES) {
    await workbench.theme(theme);
    await panel.locator(`body.${KINDS[theme]}`).waitFor();
    found[theme] = await violations(await frameOf(panel));
    await onTheme(theme);
  }
  return found;
}

async function violations(frame: Frame): Promise<string[]> {
  // As a whole program: the page's own policy rightly allows no script of ours.
  await frame.evaluate(axe);
  const found = await frame.evaluate<{ impact: string; id: string; nodes: { html: string }[] }[]>(
    `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
       violations.map(({ impact, id, nodes }) => ({ impact, id, nodes: nodes.map(({ html }) => ({ html })) })))`,
  );
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}

/** Names of what Tab reaches in the panel, in order, until it leaves. */
export async function tabWalk({ workbench }: Window, from: Locator): Promise<string[]> {
  await from.focus();
  const frame = await frameOf(workbench.webview());
  const reached: string[] = [];
  const here = `(() => { const it = document.activeElement; return it === null || it === document.body ? '' :
    it.getAttribute('aria-label') ?? it.closest('label')?.textContent ?? it.textContent.slice(0, 60) + '#' + it.id; })()`;
  for (let step = 0; step < 80; step += 1) {
    const name = await frame.evaluate<string>(here);
    if (name === '' || (step > 0 && name === reached[0])) return reached;
    reached.push(name);
    await workbench.page.keyboard.press('Tab');
  }
  return reached;
}

/** What panels have written to the console of the window that they must not: broken policies and their own errors. */
export function pageFaults({ workbench }: Window): string[] {
  return workbench.log.filter((line) => /Content Security Policy|message from the host|webview(-\w+)?\.js/i.test(line));
}
