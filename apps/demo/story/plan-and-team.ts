import { MANUAL, planOf } from '../papers';
import { ask, joinAll } from './offers';
import type { Step, Story } from './story';

export const writePlan: Step = async (story, task) => {
  const { director } = story.order;
  const as = story.as(director);
  const manual = await as.post<{ version: number }>(story.path('/manuals'), { sections: MANUAL });
  const body = { plan: planOf(story.order), manualVersion: manual.version };
  const plan = await as.post<{ version: number }>(story.path('/plans'), body);
  const data = { version: plan.version, manualVersion: manual.version };
  await story.decide(director, task, 'submitted', { data });
};

export const approvePlan: Step = async (story, task) => {
  await story.decide(story.order.manager, task, 'approved');
};

export const assembleTeam: Step = async (story, task) => {
  const { coordinator, leaders, teamSize, declining } = story.order;
  const lead = await ask(story, {
    role: 'leader',
    purpose: 'team',
    count: leaders.length,
    hoursPerWeek: 5,
    from: leaders,
  });
  await joinAll(story, lead, 0);
  const asked = await ask(story, {
    role: 'teleworker',
    purpose: 'team',
    count: teamSize + declining,
    hoursPerWeek: 5,
  });
  const accepted = await joinAll(story, asked, declining);
  story.team = [...accepted.values()];
  const team = await story
    .as(coordinator)
    .get<{ ok: boolean; confirmedHoursP85: number | null; neededHours: number | null }>(story.path('/team'));
  const hours = (value: number | null): string => (value === null ? '—' : value.toFixed(1));
  story.say(
    `チーム team: リーダー${leaders.length}人 テレワーカー${story.team.length}人、確保 P85 ${hours(team.confirmedHoursP85)} 時間 / 必要 ${hours(team.neededHours)} 時間`,
  );
  await story.decide(coordinator, task, 'assembled');
};

export const issueTermsNotices: Step = async (story, task) => {
  const { coordinator } = story.order;
  await story.file(coordinator, 'terms_notice', await membersOf(story));
  await story.decide(coordinator, task, 'issued');
};

export const passTrainingGate: Step = async (story, task) => {
  const leader = story.order.leaders[0] ?? '';
  await story.file(leader, 'training_gate', await membersOf(story));
  await story.decide(leader, task, 'passed');
};

async function membersOf(story: Story): Promise<string[]> {
  const logins = [...story.order.leaders, ...story.team];
  return [...(await story.around.office.personIds(logins)).keys()];
}
