import type { Browser } from 'playwright-core';

export function findChromium(): string;
export function launchBrowser(options?: { headless?: boolean }): Promise<Browser>;
