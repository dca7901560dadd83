import { newId } from '@kado/persistence/database';
import { addEvidence, importItems, rejectItems, TEAM, writeChange, writePlan, writePlanChange } from './documents';
import type { Case, Rig } from './rig';
import { fromDelivery, inspect, toDecomposition, toLots, toProduction, toSigning, toTeamAssembly } from './steps';
import type { Story } from './stories';
import { until } from './until';

/** On hold in the middle of production, decisions refused meanwhile, and on to the end. */
async function held(rig: Rig, c: Case): Promise<void> {
  await toLots(rig, c);
  await inspect(rig, c, 1, 1, 0);
  await rig.task(c, 'decide_lot', 1);
  await rig.command(c, 'hold', 'client01', { reason: '社内調整のため一時停止' });
  await until(async () => (await rig.pausedTasks(c)) === 1, 'the lot stands still too');
  await rig.command(c, 'resume', 'manager01');
  await until(async () => (await rig.pausedTasks(c)) === 0, 'the lot goes on');
  await rig.decide(c, 'decide_lot', 'director01', 'approved', { lotNo: 1 });
  await inspect(rig, c, 2, 1, 0);
  await rig.decide(c, 'decide_lot', 'director01', 'approved', { lotNo: 2 });
  await fromDelivery(rig, c);
}

/** Cancelled while one lot is in quality and one in production: work stops, people are told and paid, the client settles. */
async function cancelled(rig: Rig, c: Case): Promise<void> {
  await toLots(rig, c);
  await inspect(rig, c, 1, 1, 0);
  await rig.task(c, 'decide_lot', 1);
  await rig.command(c, 'cancel', 'manager01', { reason: 'クライアントの事業中止' });
  await rig.decide(c, 'notify_people', 'coordinator01', 'notified');
  for (const [kind, login, evidence] of [
    ['approve_time', 'leader01', 'time_approval'],
    ['schedule_pay', 'coordinator01', 'pay_schedule'],
    ['return_data', 'director01', 'data_return'],
  ] as const) {
    await rig.task(c, kind);
    await addEvidence(rig, c, evidence, [null]);
    await rig.decide(c, kind, login, 'done');
  }
  await rig.decide(c, 'settle_cancellation', 'manager01', 'settled');
}

async function lost(rig: Rig, c: Case): Promise<void> {
  await toSigning(rig, c);
  await rig.decide(c, 'sign_requirements', 'client01', 'declined', { reason: '予算が取れませんでした' });
}

/** In instalments: lot 1 is with the client while lot 2 is made; the client rejects two items of it, which come back. */
async function instalments(rig: Rig, c: Case): Promise<void> {
  await toLots(rig, c, 2, { instalments: true });
  await inspect(rig, c, 1, 1, 0);
  await rig.decide(c, 'decide_lot', 'director01', 'approved', { lotNo: 1 });
  await rig.decide(c, 'send_delivery', 'manager01', 'sent');
  await rig.task(c, 'accept_delivery');
  await inspect(rig, c, 2, 1, 0);
  await rejectItems(rig, c, 1, 2);
  await rig.decide(c, 'accept_delivery', 'client01', 'rejected', { reason: '2件の読み取りが違います' });
  await rig.inStage(c, 'production');
  await inspect(rig, c, 1, 2, 0);
  await rig.decide(c, 'decide_lot', 'director01', 'approved', { lotNo: 1 });
  await rig.decide(c, 'send_delivery', 'manager01', 'sent');
  await rig.decide(c, 'decide_lot', 'director01', 'approved', { lotNo: 2 });
  await rig.decide(c, 'accept_delivery', 'client01', 'accepted');
  await fromDelivery(rig, c);
}

/** The lot is refused for rework: its items go back to their authors and it is inspected again. */
async function rework(rig: Rig, c: Case): Promise<void> {
  await toLots(rig, c, 1);
  await inspect(rig, c, 1, 1, 3);
  await rig.decide(c, 'decide_lot', 'director01', 'rework', { lotNo: 1, reason: '作業手順の取り違え' });
  await inspect(rig, c, 1, 2, 0);
  await rig.decide(c, 'decide_lot', 'director01', 'approved', { lotNo: 1 });
  await fromDelivery(rig, c);
}

