/* Functions that run inside of the page; nothing of this file is at hand there but the function itself. */

/** Put in before any script of the page: sums layout shifts that no input caused. */
export function watchShifts(): void {
  const seen = window as unknown as { shifts: number };
  seen.shifts = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as unknown as { value: number; hadRecentInput: boolean }[])
      if (!entry.hadRecentInput) seen.shifts += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
}

/** From the answer of the first list page to the frame in which its rows stand, ms. */
export function rowsPainted(path: string): Promise<number> {
  return new Promise((resolve) => {
    const look = () => {
      const answer = performance.getEntriesByType('resource').findLast((entry) => entry.name.includes(path)) as
        | PerformanceResourceTiming
        | undefined;
      if (answer === undefined || document.querySelectorAll('tbody tr').length < 10) return requestAnimationFrame(look);
      // The frame after the one that holds the rows has begun: they are on the screen.
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - answer.responseEnd)));
    };
    look();
  });
}

/** One label by key to the frame that shows another picture, ms. */
export async function labelOnce(key: string): Promise<number> {
  const before = document.querySelector<HTMLElement>('img[data-item]')?.dataset.item;
  const start = performance.now();
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  for (;;) {
    const image = document.querySelector<HTMLImageElement>('img[data-item]');
    if (image && image.dataset.item !== before && image.complete && image.naturalWidth > 0) break;
    await new Promise((done) => setTimeout(done));
  }
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return performance.now() - start;
}

/** The anchor: the same two pictures swapped in a bare page, already decoded, to the frame that shows it, ms. */
export async function swapOnce({ sources, at }: { sources: string[]; at: number }): Promise<number> {
  const image = document.querySelector('img') ?? document.body.appendChild(document.createElement('img'));
  const start = performance.now();
  image.src = sources[at % sources.length] as string;
  await image.decode();
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return performance.now() - start;
}
