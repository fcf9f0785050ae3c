// What a person does in the VS Code window, for UI tests with playwright-core.
// Selectors are those of VS Code 1.139; every wait is for something visible, never for a time.
import fs from 'node:fs';
import path from 'node:path';
import { windowUrl } from './browser.mjs';
import * as quickInput from './quickInput.mjs';
import { escaped, exactly } from './textPatterns.mjs';
import { webviewWith } from './webviews.mjs';

export const THEMES = {
  light: ['Light 2026', 'vs'],
  dark: ['Dark 2026', 'vs-dark'],
  'high-contrast': ['Default High Contrast', 'hc-black'],
  'high-contrast-light': ['Default High Contrast Light', 'hc-light'],
};
const MOD = process.platform === 'darwin' ? 'Meta' : 'Control';

/** The window can be used. Its driver, there thanks to --enable-smoke-test-driver, comes a little after what is seen. */
async function restored(page) {
  await page.waitForFunction(() => window.driver !== undefined, undefined, { timeout: 60_000 });
  await page.evaluate(() => window.driver.whenWorkbenchRestored());
}

export class Workbench {
  constructor(page, workspace) {
    this.page = page;
    this.workspace = workspace;
    this.log = []; // what the window writes to its console
  }

  /** Open a window and wait until it is usable. */
  static async open(browser, server, { workspace, extension, viewport = { width: 1400, height: 900 } }) {
    const context = await browser.newContext({
      viewport,
      deviceScaleFactor: 1,
      locale: 'en-US',
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    const wb = new Workbench(page, workspace);
    page.on('console', (m) => wb.log.push(`${m.type()}: ${m.text()}`));
    await page.goto(windowUrl(server, { workspace, extension }), { timeout: 60_000 });
    await page.locator('.monaco-workbench').waitFor({ timeout: 60_000 });
    await restored(page);
    await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
    return wb;
  }

  close() {
    return this.page.context().close();
  }

  /** Reload the window as a person does. A reload by the browser would not let the window save what is open. */
  async reload() {
    const { page } = this;
    const loaded = page.waitForEvent('framenavigated', {
      predicate: (frame) => frame === page.mainFrame(),
      timeout: 60_000,
    });
    await this.command('Developer: Reload Window');
    await loaded;
    await page.locator('.monaco-workbench').waitFor({ timeout: 60_000 });
    await restored(page);
  }

  // ---- commands ----

  /** Run a command by the text it has in the palette, e.g. "Demo: Show Chart". */
  command(title) {
    return quickInput.command(this.page, title);
  }

  /** Choose an entry of the quick pick that is open. */
  pick(text) {
    return quickInput.pick(this.page, text);
  }

  /** Type into the input box that is open and confirm. */
  answer(text) {
    return quickInput.answer(this.page, text);
  }

  /** Type a path into the file dialog that is open and confirm. */
  chooseFile(file) {
    return quickInput.chooseFile(this.page, file);
  }

  // ---- files and editors ----

  file(name) {
    return this.page.locator('.explorer-folders-view .monaco-list-row').filter({ hasText: name });
  }

  async openFile(name) {
    // By the file: a panel beside it may have its name in a title of its own.
    const tab = this.page.locator(`.tabs-container .tab.active[data-resource-name="${path.basename(name)}"]`);
    await this.clickUntil(this.file(name), tab, { clickCount: 2 }); // a double click pins the tab
    await this.editor.locator('.view-line').first().waitFor();
  }

  get editor() {
    return this.page.locator('.editor-instance .monaco-editor').first();
  }

  /** A line by the text it shows. VS Code puts no-break spaces where the file has spaces. */
  line(text) {
    const spaces = text.trim().split(/\s+/).map(escaped).join('[\\s\\u00a0]+');
    return this.editor
      .locator('.view-line')
      .filter({ hasText: new RegExp(spaces) })
      .first();
  }

  lenses(text) {
    return this.editor.locator('.codelens-decoration a').filter({ hasText: text });
  }

  async quickFix(onLine, title) {
    await this.line(onLine).click();
    await this.page.keyboard.press('End');
    const item = this.page.locator('.action-widget .monaco-list-row').filter({ hasText: title });
    for (let attempt = 1; ; attempt++) {
      await this.page.keyboard.press(`${MOD}+Period`);
      try {
        await item.waitFor({ timeout: 5000 });
        break;
      } catch (error) {
        // Seen soon after a window opened: nothing comes of the first request, and all of the next. Why is not known.
        if (attempt === 5) throw error;
      }
    }
    await item.click();
  }

  tab(name) {
    return this.page.getByRole('tab', { name });
  }
  async closeTab(name) {
    await this.tab(name)
      .getByRole('button', { name: /^Close/ })
      .click();
    await this.tab(name).waitFor({ state: 'detached' });
  }

  async save() {
    await this.page.keyboard.press(`${MOD}+s`);
    await this.page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
  }

  // ---- panels and views ----

  async problems() {
    await this.command('Problems: Focus on Problems View');
    return this.page.locator('.markers-panel .monaco-list-row');
  }

  /** Show an output channel. A log channel has its lines in `.output-view .view-line`. */
  async output(channel) {
    await this.command('Output: Show Output Channels...');
    await this.pick(channel);
  }

  async openView(title) {
    // the icon of a view container in the activity bar
    const tab = this.page
      .locator('.activitybar .action-item')
      .filter({ has: this.page.locator(`[aria-label^="${title}"]`) })
      .first();
    if (!(await tab.getAttribute('class')).includes('checked')) await tab.click();
    await this.page.locator('.sidebar .composite.title', { hasText: title }).waitFor();
  }

  treeRow(name) {
    return this.page.locator('.sidebar .tree-explorer-viewlet-tree-view .monaco-list-row').filter({ hasText: name });
  }
  checkbox(name) {
    return this.treeRow(name).locator('.custom-view-tree-node-item-checkbox');
  }

  /** Click until what shall come of it is there: a row that is drawn anew between press and release takes no click. */
  async clickUntil(target, appears, how = {}) {
    for (let attempt = 1; ; attempt++) {
      await target.click(how);
      try {
        await appears.waitFor({ timeout: 3000 * attempt });
        return;
      } catch (error) {
        if (attempt === 4) throw error;
      }
    }
  }

  /** Point at something until what it tells is there: what is drawn anew under a mouse at rest tells nothing. */
  async hoverUntil(target, appears) {
    for (let attempt = 1; ; attempt++) {
      await this.page.mouse.move(1, 1);
      await target.hover();
      try {
        await appears.waitFor({ timeout: 3000 * attempt });
        return;
      } catch (error) {
        if (attempt === 4) throw error;
      }
    }
  }

  /** Choose an entry of the context menu of a row. */
  async menu(row, text) {
    await row.click({ button: 'right' });
    const entry = this.page.locator('.monaco-menu .action-label:visible').filter({ hasText: exactly(text) });
    await entry.waitFor();
    for (let attempt = 1; ; attempt++) {
      await entry.click();
      try {
        await entry.waitFor({ state: 'hidden', timeout: 1000 });
        return;
      } catch (error) {
        // VS Code takes no click within 100 ms after a menu opened: it would be the end of the click that opened it.
        if (attempt === 5) throw error;
      }
    }
  }

  async openTesting() {
    await this.command('Testing: Focus on Test Explorer View');
    await this.page.locator('.test-explorer').waitFor();
  }

  testRow(name) {
    return this.page.locator('.test-explorer .monaco-list-row').filter({ hasText: name });
  }

  /** The red note at the end of a failed test's line. For TestMessage.diff it shows "actual != expected", not the message. */
  testMessage(text) {
    return this.page.locator('.test-error-content-widget .content').filter({ hasText: text });
  }

  // ---- webviews ----

  /** The document of the only visible webview: a frame within a frame. */
  webview() {
    return this.page.frameLocator('iframe.webview.ready:visible').frameLocator('#active-frame');
  }

  /** With several webviews: the one that has this in it. Returns a Playwright frame. */
  webviewWith(selector, ms) {
    return webviewWith(this.page, selector, ms);
  }

  // ---- theme and pictures ----

  /** Change settings while the window is open. Only the workspace's file is watched: edits of the user file go unseen. */
  settings(change) {
    const file = path.join(this.workspace, '.vscode/settings.json');
    fs.mkdirSync(path.dirname(file), { recursive: true });
    const now = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : {};
    fs.writeFileSync(file, JSON.stringify({ ...now, ...change }, null, 2));
  }

  async theme(name) {
    const [id, cls] = THEMES[name];
    this.settings({ 'workbench.colorTheme': id });
    await this.page.locator(`.monaco-workbench.${cls}`).waitFor();
  }

  // ---- figures ----

  /**
   * Activation time (load code + activate()) in ms, as "Developer: Show Running Extensions" gives it.
   * An extension under development goes by its id there, an installed one by its display name.
   */
  async activationMs(name) {
    await this.command('Developer: Show Running Extensions');
    const row = this.page.locator('.runtime-extensions-editor .monaco-list-row').filter({ hasText: name });
    const text = await row.locator('.activation-time').textContent();
    return Number(/(\d+)ms/.exec(text)?.[1]);
  }

  // ---- notifications ----

  /** Toasts never show under the smoke test driver; the notification centre has them. */
  async notifications() {
    if (!(await this.page.locator('.notifications-center').isVisible()))
      await this.command('Notifications: Show Notifications');
    return this.page.locator('.notifications-center .notification-list-item');
  }
}