/** The client wants more and later; KADO offers terms, the client agrees; new notices, a further lot. */
async function changed(rig: Rig, c: Case): Promise<void> {
  await toLots(rig, c, 1);
  const changeNo = await writeChange(rig, c, 'client', { volume: 90, deliveryDue: '2027-06-30' });
  await rig.command(c, 'request_change', 'client01', { reason: '件数が増えました', data: { changeNo } });
  await rig.decide(c, 'assess_change', 'manager01', 'offered');
  await rig.decide(c, 'consent_change', 'client01', 'agreed');
  await rig.task(c, 'renew_terms_notices');
  await addEvidence(rig, c, 'terms_notice', ['leader01', ...TEAM], 2);
  await rig.decide(c, 'renew_terms_notices', 'coordinator01', 'issued');
  await rig.task(c, 'extend_production');
  await importItems(rig, c, 30, 'production', 1, 61);
  await rig.decide(c, 'extend_production', 'director01', 'released', { data: { lots: 1 } });
  for (const lotNo of [1, 2]) {
    await inspect(rig, c, lotNo, 1, 0);
    await rig.decide(c, 'decide_lot', 'director01', 'approved', { lotNo });
  }
  await fromDelivery(rig, c);
}

/** What was to be delivered whole is agreed to come in instalments: the lot that is done goes out while the other is made. */
async function instalmentsAgreed(rig: Rig, c: Case): Promise<void> {
  await toLots(rig, c, 2);
  await inspect(rig, c, 1, 1, 0);
  await rig.decide(c, 'decide_lot', 'director01', 'approved', { lotNo: 1 });
  const changeNo = await writeChange(rig, c, 'kado', { instalments: true });
  await rig.command(c, 'request_change', 'manager01', { reason: '先に使いたいとのこと', data: { changeNo } });
  await rig.decide(c, 'consent_change', 'client01', 'agreed');
  await rig.task(c, 'renew_terms_notices');
  await addEvidence(rig, c, 'terms_notice', ['leader01', ...TEAM], 2);
  await rig.decide(c, 'renew_terms_notices', 'coordinator01', 'issued');
  await rig.decide(c, 'send_delivery', 'manager01', 'sent');
  await rig.decide(c, 'accept_delivery', 'client01', 'accepted');
  await inspect(rig, c, 2, 1, 0);
  await rig.decide(c, 'decide_lot', 'director01', 'approved', { lotNo: 2 });
  await rig.task(c, 'send_delivery');
  await fromDelivery(rig, c);
}

/** A check is added while the work runs; a question to the client stops the clock of the task it belongs to. */
async function planChanged(rig: Rig, c: Case): Promise<void> {
  await toProduction(rig, c);
  const prepare = await rig.task(c, 'prepare_production');
  await rig.command(c, 'ask_client', 'director01', {
    reason: '罫線にかかった数字はどう扱いますか',
    data: { taskId: prepare.id },
  });
  await rig.decide(c, 'answer_question', 'client01', 'answered', { reason: '読める範囲で入力してください' });
  await importItems(rig, c, 60);
  await rig.decide(c, 'prepare_production', 'director01', 'released', { data: { lots: 2 } });
  await writePlan(rig, c, 2, { review: { firstItems: 60, rate: 1 } });
  await writePlanChange(rig, c, 2);
  await rig.command(c, 'propose_plan_change', 'director01', { reason: '誤りが多い', data: { planVersion: 2 } });
  await rig.decide(c, 'approve_plan_change', 'manager01', 'approved');
  for (const lotNo of [1, 2]) {
    await inspect(rig, c, lotNo, 1, 0);
    await rig.decide(c, 'decide_lot', 'director01', 'approved', { lotNo });
  }
  await fromDelivery(rig, c);
}

