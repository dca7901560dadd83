import { engagementWorkflowId } from '@kado/contracts/engagement';
import { lotWorkflowId } from '@kado/contracts/lot';
import { isFinal, type Stage } from '@kado/domain/lifecycle';
import { STORIES } from '@kado/workflows/test/all-stories';
import { type Case } from '@kado/workflows/test/rig';
import { inspect, toLots, toSigning } from '@kado/workflows/test/steps';
import { until } from '@kado/workflows/test/until';
import { StoryRig } from '../test/story-rig';

jest.setTimeout(180_000);

describe('why an engagement waits', () => {
  let rig: StoryRig;
  let now: Date;
  beforeAll(async () => {
    rig = await StoryRig.start();
    now = new Date();
  });
  afterAll(() => rig.stop());

  const waiting = async (c: Case, as = 'manager01') => (await rig.get(`/engagements/${c.key}/waiting`, as)).body;

  /** What the executions of the engagement and its lots say themselves. */
  async function ownWaits(c: Case): Promise<string[]> {
    const lots = await rig.stories.sql<{ no: number }>(
      `select lot_no as no from lot where engagement_id = $1 and stage in ('production', 'quality') and step_version > 0`,
      [c.input.engagementId],
    );
    const ids = [engagementWorkflowId(c.key), ...lots.map(({ no }) => lotWorkflowId(c.key, no))];
    const waits = await Promise.all(ids.map((id) => rig.stories.waiting(id).catch(() => [])));
    return waits.flat().map(({ taskId }) => taskId);
  }

  /** Looked at until nothing moves: between two looks the story may have gone on. */
  async function agrees(c: Case): Promise<void> {
    let seen: { api: string[]; own: string[] } = { api: [], own: [] };
    await until(
      async () => {
        const api = (await waiting(c)).waiting.map(({ taskId }: { taskId: string }) => taskId).sort();
        seen = { api, own: (await ownWaits(c)).sort() };
        return JSON.stringify(seen.api) === JSON.stringify(seen.own);
      },
      `${c.key}: the same tasks on both sides, ${JSON.stringify(seen)}`,
    );
    const body = await waiting(c);
    expect(body.waiting.length + body.causes.length).toBeGreaterThan(0);
    const words = [
      body.summary,
      ...[...body.waiting, ...body.causes].flatMap(({ what, nextStep }) => [what, nextStep]),
    ];
    for (const { ja, en } of words) {
      expect(ja).toMatch(/^(?!.*(undefined|null|NaN)).+$/);
      expect(en).toMatch(/^(?!.*(undefined|null|NaN))[\x20-\x7e]+$/);
    }
  }

  it.each(Object.entries(STORIES))('is the same on both sides all along the way of "%s"', async (_name, story) => {
    const c = await rig.stories.engagement();
    // the stories' own driver, with a look before each of its moves
    const watched = Object.create(rig.stories) as typeof rig.stories;
    watched.decide = async (...args) => {
      await rig.stories.task(...([c, args[1], args[4]?.lotNo] as const));
      await agrees(c);
      return rig.stories.decide(...args);
    };
    watched.command = async (...args) => {
      const receipt = await rig.stories.command(...args);
      await agrees(c);
      return receipt;
    };
    await story.run(watched, c);
    await rig.stories.inStage(c, story.endsIn);
    await agrees(c);
    if (!isFinal(story.endsIn as Stage)) return;
    const body = await waiting(c);
    expect(body).toMatchObject({
      stage: story.endsIn,
      waiting: [],
      causes: [{ type: 'end', facts: { outcome: story.endsIn } }],
    });
    expect(Date.parse(body.causes[0].since)).toBeGreaterThan(now.getTime());
  });

  it('on hold: since when, by whom, why, and which clocks stand still', async () => {
    const c = await rig.stories.engagement();
    const { id } = await rig.stories.task(c, 'qualify_inquiry');
    const held = await rig.order(c, 'hold', 'client01', { reason: '社内調整' });
    const body = await waiting(c);
    expect(body).toMatchObject({
      stage: 'on_hold',
      waiting: [{ taskId: id, pausedAt: held.body.heldSince }],
      causes: [
        {
          type: 'hold',
          role: 'client',
          who: { id: rig.api.personId('client01') },
          since: held.body.heldSince,
          facts: { stage: 'inquiry', reason: '社内調整', stoppedTasks: [id] },
        },
      ],
    });
    expect(body.summary.ja).toMatch(
      /^\d{4}-\d\d-\d\dからクライアントの指示で保留中です（もとの段階: 引合い、期限の停止 1件）。$/,
    );
    expect((await waiting(c, 'city01')).causes[0]).toMatchObject({ who: null, role: 'client' });
  });

  it('in production with nobody asked: each lot, its open items and the last that was done', async () => {
    const c = await rig.stories.engagement();
    await toLots(rig.stories, c, 2);
    for (const lotNo of [1, 2]) await rig.stories.lotRound(c, lotNo, 1);
    await agrees(c);
    expect(await waiting(c)).toMatchObject({
      waiting: [],
      summary: {
        ja: 'ロット2件で作業が進んでいます（未完了 60／60件）。',
        en: '2 lots are at work (60 of 60 items open).',
      },
      causes: [1, 2].map((lotNo) => ({
        type: 'lot',
        role: null,
        nextStep: { ja: '全件が終わると抜取検査に進みます' },
        facts: { lotNo, lotStage: 'production', round: 1, open: 30, total: 30, lastActivityAt: expect.any(String) },
      })),
    });
    await inspect(rig.stories, c, 1, 1, 0);
    await rig.stories.task(c, 'decide_lot', 1);
    expect((await waiting(c)).summary.ja).toBe(
      'ディレクターの「ロットの品質承認（ロット1）」を待っています。ロット1件で作業が進んでいます（未完了 30／30件）。',
    );
    await rig.order(c, 'hold', 'manager01', { reason: '確認' });
    expect((await waiting(c)).causes).toMatchObject([
      { type: 'hold', facts: { stage: 'production' } },
      { type: 'lot', pausedAt: expect.any(String) },
    ]);
  });

  it('with the client: how many items, until when, and what silence means', async () => {
    const c = await rig.stories.engagement();
    await toLots(rig.stories, c, 1, { deemedAcceptance: true });
    await inspect(rig.stories, c, 1, 1, 0);
    await rig.stories.decide(c, 'decide_lot', 'director01', 'approved', { lotNo: 1 });
    await rig.stories.decide(c, 'send_delivery', 'manager01', 'sent');
    const { id } = await rig.stories.task(c, 'accept_delivery');
    const body = await waiting(c, 'client01');
    expect(body).toMatchObject({
      waiting: [{ taskId: id, what: { ja: '検収（納品1）' } }],
      causes: [
        {
          type: 'delivery',
          role: 'client',
          until: body.waiting[0].until,
          nextStep: { ja: '検収。期限までに返答がなければ検収とみなします' },
          facts: { deliveryNo: 1, items: 60, rejectedItems: 0, taskId: id },
        },
      ],
    });
  });

  it('cancelling: the steps that are left, in their order', async () => {
    const c = await rig.stories.engagement();
    await toLots(rig.stories, c, 1);
    await rig.order(c, 'cancel', 'manager01', { reason: '事業中止' });
    await rig.stories.task(c, 'notify_people');
    const steps = async () => (await waiting(c)).causes.map(({ facts }: { facts: { step: string } }) => facts.step);
    const people = ['notify_people', 'approve_time', 'schedule_pay', 'return_data', 'settle_cancellation'];
    expect(await steps()).toEqual(people);
    expect((await waiting(c)).summary.ja).toBe(
      '中止手続き中です。残り5件、今は「中止の通知（6か月以上の人には30日前予告）」です。',
    );
    await rig.stories.decide(c, 'notify_people', 'coordinator01', 'notified');
    await rig.stories.task(c, 'approve_time');
    expect(await steps()).toEqual(people.slice(1));
  });

  it('at its end: how, why, and where it goes on', async () => {
    const c = await rig.stories.engagement();
    await toSigning(rig.stories, c);
    await rig.stories.decide(c, 'sign_requirements', 'client01', 'declined', { reason: '予算がない' });
    await rig.stories.inStage(c, 'lost');
    const { body } = await rig.order(c, 'reopen', 'manager01');
    const end = await waiting(c);
    expect(end.causes).toMatchObject([
      { type: 'end', role: 'client', facts: { outcome: 'lost', reason: '予算がない', reopenedAs: [body.key] } },
    ]);
    expect(end.summary.en).toMatch(new RegExp(`\\(Lost\\) and goes on as ${body.key}\\.$`));
  });
});
