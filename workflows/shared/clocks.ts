import type { ClockInput, StepResult } from '@kado/contracts/activities';
import type { Wait } from '@kado/contracts/human-task';
import { condition } from '@temporalio/workflow';

type Point = { taskId: string; percent: ClockInput['percent']; at: number };

/**
 * The clocks of all waits of one execution, on one timer: the nearest of 50, 75 and 100 % of anything still open. A
 * closed wait leaves its timer to run out quietly; only an earlier clock re-arms it, so deciding costs no timer events.
 */
export class Clocks {
  private points: Point[] = [];
  private ended = false;

  constructor(
    private readonly isOpen: (taskId: string) => boolean,
    private readonly strike: (point: { taskId: string; percent: ClockInput['percent'] }) => Promise<void>,
  ) {}

  watch(wait: Wait, due: StepResult['due'][string]): void {
    const add = (percent: ClockInput['percent'], at: string) =>
      this.points.push({ taskId: wait.taskId, percent, at: Date.parse(at) });
    add(50, due.at50);
    add(75, due.at75);
    add(100, due.dueAt);
  }

  end(): void {
    this.ended = true;
  }

  async run(): Promise<void> {
    while (!this.ended) {
      const armed = this.nearest();
      if (armed === undefined) {
        await condition(() => this.ended || this.nearest() !== undefined);
        continue;
      }
      const interrupted = await condition(
        () => this.ended || (this.nearest() ?? armed) < armed,
        Math.max(1, armed - Date.now()),
        {
          summary: '次の期限まで（50/75/100%）',
        },
      );
      if (!interrupted) await this.strikeDue();
    }
  }

  private nearest(): number | undefined {
    const open = this.points.filter((p) => this.isOpen(p.taskId)).map((p) => p.at);
    return open.length === 0 ? undefined : Math.min(...open);
  }

  private async strikeDue(): Promise<void> {
    const now = Date.now();
    const due = this.points.filter((p) => p.at <= now).sort((a, b) => a.at - b.at);
    this.points = this.points.filter((p) => p.at > now && this.isOpen(p.taskId));
    for (const point of due) if (this.isOpen(point.taskId)) await this.strike(point);
  }
}
