/** Waits until the page, or the first of `where`, says `text` to whoever looks at it. */
import type { Page } from 'playwright-core';

/** Software GL draws the map beside the lists, and CI has two cores. */
export const SLOW = 60_000;

export async function says(page: Page, text: string, where = 'body'): Promise<void> {
  await page.waitForFunction(
    ([t, selector]) => document.querySelector<HTMLElement>(selector!)?.innerText.includes(t!),
    [text, where],
    { timeout: SLOW, polling: 200 },
  );
}
