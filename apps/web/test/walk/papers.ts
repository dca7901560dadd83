import type { Locator, Page } from 'playwright-core';

/** A file as somebody picks it in the browser's file dialog. */
export interface Picked {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

export const paper = (kind: string, key: string): Picked => ({
  name: `${kind}_${key}.txt`,
  mimeType: 'text/plain',
  buffer: Buffer.from(`${kind}\n案件 ${key}\n`),
});

/** Presses what opens the file dialog, and takes the file. */
export async function pick(page: Page, opener: Locator, file: Picked): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), opener.click()]);
  await chooser.setFiles(file);
}