/** Ops sends it back from team assembly to the decomposition, moves a date, and skips a checklist item at the end. */
async function repaired(rig: Rig, c: Case): Promise<void> {
  await toTeamAssembly(rig, c);
  const assemble = await rig.task(c, 'assemble_team');
  await rig.command(c, 'reschedule', 'coordinator01', {
    reason: '説明会のあとにするため',
    data: { taskId: assemble.id, dueAt: '2027-02-26T09:00:00Z' },
  });
  await rig.command(c, 'reset', 'ops01', { reason: '計画の誤り', data: { stage: 'decomposition' } });
  await writePlan(rig, c, 2);
  await rig.decide(c, 'write_plan', 'director01', 'submitted', { data: { version: 2 } });
  await rig.decide(c, 'approve_plan', 'manager01', 'approved');
  await toLots(rig, c, 1, {}, 'team_assembly');
  await inspect(rig, c, 1, 1, 0);
  await rig.decide(c, 'decide_lot', 'director01', 'approved', { lotNo: 1 });
  await rig.decide(c, 'send_delivery', 'manager01', 'sent');
  await rig.decide(c, 'accept_delivery', 'client01', 'accepted');
  const kpi = await rig.task(c, 'post_kpi');
  await rig.command(c, 'skip_task', 'ops01', { reason: '試行案件のため対象外', data: { taskId: kpi.id } });
  await fromDelivery(rig, c, ['post_kpi']);
}

/** Ops ends it without anybody's help. */
async function terminated(rig: Rig, c: Case): Promise<void> {
  await toLots(rig, c, 2);
  for (const lotNo of [1, 2]) await rig.lotRound(c, lotNo, 1);
  await rig.command(c, 'terminate', 'ops01', { reason: '誤って二重に登録した案件', commandId: newId() });
}

/** The run is continued at several points, by order and by its length; nothing is asked or done twice. */
async function handedOver(rig: Rig, c: Case): Promise<void> {
  await toDecomposition(rig, c);
  await rig.handOver(c);
  await writePlan(rig, c, 1);
  await rig.decide(c, 'write_plan', 'director01', 'submitted', { data: { version: 1 } });
  await rig.handOver(c);
  await rig.decide(c, 'approve_plan', 'manager01', 'approved');
  await toLots(rig, c, 2, {}, 'team_assembly');
  await rig.handOver(c);
  for (const lotNo of [1, 2]) {
    await inspect(rig, c, lotNo, 1, 0);
    await rig.decide(c, 'decide_lot', 'director01', 'approved', { lotNo });
  }
  await rig.decide(c, 'send_delivery', 'manager01', 'sent');
  await rig.handOver(c);
  await rig.decide(c, 'accept_delivery', 'client01', 'accepted');
  await rig.task(c, 'issue_invoice');
  await rig.handOver(c);
  await fromDelivery(rig, c);
}

export const ASIDE_STORIES: Record<string, Story> = {
  held: { run: held, lots: [1, 2], items: 60, endsIn: 'closed' },
  cancelled: { run: cancelled, lots: [1, 2], endsIn: 'cancelled' },
  lost: { run: lost, lots: [], endsIn: 'lost' },
  instalments: { run: instalments, lots: [1, 2], items: 60, endsIn: 'closed' },
  rework: { run: rework, lots: [1], items: 60, endsIn: 'closed' },
  'instalments-agreed': { run: instalmentsAgreed, lots: [1, 2], items: 60, endsIn: 'closed' },
  changed: { run: changed, lots: [1, 2], items: 90, endsIn: 'closed' },
  'plan-changed': { run: planChanged, lots: [1, 2], items: 60, endsIn: 'closed' },
  repaired: { run: repaired, lots: [1], items: 60, endsIn: 'closed' },
  terminated: { run: terminated, lots: [1, 2], endsIn: 'cancelled' },
  'handed-over': { run: handedOver, lots: [1, 2], items: 60, endsIn: 'closed' },
};
