import { pause } from '../stand-ins/http';
import { CLOSING } from './closing';
import { acceptDelivery, sendDelivery } from './delivery';
import { approvePlan, assembleTeam, issueTermsNotices, passTrainingGate, writePlan } from './plan-and-team';
import { decideLot, inspectLot, prepareProduction } from './production';
import {
  approveMargin,
  confirmContract,
  draftRequirements,
  goHome,
  preparePilot,
  priceQuote,
  qualifyInquiry,
  signRequirements,
  staffPilot,
} from './requirements';
import type { Step, Story, WaitingTask } from './story';

/** What the people of the demo know how to do. */
const STEPS: Record<string, Step> = {
  qualify_inquiry: qualifyInquiry,
  draft_requirements: draftRequirements,
  staff_pilot: staffPilot,
  prepare_pilot: preparePilot,
  price_quote: priceQuote,
  approve_margin: approveMargin,
  sign_requirements: signRequirements,
  confirm_contract: confirmContract,
  write_plan: writePlan,
  approve_plan: approvePlan,
  assemble_team: assembleTeam,
  issue_terms_notices: issueTermsNotices,
  pass_training_gate: passTrainingGate,
  prepare_production: prepareProduction,
  inspect_lot: inspectLot,
  decide_lot: decideLot,
  send_delivery: sendDelivery,
  accept_delivery: acceptDelivery,
  ...CLOSING,
};

const LOOK_EVERY_MS = 150;
const SAY_EVERY_MS = 3_000;
/** Nothing asked and nothing done for so long: something is broken. */
const STANDSTILL_MS = 120_000;
const FINAL = ['closed', 'declined'];

interface Waiting {
  stage: string;
  waiting: WaitingTask[];
}

/** Looks at what the engagement waits for, again and again, and lets the right person do it, until its end or its stop. */
export async function follow(story: Story): Promise<string> {
  const begun = new Map<string, Promise<void>>();
  const failures: unknown[] = [];
  let stage = '';
  let activity = '';
  let movedAt = Date.now();
  let saidAt = Date.now();
  let said = '';
  for (;;) {
    if (failures.length > 0) throw failures[0];
    const now = await story.as(story.order.manager).get<Waiting>(story.path('/waiting'));
    if (now.stage !== stage) {
      while (story.deciding > 0) await pause(10);
      stage = now.stage;
      story.say(`── ${STAGE_NAMES[stage] ?? stage} ${stage}`);
    }
    const idle = begun.size === 0;
    if (FINAL.includes(stage) && idle) return stage;
    if (idle && (await staysHere(story, now))) return stage;
    for (const task of now.waiting) start(story, task, begun, failures);

    const work = story.working ? await story.around.people.progress(story.key) : null;
    const seen = JSON.stringify([now, begun.size, work]);
    if (seen !== activity) movedAt = Date.now();
    activity = seen;
    if (Date.now() - movedAt > STANDSTILL_MS) {
      throw new Error(
        `${story.key} stands still in ${stage}: waits for ${list(now.waiting) || 'nobody'}, ${JSON.stringify(work)}`,
      );
    }
    if (work && work.answered > 0 && Date.now() - saidAt > SAY_EVERY_MS && said !== JSON.stringify(work)) {
      saidAt = Date.now();
      said = JSON.stringify(work);
      story.say(
        `作業 ${work.answered} 件 answered（差戻し ${work.sentBack}）、確認 ${work.reviewed} reviewed、裁定 ${work.adjudicated}`,
      );
    }
    await pause(LOOK_EVERY_MS);
  }
}

function start(story: Story, task: WaitingTask, begun: Map<string, Promise<void>>, failures: unknown[]): void {
  if (begun.has(task.taskId) || story.finished.has(task.taskId) || story.order.leaveOpen.includes(task.kind)) return;
  const step = STEPS[task.kind];
  if (!step) {
    failures.push(
      new Error(
        `${story.key} waits for a ${task.role} to do "${task.kind}" (${task.taskId}), which nobody of the demo knows`,
      ),
    );
    return;
  }
  const doing = step(story, task)
    .catch((error: unknown) => {
      failures.push(error);
    })
    .finally(() => {
      begun.delete(task.taskId);
      story.finished.add(task.taskId);
    });
  begun.set(task.taskId, doing);
}

/** Parked on purpose: all that is open is left open, or the work was left half done. */
async function staysHere(story: Story, { waiting }: Waiting): Promise<boolean> {
  const { leaveOpen, leaveWorkAt } = story.order;
  if (leaveWorkAt !== undefined && story.working) {
    const work = await story.around.people.progress(story.key);
    if ((work?.answered ?? 0) < leaveWorkAt) return false;
  } else if (waiting.length === 0 || !waiting.every((task) => leaveOpen.includes(task.kind))) {
    return false;
  }
  await goHome(story);
  return true;
}

const list = (waiting: WaitingTask[]): string => waiting.map((task) => `${task.kind} (${task.role})`).join(', ');

const STAGE_NAMES: Record<string, string> = {
  inquiry: '引合い',
  requirements: '要件定義',
  decomposition: '業務分解',
  team_assembly: 'チーム編成',
  production: '制作',
  quality: '品質検査',
  delivery: '納品',
  closing: '終了手続き',
  closed: '完了',
  declined: '辞退',
};
