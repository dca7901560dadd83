import { engagementWorkflowId } from '@kado/contracts/engagement';
import { COMMANDS, type CommandKind } from '@kado/domain/commands';
import { type HumanTaskKind, kindSpec } from '@kado/domain/human-tasks';
import { CHAPTERS, type ChapterName } from '@kado/domain/lifecycle';
import { newId } from '@kado/persistence/database';
import fc from 'fast-check';
import { describeTask, type Model, type ModelTask } from './model';
import { loginOf, type Real, refusalOf } from './real';

type Step = fc.AsyncCommand<Model, Real>;

const pick = <T>(list: readonly T[], n: number): T | undefined => list[n % Math.max(1, list.length)];

/** Somebody decides what is open, rightly. */
class Decide implements Step {
  constructor(
    private readonly task: number,
    private readonly outcome: number,
    private readonly bySignal: boolean,
  ) {}

  check = (model: Readonly<Model>): boolean => model.tasks.length > 0;

  async run(model: Model, real: Real): Promise<void> {
    const task = pick(model.tasks, this.task) as ModelTask;
    const outcome = pick(kindSpec(task.kind).outcomes, this.outcome) as string;
    const row = await real.row(task);
    if (model.isHeld) {
      expect(await real.decide(row, loginOf(task.kind), outcome)).toBe('on_hold');
      return;
    }
    const data = await real.prepare(task, outcome);
    if (this.bySignal) {
      await real.rig.signal(row.workflowId, {
        taskId: row.id,
        outcome,
        actor: loginOf(task.kind),
        decisionId: newId(),
        reason: '歩行試験',
        data,
      });
    } else expect(await real.decide(row, loginOf(task.kind), outcome, data)).toBeUndefined();
    real.acknowledged += 1;
    model.decide(task, outcome);
    await real.agrees(model);
  }

  toString = (): string => `Decide(${this.task},${this.outcome}${this.bySignal ? ',signal' : ''})`;
}

/** Everything that must be refused: the wrong person, an outcome that is none, what is decided already, what never was. */
class DecideWrongly implements Step {
  constructor(
    private readonly how: 'role' | 'outcome' | 'unknown' | 'nonsense',
    private readonly task: number,
  ) {}

  check = (model: Readonly<Model>): boolean => model.tasks.length > 0;

  async run(model: Model, real: Real): Promise<void> {
    const task = pick(model.tasks, this.task) as ModelTask;
    const row = await real.row(task);
    const outcome = kindSpec(task.kind).outcomes[0] as string;
    if (this.how === 'nonsense') await real.rig.signal(row.workflowId, [{ taskId: row.id, outcome }]);
    else {
      const refused = await real.decide(
        this.how === 'unknown' ? { ...row, id: `${row.id}0` } : row,
        this.how === 'role' ? 'worker05' : loginOf(task.kind),
        this.how === 'outcome' ? 'nonsense' : outcome,
      );
      const expected = { role: 'role_not_allowed', outcome: 'outcome_not_allowed', unknown: 'unknown_task' }[this.how];
      expect([expected, 'on_hold']).toContain(refused);
    }
    await real.agrees(model);
  }

  toString = (): string => `DecideWrongly(${this.how})`;
}

/** The same decision three times at once, and another one after it: one effect, one answer. */
class DecideAtOnce implements Step {
  constructor(private readonly task: number) {}

  check = (model: Readonly<Model>): boolean => model.tasks.length > 0 && !model.isHeld;

  async run(model: Model, real: Real): Promise<void> {
    const task = pick(model.tasks, this.task) as ModelTask;
    const outcome = kindSpec(task.kind).outcomes[0] as string;
    const row = await real.row(task);
    const data = await real.prepare(task, outcome);
    const racing = await Promise.all([1, 2, 3].map(() => real.decide(row, loginOf(task.kind), outcome, data, newId())));
    expect(racing.filter((refused) => refused === undefined)).toHaveLength(1);
    real.acknowledged += 1;
    model.decide(task, outcome);
    await real.agrees(model);
  }

  toString = (): string => `DecideAtOnce(${this.task})`;
}

class FinishLot implements Step {
  constructor(private readonly lot: number) {}

