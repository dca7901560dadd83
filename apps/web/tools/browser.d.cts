import type { Browser, BrowserContext, Page } from 'playwright-core';

export function browserPath(): Promise<string>;
export function launchBrowser(): Promise<Browser>;
export function signedIn(
  browser: Browser,
  base: string,
  login: string | null,
  view?: { width?: number; height?: number; language?: 'ja' | 'en'; scheme?: 'light' | 'dark' },
): Promise<BrowserContext>;
export function settle(page: Page): Promise<void>;
