import { isRetryableError, makeGrpcRetryInterceptor } from '@temporalio/client';

const DELAY_MS = 250;
/** About as many as fit into the longest call; the call's own deadline ends it earlier. */
const MAX_ATTEMPTS = 20;

/**
 * Retries of the channel, short enough to notice a server that comes back within a call. The SDK's own wait up to 5 s,
 * and a retry that wakes up after the channel was closed throws out of its timer and takes the process with it: whoever
 * closes the channel first calls `end`.
 */
export class Patience {
  private lastRetryAt = 0;
  private isEnding = false;

  readonly interceptor = makeGrpcRetryInterceptor({
    retryableDecider: (attempt, status) => !this.isEnding && attempt < MAX_ATTEMPTS && isRetryableError(status),
    delayFunction: () => {
      this.lastRetryAt = Date.now() + DELAY_MS;
      return DELAY_MS;
    },
  });

  async end(): Promise<void> {
    this.isEnding = true;
    const left = this.lastRetryAt - Date.now();
    if (left > -DELAY_MS) await new Promise((resolve) => setTimeout(resolve, left + DELAY_MS));
  }
}