  check = (model: Readonly<Model>): boolean => (model as Model).inProduction().length > 0;

  async run(model: Model, real: Real): Promise<void> {
    const lotNo = pick(model.inProduction(), this.lot) as number;
    await real.ready(lotNo);
    model.ready(lotNo);
    await real.agrees(model);
  }

  toString = (): string => `FinishLot(${this.lot})`;
}

/** A command, legal or not in the present stage; the model knows which. */
class Command implements Step {
  constructor(
    private readonly command: CommandKind,
    private readonly n: number,
  ) {}

  check = (model: Readonly<Model>): boolean => !(model as Model).isOver();

  async run(model: Model, real: Real): Promise<void> {
    const { command } = this;
    const login = { manager: 'manager01', ops: 'ops01', client: 'client01', director: 'director01' }[
      COMMANDS[command].roles[0] as 'manager'
    ];
    const stage = pick(CHAPTERS, this.n) as ChapterName;
    const about = pick(
      model.tasks.filter(({ kind, lotNo }) => lotNo === undefined && this.isAbout(kind)),
      this.n,
    );
    if (!about && (command === 'ask_client' || command === 'skip_task')) return;
    const taskId = about && (await real.row(about)).id;
    const refused = await real.rig
      .command(real.c, command, login, { reason: '歩行試験', data: { stage, ...(taskId && { taskId }) } })
      .then(() => undefined, refusalOf);
    if (!model.allows(command, stage)) {
      expect(['wrong_stage', 'command_invalid']).toContain(refused);
      return;
    }
    expect(refused).toBeUndefined();
    if (command === 'skip_task') {
      real.acknowledged += 1;
      model.decide(about as ModelTask, 'done');
    } else model.command(command, { stage });
    await real.agrees(model);
  }

  private isAbout(kind: HumanTaskKind): boolean {
    const { waitsFor, skippedAs } = kindSpec(kind);
    return this.command === 'skip_task' ? skippedAs !== undefined : waitsFor === 'kado';
  }

  toString = (): string => `Command(${this.command},${this.n})`;
}

/** Words of other executions, forged by hand: they move nothing. */
class Forge implements Step {
  check = (model: Readonly<Model>): boolean => !(model as Model).isOver();

  async run(model: Model, real: Real): Promise<void> {
    const handle = real.rig.client.workflow.getHandle(engagementWorkflowId(real.c.key));
    await handle.signal('lotStage', { lotNo: 'all', stage: 'accepted' });
    await handle.signal('command', { command: 'cancel', actor: 'worker05', reason: 'x' });
    await real.agrees(model);
  }

  toString = (): string => 'Forge';
}

const small = fc.nat({ max: 11 });
const RARE: CommandKind[] = ['cancel', 'terminate', 'lose'];
const OFTEN: CommandKind[] = ['hold', 'resume', 'resume', 'ask_client', 'hand_over', 'resync', 'skip_task', 'reset'];

/** Walks of legal and illegal steps; mostly forward, so that they get far. */
export const walks = (maxCommands: number) =>
  fc.commands(
    [
      ...Array.from({ length: 6 }, () =>
        fc
          .tuple(small, fc.constantFrom(0, 0, 0, 1, 2), fc.boolean())
          .map(([t, o, s]) => new Decide(t, o, s && t % 3 === 0)),
      ),
      fc
        .tuple(fc.constantFrom('role' as const, 'outcome' as const, 'unknown' as const, 'nonsense' as const), small)
        .map(([how, task]) => new DecideWrongly(how, task)),
      small.map((task) => new DecideAtOnce(task)),
      ...Array.from({ length: 3 }, () => small.map((lot) => new FinishLot(lot))),
      fc.tuple(fc.constantFrom(...OFTEN), small).map(([command, n]) => new Command(command, n)),
      fc
        .tuple(fc.constantFrom(...RARE), small, fc.nat({ max: 4 }))
        .map(([command, n, luck]) => (luck === 0 ? new Command(command, n) : new Command('hand_over', n))),
      fc.constant(new Forge()),
    ],
    { maxCommands, size: 'max' },
  );

export { describeTask };
