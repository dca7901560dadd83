import { engagementWorkflowId } from '@kado/contracts/engagement';
import { kindSpec } from '@kado/domain/human-tasks';
import { isFinal, type Stage } from '@kado/domain/lifecycle';
import { uniform } from '@kado/domain/seeded';
import { addMember, addTeam } from '../documents';
import { type Case, Rig } from '../rig';
import { describeTask, type ModelTask } from '../walk/model';
import { loginOf, Real } from '../walk/real';
import { Caller } from './caller';
import { FireStack, type Part } from './stack';

/** `npm test` strikes a few times, `npm run test:fire` as often as the issue asks; the same seed strikes in the same order. */
const KILLS = Number(process.env.KADO_FIRE_KILLS ?? 2);
const STOPS = Number(process.env.KADO_FIRE_STOPS ?? 1);
const WALKERS = Number(process.env.KADO_FIRE_WALKERS ?? 4);
const SEED = process.env.KADO_SEED ?? '20261124';

jest.setTimeout(300_000 + (KILLS + STOPS) * 60_000);

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Tried until the database, or the engine, is there again. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (const end = Date.now() + 90_000; ; ) {
    try {
      return await work();
    } catch (error) {
      if (Date.now() > end) throw error;
      await pause(200);
    }
  }
}

