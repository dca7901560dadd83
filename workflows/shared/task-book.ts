import type { StepInput } from '@kado/contracts/activities';
import type { TakenCommand } from '@kado/contracts/command';
import type { Decision, TaskState, Wait } from '@kado/contracts/human-task';
import { type HumanTaskKind, kindSpec } from '@kado/domain/human-tasks';
import { now } from './failures';

/** What has happened since the last step, in the shape in which the next one writes it. */
export type Unwritten = Required<
  Pick<StepInput, 'decided' | 'opened' | 'commands' | 'withdrawn' | 'paused' | 'resumed'>
>;
const nothing = (): Unwritten => ({ decided: [], opened: [], commands: [], withdrawn: [], paused: [], resumed: [] });

interface TaskBookStart {
  taskPrefix: string;
  /** Tasks that an earlier execution of the same rows has opened. */
  known: number;
  carried: readonly TaskState[];
}

/** The human tasks of one execution, and what has happened to them since the last step. Memory only: it writes nothing. */
export class TaskBook {
  private readonly tasks = new Map<string, TaskState>();
  private unwritten = nothing();

  constructor(private readonly start: TaskBookStart) {
    for (const task of start.carried) this.tasks.set(task.wait.taskId, task);
  }

  find(taskId: string): TaskState | undefined {
    return this.tasks.get(taskId);
  }

  isOpen(taskId: string): boolean {
    const task = this.tasks.get(taskId);
    return task !== undefined && task.decision === undefined && !task.withdrawn;
  }

  all(): TaskState[] {
    return [...this.tasks.values()];
  }

  openTasks(): TaskState[] {
    return this.all().filter((task) => this.isOpen(task.wait.taskId));
  }

  decisions(): Decision[] {
    return this.all().flatMap(({ decision }) => decision ?? []);
  }

  /** Open tasks that people can see: their first step is written. */
  waits(): Wait[] {
    return this.openTasks()
      .filter(({ wait }) => wait.dueAt !== null)
      .map(({ wait }) => wait);
  }

  open(kind: HumanTaskKind, about: Pick<Wait, 'excluding' | 'chapter' | 'key' | 'subject'>): TaskState {
    const spec = kindSpec(kind);
    const wait: Wait = {
      taskId: `${this.start.taskPrefix}-T${this.start.known + this.tasks.size + 1}`,
      kind,
      role: spec.role,
      waitsFor: spec.waitsFor,
      since: now(),
      dueAt: null,
      ...about,
    };
    const task: TaskState = { wait, written: false };
    // Registered before it is announced, so that no decision can ever come too early.
    this.tasks.set(wait.taskId, task);
    this.unwritten.opened.push(wait);
    return task;
  }

  /** Takes open tasks back; nobody can decide them any more. */
  withdraw(which: (task: TaskState) => boolean): void {
    for (const task of this.openTasks().filter(which)) {
      task.withdrawn = true;
      this.unwritten.withdrawn.push(task.wait.taskId);
    }
  }

  /** Stops the clocks of a task for a cause; they go on when no cause is left. */
  pause({ wait }: TaskState, cause: string): void {
    const causes = wait.pausedBy ?? [];
    if (causes.includes(cause)) return;
    wait.pausedBy = [...causes, cause];
    if (wait.pausedAt !== undefined) return;
    wait.pausedAt = now();
    this.unwritten.paused.push(wait.taskId);
  }

  resume({ wait }: TaskState, cause: string): void {
    const left = (wait.pausedBy ?? []).filter((other) => other !== cause);
    wait.pausedBy = left;
    if (left.length > 0 || wait.pausedAt === undefined) return;
    this.unwritten.resumed.push({ taskId: wait.taskId, pausedAt: wait.pausedAt });
    delete wait.pausedAt;
  }

  noteDecision(decision: Decision): void {
    this.unwritten.decided.push(decision);
  }

  /** The next step carries it out. */
  noteCommand(command: TakenCommand): void {
    this.unwritten.commands.push(command);
  }

  /** All that is open is told once more, although nothing has changed. */
  announceAnew(): void {
    this.unwritten.opened.push(...this.openTasks().map((task) => task.wait));
  }

  hasUnwritten(): boolean {
    return Object.values(this.unwritten).some((list) => list.length > 0);
  }

  /** Hands over what the next step writes; what happens from here on belongs to the step after it. */
  takeUnwritten(): Unwritten {
    const taken = this.unwritten;
    this.unwritten = nothing();
    return taken;
  }

  /** Whoever sent these decisions may be answered. */
  markWritten(decided: readonly Decision[]): void {
    for (const { taskId } of decided) {
      const task = this.tasks.get(taskId);
      if (task) task.written = true;
    }
  }
}
