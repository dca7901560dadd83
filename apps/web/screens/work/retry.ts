import { ProblemError } from '../../api/problem';

const LONGEST_MS = 30_000;

/** One timer that waits longer each time it is set without success in between. */
export class Retry {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private tries = 0;

  constructor(private readonly run: () => void) {}

  /** The line failed: again in 1, 2, 4 … 30 seconds, not all phones of a village at once. */
  later(): void {
    this.after(Math.min(LONGEST_MS, 1_000 * 2 ** this.tries++) * (0.75 + Math.random() / 2));
  }

  after(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(this.run, ms);
  }

  good(): void {
    this.tries = 0;
    clearTimeout(this.timer);
  }

  get isFailing(): boolean {
    return this.tries > 0;
  }
}

/** The session ended and was not renewed: kept as it is, but asked for once, not every few seconds. */
export function isSignedOut(error: unknown): boolean {
  return error instanceof ProblemError && error.status === 401;
}
