import type { Page } from 'playwright-core';

/** Somebody without a mouse: after every key the focus must be on something that can be seen. */
export class Keys {
  constructor(private readonly page: Page) {}

  async press(key: string): Promise<void> {
    await this.page.keyboard.press(key);
    expect(await this.lost()).toBeUndefined();
  }

  type(text: string): Promise<void> {
    return this.page.keyboard.insertText(text);
  }

  /** Forward until the focus is on what bears this name. */
  tabTo(name: string): Promise<void> {
    return this.go('Tab', name);
  }

  /** Back, as from a heading to the menu above it. */
  backTo(name: string): Promise<void> {
    return this.go('Shift+Tab', name);
  }

  private async go(key: 'Tab' | 'Shift+Tab', name: string): Promise<void> {
    for (let n = 0; n < 60; n++) {
      await this.press(key);
      if ((await this.focused()) === name) return;
    }
    throw new Error(`${key} never comes to "${name}"`);
  }

  /** The name of what has the focus, as far as a person sees or hears one. */
  focused(): Promise<string> {
    return this.page.evaluate(() => {
      const element = document.activeElement;
      const label =
        element instanceof HTMLInputElement ||
        element instanceof HTMLTextAreaElement ||
        element instanceof HTMLSelectElement
          ? element.labels?.[0]
          : null;
      const text = element?.getAttribute('aria-label') ?? (label ?? element)?.textContent ?? '';
      return text.replace(/\s*\*$/, '').trim();
    });
  }

  /** What is wrong with where the focus is; the page itself holds it only until something on it does. */
  private lost(): Promise<string | undefined> {
    return this.page.evaluate(async () => {
      const wrong = (): string | undefined => {
        const element = document.activeElement;
        if (!element || element === document.body) return 'nothing has the focus';
        const { top, bottom, left, right, width, height } = element.getBoundingClientRect();
        const isInSight = bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
        if (width * height === 0 || !isInSight || !element.checkVisibility({ visibilityProperty: true }))
          return `out of sight: ${element.outerHTML.slice(0, 200)}`;
        return undefined;
      };
      // A page that is being left or opened takes a moment.
      for (const end = performance.now() + 3_000; wrong() && performance.now() < end; )
        await new Promise((next) => setTimeout(next, 50));
      return wrong();
    });
  }
}
