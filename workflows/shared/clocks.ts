import type { TaskClocks } from '@kado/contracts/activities';
import type { ClockCode } from '@kado/domain/clock-codes';
import { condition } from '@temporalio/workflow';

export interface Strike {
  taskId: string;
  code: ClockCode;
}
type Point = Strike & { at: number };

/**
 * The clocks of all waits of one execution, on one timer: the nearest point of anything that runs. A closed or paused wait
 * leaves its timer to run out quietly; only an earlier clock re-arms it, so deciding costs no timer events.
 */
export class Clocks {
  private points: Point[] = [];
  private ended = false;
  private striking = false;

  constructor(
    private readonly runs: (taskId: string) => boolean,
    private readonly isOver: (taskId: string) => boolean,
    private readonly strike: (point: Strike) => Promise<void>,
  ) {}

  /** Sets the clocks of a task, in place of those it had. What had struck before a run began is not struck again. */
  watch(taskId: string, { dueAt, at50, at75, points }: TaskClocks, struckUntil = 0): void {
    this.points = this.points.filter((point) => point.taskId !== taskId);
    const add = (code: ClockCode, at: string | undefined): void => {
      if (at !== undefined && Date.parse(at) > struckUntil) this.points.push({ taskId, code, at: Date.parse(at) });
    };
    if (points) for (const { code, at } of points) add(code, at);
    else {
      // Written by a worker that knew the shares only.
      add('half', at50);
      add('three_quarters', at75);
      add('due', dueAt);
    }
  }

  carry(): { taskId: string; code: string; at: string }[] {
    return this.points
      .filter(({ taskId }) => !this.isOver(taskId))
      .map(({ taskId, code, at }) => ({ taskId, code, at: new Date(at).toISOString() }));
  }

  restore(points: readonly { taskId: string; code: string; at: string }[]): void {
    this.points = points.map(({ taskId, code, at }) => ({ taskId, code: code as ClockCode, at: Date.parse(at) }));
  }

  isStriking(): boolean {
    return this.striking;
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
          summary: '次の期限まで',
        },
      );
      if (!interrupted) await this.strikeDue();
    }
  }

  private nearest(): number | undefined {
    const running = this.points.filter((p) => this.runs(p.taskId)).map((p) => p.at);
    return running.length === 0 ? undefined : Math.min(...running);
  }

  private async strikeDue(): Promise<void> {
    const now = Date.now();
    const due = this.points.filter((p) => p.at <= now && this.runs(p.taskId)).sort((a, b) => a.at - b.at);
    // A paused clock keeps its points: they are set anew when it goes on.
    this.points = this.points.filter((p) => !this.isOver(p.taskId) && !due.includes(p));
    this.striking = true;
    try {
      for (const point of due) if (this.runs(point.taskId)) await this.strike(point);
    } finally {
      this.striking = false;
    }
  }
}
