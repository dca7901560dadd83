/** One tab at a time works in an engagement: two would show the same items and overwrite each other's stored answers. */
export class TabLock {
  private free: (() => void) | undefined;

  constructor(
    private readonly name: string,
    private readonly onStolen: () => void,
  ) {}

  get isHeld(): boolean {
    return this.free !== undefined;
  }

  /** False where another tab has it; `steal` takes it from there. */
  take(steal: boolean): Promise<boolean> {
    if (this.free) return Promise.resolve(true);
    // Only on pages served in the clear: then a second tab is the person's own care.
    if (!('locks' in navigator)) {
      this.free = () => undefined;
      return Promise.resolve(true);
    }
    return new Promise((resolve) => {
      navigator.locks
        .request(this.name, steal ? { steal } : { ifAvailable: true }, (lock) => {
          resolve(lock !== null);
          return lock === null ? undefined : new Promise<void>((free) => (this.free = free));
        })
        .catch(() => {
          if (!this.free) return resolve(false);
          this.free = undefined;
          this.onStolen();
        });
    });
  }

  release(): void {
    this.free?.();
    this.free = undefined;
  }
}
