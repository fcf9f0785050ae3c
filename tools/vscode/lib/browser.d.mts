import type { Browser } from 'playwright-core';

export function launchBrowser(options?: { headless?: boolean }): Promise<Browser>;
