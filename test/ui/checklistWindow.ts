import fs from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import type { Workbench } from '../../tools/vscode/lib/workbench.mjs';
import { openWindow, type Window } from './window.ts';

export const PICTURES = process.env['HEADROOM_PICTURES'];

export const RELEASE = `# Release

Who releases works through this list.

## Data

- [ ] Backups restored
  - [ ] Restored on staging
- [x] Schema frozen
- [ ] Queue drained <!-- headroom: not-applicable: no queue here -->

## Load

- [ ] Search holds 500 users
- [ ] Checkout holds 100 users
- [ ] Party planned <!-- headroom: optional -->

## Abort conditions

- [ ] Errors above 5%
`;
export const WINDOWS =
  '\uFEFF# Windows\r\n\r\n- [ ] Größe geprüft  \r\n* [X] Pfade\r\n1. [ ] Dienste\t\r\n\r\nKein Zeilenende';

/** A window with the view "Checklists" and nothing above it. */
export class ChecklistWindow {
  readonly workbench: Workbench;

  constructor(private readonly window: Window) {
    this.workbench = window.workbench;
  }

  close(): Promise<void> {
    return this.window.close();
  }

  at(name: string): string {
    return path.join(this.window.workspace, name);
  }

  textIn(name: string): string {
    return fs.readFileSync(this.at(name), 'utf8');
  }

  /** Waits until a file has this text, byte for byte. */
  async expectText(name: string, text: string): Promise<void> {
    await expect.poll(() => this.textIn(name)).toBe(text);
  }

  list(): Locator {
    const { page } = this.workbench;
    return page.locator('.sidebar .pane').filter({ has: page.locator('[aria-label^="Checklists"]') });
  }

  row(text: string | RegExp): Locator {
    return this.list().locator('.monaco-list-row').filter({ hasText: text });
  }

  box(text: string | RegExp): Locator {
    return this.row(text).locator('.custom-view-tree-node-item-checkbox');
  }

  async isTicked(text: string | RegExp): Promise<boolean> {
    return (await this.box(text).getAttribute('aria-checked')) === 'true';
  }

  /** What a screen reader says of each row. */
  labels(): Promise<(string | null)[]> {
    return this.list()
      .locator('.monaco-list-row')
      .evaluateAll((rows) => rows.map((one) => one.getAttribute('aria-label')));
  }

  dirtyTab(): Locator {
    return this.workbench.page.locator('.tab.active.dirty');
  }

  /** What the status bar says of the cursor. */
  place(line: number): Locator {
    return this.workbench.page.locator('.statusbar-item', { hasText: new RegExp(`^Ln ${line}, Col 1\\b`) });
  }

  async picture(name: string): Promise<void> {
    if (PICTURES !== undefined) await this.workbench.page.screenshot({ path: path.join(PICTURES, `${name}.png`) });
  }
}

export async function openChecklists(
  files: Readonly<Record<string, string>>,
  fill: (workspace: string) => void | Promise<void> = () => undefined,
): Promise<ChecklistWindow> {
  const window = await openWindow(async (workspace) => {
    for (const [name, text] of Object.entries(files)) {
      fs.mkdirSync(path.dirname(path.join(workspace, name)), { recursive: true });
      fs.writeFileSync(path.join(workspace, name), text);
    }
    await fill(workspace);
  });
  await window.workbench.openView('Headroom');
  await window.workbench.page.locator('.sidebar .pane-header', { hasText: 'Runs' }).click();
  return new ChecklistWindow(window);
}
