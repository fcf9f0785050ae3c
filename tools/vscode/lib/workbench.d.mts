import type { Browser, Frame, FrameLocator, Locator, Page } from 'playwright-core';
import type { CodeServer } from './server.mjs';

export type ThemeName = 'light' | 'dark' | 'high-contrast' | 'high-contrast-light';

export class Workbench {
  /** What a person does in a window that is open already. */
  constructor(page: Page, workspace: string);
  static open(
    browser: Browser,
    server: CodeServer,
    options: { workspace: string; extension?: string; viewport?: { width: number; height: number } },
  ): Promise<Workbench>;
  readonly page: Page;
  /** What the window wrote to its console. */
  readonly log: string[];
  close(): Promise<void>;
  reload(): Promise<void>;
  command(title: string): Promise<void>;
  /** Chooses an entry of the quick pick that is open. */
  pick(text: string): Promise<void>;
  /** Types into the input box that is open and confirms. */
  answer(text: string): Promise<void>;
  chooseFile(file: string): Promise<void>;
  hoverUntil(target: Locator, appears: Locator): Promise<void>;
  clickUntil(target: Locator, appears: Locator, how?: { clickCount: number }): Promise<void>;
  menu(row: Locator, text: string): Promise<void>;
  /** Opens a file of the workspace's first level in a tab that stays. */
  openFile(name: string): Promise<void>;
  /** Opens a view container by its icon in the activity bar. */
  openView(title: string): Promise<void>;
  /** Rows of the custom tree in the side bar. */
  treeRow(name: string | RegExp): Locator;
  /** A line of the editor by the text it shows. */
  line(text: string): Locator;
  lenses(text: string | RegExp): Locator;
  quickFix(onLine: string, title: string | RegExp): Promise<void>;
  save(): Promise<void>;
  problems(): Promise<Locator>;
  openTesting(): Promise<void>;
  testRow(name: string | RegExp): Locator;
  testMessage(text: string | RegExp): Locator;
  webview(): FrameLocator;
  /** With several webviews: the one that has this in it. */
  webviewWith(selector: string): Promise<Frame>;
  /** The entries of the notification centre, which is open after this. */
  notifications(): Promise<Locator>;
  settings(change: Record<string, unknown>): void;
  theme(name: ThemeName): Promise<void>;
}