it('loses nothing that was acknowledged, doubles nothing, and leaves nothing stuck', async () => {
  const stack = new FireStack();
  await stack.start();
  const rig = await Rig.over(stack.databaseUrl, stack.temporalAddress);
  const people = new Map<string, string>();
  const caller = new Caller(stack, async (login) => {
    const known = people.get(login) ?? (await patiently(() => rig.person(login))).id;
    people.set(login, known);
    return known;
  });
  const walkers: Real[] = [];
  let isOver = false;

  const open = async (): Promise<Real> => {
    const { clientId } = await patiently(() => rig.person('client01'));
    const started = await caller.post('/engagements', 'manager01', {
      clientId,
      title: '火の中の案件',
      category: 'digital_data',
    });
    expect(started.status).toBeLessThan(300);
    const { id, key } = await patiently(async () => {
      const [row] = await rig.sql<{ id: string; key: string }>(
        'select e.id, e.key from engagement e join command c on c.engagement_id = e.id where c.idempotency_key = $1',
        [started.key],
      );
      if (!row) throw new TypeError('acknowledged, and its row is not there yet');
      return row;
    });
    const { siteId } = await patiently(() => rig.person('manager01'));
    const c = { key, input: { engagementId: id, engagementKey: key, siteId } } as Case;
    await patiently(async () => {
      await addMember(rig, c, 'director01', 'director');
      await addTeam(rig, c);
    });
    return new Real(rig, c);
  };

  /** One step on the straight way over HTTP; false where the engagement is at its end. */
  const advance = async (real: Real): Promise<boolean> => {
    if (isFinal((await patiently(() => rig.stage(real.c))) as Stage)) return false;
    const [next] = await patiently(() => real.open());
    if (next) {
      const task: ModelTask = next.task;
      const outcome = kindSpec(task.kind).outcomes[0] as string;
      const data = await patiently(() => real.prepare(task, outcome));
      const answer = await caller.post(`/human-tasks/${next.id}/complete`, loginOf(task.kind), {
        outcome,
        ...(data && { data }),
      });
      // 202 is a promise: this one waits for it, and at the end it must have been kept.
      if (answer.status === 202)
        for (const end = Date.now() + 60_000; Date.now() < end; await pause(200))
          if ((await patiently(() => real.open())).every(({ id }) => id !== next.id)) break;
      if (answer.status >= 300) throw new TypeError(`${describeTask(task)}: ${JSON.stringify(answer)}`);
      return true;
    }
    const lots = await patiently(() =>
      rig.sql<{ lot_no: number }>(
        `select lot_no from lot where engagement_id = $1 and stage = 'production' and open > 0 order by lot_no`,
        [real.c.input.engagementId],
      ),
    );
    for (const lot of lots) await patiently(() => real.ready(lot.lot_no));
    await pause(50);
    return true;
  };

  try {
    const walk = async (): Promise<void> => {
      while (!isOver) {
        const real = await open();
        walkers.push(real);
        while (!isOver && (await advance(real))) undefined;
      }
    };
    // A walker's fault is told at the end of the strikes, not as one that nobody handled.
    const walking = Promise.all(Array.from({ length: WALKERS }, walk));
    walking.catch(() => undefined);

    const plan: Part[] = (['worker', 'api'] as Part[])
      .flatMap((part) => Array.from({ length: KILLS }, () => part))
      .concat((['postgres', 'temporal'] as Part[]).flatMap((part) => Array.from({ length: STOPS }, () => part)))
      .map((part, at) => ({ part, at: uniform(`${SEED}:${at}`) }))
      .sort((a, b) => a.at - b.at)
      .map(({ part }) => part);
    for (const [at, part] of plan.entries()) {
      await pause(400 + uniform(`${SEED}:wait:${at}`) * 2_000);
      await stack.strike(part, 500 + uniform(`${SEED}:away:${at}`) * 2_500);
    }
    isOver = true;
    await walking;
    // Calm: everything that was begun comes to its end.
    await Promise.all(
      walkers.map(async (real) => {
        while (await advance(real)) undefined;
      }),
    );

    const decided = caller.acknowledged.filter(({ path }) => path.endsWith('/complete'));
    for (const real of walkers) expect(await rig.stage(real.c)).toBe('closed');
    const ids = walkers.map((real) => real.c.input.engagementId);
    const audit = await rig.sql<{ entity_id: string; outcome: string; n: number }>(
      `select entity_id, max(after ->> 'outcome') as outcome, count(*)::int as n from audit_log
        where engagement_id = any ($1) and operation = 'humanTasks.complete' group by entity_id`,
      [ids],
    );
    const byTask = new Map(audit.map((row) => [row.entity_id, row]));
    const lost = decided.filter(({ path, body }) => {
      const row = byTask.get(path.split('/')[2] as string);
      return row?.outcome !== (body as { outcome: string }).outcome;
    });
    expect(lost).toEqual([]);
    expect(audit.filter(({ n }) => n !== 1)).toEqual([]);
    const starts = await rig.sql<{ n: number }>(
      `select count(*)::int as n from audit_log where operation = 'engagements.start' group by engagement_id having count(*) > 1`,
    );
    expect(starts).toEqual([]);
    const engagements = await rig.sql<{ n: number }>('select count(*)::int as n from engagement');
    expect(engagements[0]?.n).toBe(walkers.length);
    // The same request once more gets the answer it got.
    for (const { path, login, body, key, answer } of decided.slice(-20))
      expect((await caller.once(path, login, body, key))?.answer).toEqual(answer);
    const slowest = Math.max(...caller.acknowledged.map(({ waited }) => waited));
    if (process.env.KADO_TEST_SAY)
      for (const one of [...caller.acknowledged].sort((a, b) => b.waited - a.waited).slice(0, 5))
        process.stderr.write(`${(one.waited / 1000).toFixed(1)} s ${one.status} ${one.path}\n`);
    expect(slowest).toBeLessThan(30_000);
    const events = await Promise.all(
      walkers.map(async (real) => (await rig.history(engagementWorkflowId(real.c.key))).events?.length ?? 0),
    );
    if (process.env.KADO_TEST_SAY)
      process.stderr.write(
        `${plan.length} faults, ${caller.acknowledged.length} acknowledged commands over ${walkers.length} engagements: lost 0, doubled 0, slowest ${(slowest / 1000).toFixed(1)} s after calm, largest history ${Math.max(...events)} events\n`,
      );
  } finally {
    isOver = true;
    await rig.stop();
    await stack.stop();
  }
});
