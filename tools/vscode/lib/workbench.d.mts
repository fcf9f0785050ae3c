import type { Browser, FrameLocator, Locator, Page } from 'playwright-core';
import type { CodeServer } from './server.mjs';

export type ThemeName = 'light' | 'dark' | 'high-contrast' | 'high-contrast-light';

export class Workbench {
  static open(
    browser: Browser,
    server: CodeServer,
    options: { workspace: string; extension: string; viewport?: { width: number; height: number } },
  ): Promise<Workbench>;
  readonly page: Page;
  /** What the window wrote to its console. */
  readonly log: string[];
  close(): Promise<void>;
  reload(): Promise<void>;
  command(title: string): Promise<void>;
  /** Opens a file of the workspace's first level in a tab that stays. */
  openFile(name: string): Promise<void>;
  webview(): FrameLocator;
  /** The entries of the notification centre, which is open after this. */
  notifications(): Promise<Locator>;
  settings(change: Record<string, unknown>): void;
  theme(name: ThemeName): Promise<void>;
}
