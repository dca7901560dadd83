/** Progress for people: one line a step. With --json it goes to stderr, so that stdout holds the result alone. */
export class Teller {
  private readonly begun = Date.now();

  constructor(private readonly json: boolean) {}

  say(line: string): void {
    const seconds = String(Math.round((Date.now() - this.begun) / 1000)).padStart(4);
    (this.json ? process.stderr : process.stdout).write(`${seconds} s  ${line}\n`);
  }

  seconds(): number {
    return Math.round((Date.now() - this.begun) / 100) / 10;
  }
}
