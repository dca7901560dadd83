/** Waits for at most 20 s, where nothing else is said; what did not come is named. */
export async function until(holds: () => Promise<boolean>, what: string, ms = 20_000): Promise<void> {
  for (const end = Date.now() + ms; Date.now() < end; ) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  throw new TypeError(`did not come within ${ms / 1000} s: ${what}`);
}
