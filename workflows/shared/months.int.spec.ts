// A server far from Japan whose clock changes twice a year: nothing may depend on it. Before anything reads the clock.
process.env.TZ = 'America/New_York';

import { engagementWorkflowId } from '@kado/contracts/engagement';
import { addBusinessDays, businessMsBetween, dateInTokyo, endOfBusinessDate } from '@kado/domain/calendar';
import { termClocks } from '@kado/domain/clocks';
import type { HumanTaskKind } from '@kado/domain/human-tasks';
import { startTimeSkippingTemporal } from '@kado/testing/temporal';
import { produceLot, writeChange } from '../test/documents';
import { type Case, Rig } from '../test/rig';
import { inspect, toDecomposition, toLots, toRequirements, toSigning } from '../test/steps';

jest.setTimeout(300_000);

interface Task {
  id: string;
  kind: HumanTaskKind;
  status: string;
  outcome: string | null;
  decided_via: string | null;
  since: Date;
  due_at: Date;
  struck: Record<string, string>;
  escalated_to: string[];
}

/**
 * Months pass on a server that skips time: year end, Golden Week, both changes of New York's clock. Real workflows, real
 * activities, real calendar; what is compared are the instants at which clocks struck.
 */
describe('clocks over months', () => {
  let rig: Rig;
  let start: number;
  beforeAll(async () => {
    rig = await Rig.start({ temporal: startTimeSkippingTemporal });
    start = await rig.env.currentTimeMs();
  });
  afterAll(() => rig.stop());

  const now = async () => new Date(await rig.env.currentTimeMs()).toISOString();
  const passUntil = async (iso: string) =>
    rig.env.sleep(Math.max(1, Date.parse(iso) - (await rig.env.currentTimeMs())));
  const tasks = (c: Case, kind: HumanTaskKind) =>
    rig.sql<Task>(
      `select id, kind, status, outcome, decided_via, since, due_at, struck, escalated_to from human_task
        where engagement_id = $1 and kind = $2 order by since`,
      [c.input.engagementId, kind],
    );
  const task = async (c: Case, kind: HumanTaskKind) => (await tasks(c, kind))[0] as Task;
  /** Struck within a minute after the instant, never before it. */
  const expectStruck = (at: string | undefined, instant: string) => {
    const late = Date.parse(at ?? '1970-01-01T00:00:00Z') - Date.parse(instant);
    expect({ at, instant, isInTime: late >= 0 && late < 60_000 }).toEqual({ at, instant, isInTime: true });
  };

  it('strike at half, three quarters, the end and after it, over year end and Golden Week', async () => {
    const waiting: Case[] = [];
    // One is asked every 20 days for half a year: some term lies over each holiday and each change of a clock.
    for (let n = 0; n < 9; n += 1) {
      const c = await rig.engagement();
      await toRequirements(rig, c);
      waiting.push(c);
      await rig.env.sleep('20 days');
    }
    await rig.env.sleep('40 days');
    for (const c of waiting) {
      const draft = await task(c, 'draft_requirements');
      const expected = termClocks('draft_requirements', draft.since.toISOString());
      expect(draft.due_at.toISOString()).toBe(expected.dueAt);
      for (const { code, at } of expected.points) expectStruck(draft.struck[code], at);
      // A manager's term is escalated to nobody new; both ends are told once.
      expect(Object.keys(draft.struck).sort()).toEqual(['due', 'half', 'overdue', 'three_quarters']);
    }
    const told = await rig.sql<{ n: number }>(
      `select count(*)::int as n from audit_log where operation = 'humanTasks.clock' and engagement_id = any ($1) group by entity_id, after ->> 'code' having count(*) > 1`,
      [waiting.map((c) => c.input.engagementId)],
    );
    expect(told).toEqual([]);
    expect(Date.parse(await now()) - start).toBeGreaterThan(200 * 86_400_000);
  });

  it('remind before a quote runs out, and lose the engagement with it', async () => {
    const c = await rig.engagement();
    const validUntil = dateInTokyo(new Date((await rig.env.currentTimeMs()) + 30 * 86_400_000).toISOString());
    await toSigning(rig, c, {}, validUntil);
    const sign = await task(c, 'sign_requirements');
    await passUntil(endOfBusinessDate(validUntil));
    await rig.env.sleep('1 hour');
    await rig.inStage(c, 'lost');
    const after = await task(c, 'sign_requirements');
    expect(after).toMatchObject({ status: 'completed', outcome: 'expired', decided_via: 'clock' });
    expectStruck(after.struck.expire, endOfBusinessDate(validUntil));
    expectStruck(after.struck.reminder, endOfBusinessDate(addBusinessDays(validUntil, -7)));
    expect(sign.id).toBe(after.id);
  });

  it('accept by silence only where the contract says so', async () => {
    const cases = await Promise.all(
      [true, false].map(async (deemedAcceptance) => {
        const c = await rig.engagement();
        await toLots(rig, c, 1, { deemedAcceptance, acceptanceWindowDays: 5 });
        await inspect(rig, c, 1, 1, 0);
        await rig.decide(c, 'decide_lot', 'director01', 'approved', { lotNo: 1 });
        await rig.decide(c, 'send_delivery', 'manager01', 'sent');
        return c;
      }),
    );
    const [silent, waiting] = cases as [Case, Case];
    const accept = await task(silent, 'accept_delivery');
    expect(accept.due_at.toISOString()).toBe(
      termClocks('accept_delivery', accept.since.toISOString(), { days: 5 }).dueAt,
    );
    await rig.env.sleep('30 days');
    await rig.inStage(silent, 'closing');
    expect(await task(silent, 'accept_delivery')).toMatchObject({ outcome: 'deemed', decided_via: 'clock' });
    const [delivery] = await rig.sql<{ status: string; accepted_via: string }>(
      'select status, accepted_via from delivery where engagement_id = $1',
      [silent.input.engagementId],
    );
    expect(delivery).toEqual({ status: 'accepted', accepted_via: 'clock' });
    const open = await task(waiting, 'accept_delivery');
    expect(open).toMatchObject({ status: 'open', escalated_to: [] });
    expect(Object.keys(open.struck).sort()).toEqual(['due', 'half', 'overdue', 'reminder', 'three_quarters']);
  });

  it('keep the business time that was left when an engagement was put on hold', async () => {
    const c = await rig.engagement();
    await toDecomposition(rig, c);
    const asked = await task(c, 'write_plan');
    await rig.env.sleep('3 days');
    await rig.command(c, 'hold', 'manager01', { reason: '客先の都合' });
    const heldAt = await now();
    await rig.env.sleep('60 days');
    const before = await task(c, 'write_plan');
    await rig.command(c, 'resume', 'manager01');
    const resumedAt = await now();
    const after = await task(c, 'write_plan');
    const left = (dueAt: Date, from: string) => businessMsBetween(from, dueAt.toISOString());
    expect(Math.abs(left(after.due_at, resumedAt) - left(asked.due_at, heldAt))).toBeLessThan(60_000);
    expect(Object.keys(before.struck)).toEqual(Object.keys((await task(c, 'write_plan')).struck));
    await passUntil(after.due_at.toISOString());
    await rig.env.sleep('1 minute');
    const struck = await task(c, 'write_plan');
    expectStruck(struck.struck.due, after.due_at.toISOString());
    // The director's term is over: a manager may decide too.
    expect(struck.escalated_to).toEqual(['manager']);
  });

  it('call the client about a question that nobody answers, while the task it belongs to waits', async () => {
    const c = await rig.engagement();
    await toDecomposition(rig, c);
    const plan = await task(c, 'write_plan');
    await rig.command(c, 'ask_client', 'director01', { reason: '納品形式は?', data: { taskId: plan.id } });
    await rig.env.sleep('14 days');
    expect(await task(c, 'answer_question')).toMatchObject({ outcome: 'expired', decided_via: 'clock' });
    expect(await task(c, 'call_client')).toMatchObject({ status: 'open' });
    expect((await task(c, 'write_plan')).struck).toEqual(plan.struck);
    await rig.decide(c, 'call_client', 'manager01', 'answered', { reason: 'CSVとのこと' });
    const [question] = await rig.sql<{ status: string }>(
      'select status from client_question where engagement_id = $1',
      [c.input.engagementId],
    );
    expect(question?.status).toBe('called');
    await rig.env.sleep('14 days');
    expect(Object.keys((await task(c, 'write_plan')).struck)).toContain('due');
  });

  it('take silence on a change for no change', async () => {
    const c = await rig.engagement();
    await toDecomposition(rig, c);
    const changeNo = await writeChange(rig, c, 'kado', { deliveryDue: '2028-03-31' });
    await rig.command(c, 'request_change', 'manager01', { reason: '人手不足のため延期', data: { changeNo } });
    await rig.env.sleep('14 days');
    const [change] = await rig.sql<{ status: string; due: string }>(
      `select c.status, (select max(version) from requirement_version r where r.engagement_id = c.engagement_id and r.status = 'signed')::text as due
         from change_request c where engagement_id = $1`,
      [c.input.engagementId],
    );
    expect(change).toEqual({ status: 'expired', due: '1' });
    expect(await rig.stage(c)).toBe('decomposition');
  });

  it('tell the inspectors when nobody has begun an inspection, and not when somebody has', async () => {
    const c = await rig.engagement();
    await toLots(rig, c, 2);
    for (const lotNo of [1, 2]) await produceLot(rig, c, lotNo, 1);
    const begun = await rig.task(c, 'inspect_lot', 1);
    await rig.task(c, 'inspect_lot', 2);
    await rig.sql('update human_task set claimed_by = $2, claimed_at = now() where id = $1', [
      begun.id,
      (await rig.person('leader01')).id,
    ]);
    await rig.env.sleep('7 days');
    for (const inspection of await tasks(c, 'inspect_lot')) {
      expect(inspection.struck.not_started !== undefined).toBe(inspection.id !== begun.id);
      expect(inspection.escalated_to).toEqual(['director', 'manager']);
    }
    const notices = await rig.sql<{ kind: string }>(
      `select distinct kind from notice where engagement_id = $1 and person_id = $2 order by kind`,
      [c.input.engagementId, (await rig.person('leader01')).id],
    );
    expect(notices.map(({ kind }) => kind)).toContain('clock_not_started');
  });

  it('look ahead to the agreed start of the work', async () => {
    const c = await rig.engagement();
    const workStart = dateInTokyo(new Date((await rig.env.currentTimeMs()) + 40 * 86_400_000).toISOString());
    await toDecomposition(rig, c, { workStart });
    await passUntil(endOfBusinessDate(workStart));
    const { struck } = await task(c, 'write_plan');
    expectStruck(struck.start_near, endOfBusinessDate(addBusinessDays(workStart, -15)));
    expectStruck(struck.start_next, endOfBusinessDate(addBusinessDays(workStart, -10)));
  });

  it('strike anew by a moved date, with one timer for whatever is next', async () => {
    const c = await rig.engagement();
    await toDecomposition(rig, c);
    const plan = await task(c, 'write_plan');
    const later = endOfBusinessDate(addBusinessDays(dateInTokyo(await now()), 40));
    await rig.command(c, 'reschedule', 'manager01', { reason: '要員の都合', data: { taskId: plan.id, dueAt: later } });
    expect((await task(c, 'write_plan')).due_at.toISOString()).toBe(later);
    await passUntil(plan.due_at.toISOString());
    await rig.env.sleep('1 hour');
    expect((await task(c, 'write_plan')).struck).toEqual({});
    await passUntil(later);
    await rig.env.sleep('1 minute');
    expectStruck((await task(c, 'write_plan')).struck.due, later);
    const timers = (await rig.history(engagementWorkflowId(c.key))).events ?? [];
    const running = timers.reduce(
      (n, event) =>
        n +
        (event.timerStartedEventAttributes ? 1 : 0) -
        (event.timerFiredEventAttributes || event.timerCanceledEventAttributes ? 1 : 0),
      0,
    );
    expect(running).toBeLessThanOrEqual(1);
  });
});
