import type { Step } from './story';

/** Who closes what, and the paper that has to be on file. */
const byPaper =
  (evidence: string, who: 'manager' | 'leader' | 'coordinator' | 'director'): Step =>
  async (story, task) => {
    const login = who === 'leader' ? (story.order.leaders[0] ?? '') : story.order[who];
    await story.file(login, evidence);
    await story.decide(login, task, 'done');
  };

export const CLOSING: Record<string, Step> = {
  issue_invoice: byPaper('invoice', 'manager'),
  approve_time: byPaper('time_approval', 'leader'),
  schedule_pay: byPaper('pay_schedule', 'coordinator'),
  return_data: byPaper('data_return', 'director'),
  hold_retrospective: byPaper('retrospective', 'director'),
  post_kpi: byPaper('kpi', 'manager'),
};
