import { CLIENT_RETURNS, clauses, type PilotMeasures, quoteOf } from '../papers';
import { somePictures } from '../pictures';
import { importPictures } from './items';
import { ask, joinAll } from './offers';
import type { Step, Story } from './story';

const PILOT_ITEMS = 30;
const PILOT_PEOPLE = 3;
/** Share of pilot pictures with a known label: without them nobody could say how often people err. */
const PILOT_GOLD = 0.7;

export const qualifyInquiry: Step = async (story, task) => {
  await story.decide(story.order.manager, task, 'qualified');
};

export const draftRequirements: Step = async (story, task) => {
  const { manager, director } = story.order;
  if (story.requirementsVersion === 0) {
    const personId = await story.around.office.personId(director);
    await story.as(manager).post(story.path('/members'), { personId, role: 'director' });
  }
  const next = story.requirementsVersion + 1;
  const { version } = await story
    .as(manager)
    .post<{ version: number }>(story.path('/requirements'), clauses(story.order, story.rows.length, next));
  story.requirementsVersion = version;
  await story.decide(manager, task, 'submitted', { data: { version } });
};

export const staffPilot: Step = async (story, task) => {
  const { coordinator } = story.order;
  const asked = await ask(story, { role: 'teleworker', purpose: 'pilot', count: PILOT_PEOPLE, hoursPerWeek: 3 });
  const accepted = await joinAll(story, asked, 0);
  await story.file(coordinator, 'terms_notice', [...accepted.keys()]);
  await story.file(coordinator, 'training_gate', [...accepted.keys()]);
  story.team = [...accepted.values()];
  await story.decide(coordinator, task, 'staffed');
};

export const preparePilot: Step = async (story, task) => {
  const rows = somePictures(story.rows, PILOT_ITEMS, PILOT_GOLD);
  await importPictures(story, rows, 'pilot', PILOT_PEOPLE);
  await story.decide(story.order.director, task, 'released');
  await story.around.people.work({
    engagement: story.key,
    purpose: 'pilot',
    teleworkers: story.team,
    leaders: [],
    directors: [],
  });
  story.working = true;
};

export const priceQuote: Step = async (story, task) => {
  const { manager } = story.order;
  await goHome(story);
  const pilot = story.team.length > 0 ? await measured(story) : undefined;
  const quote = await story
    .as(manager)
    .post<{ version: number; result: { totalYen: number } }>(story.path('/quotes'), quoteOf(pilot));
  story.say(`見積 quote v${quote.version}: ${quote.result.totalYen.toLocaleString('ja-JP')} 円（税込）`);
  await story.decide(manager, task, 'quoted', { data: { version: quote.version } });
};

async function measured(story: Story): Promise<PilotMeasures> {
  const pilot = await story.as(story.order.manager).get<PilotMeasures>(story.path('/pilot'));
  if (story.requirementsVersion === 1) {
    story.say(
      `パイロット pilot: ${pilot.people}人×${pilot.items}枚 中央値 ${pilot.medianSeconds} 秒 誤り率 ${percent(pilot.errorRate)} 一致率 ${percent(pilot.agreement)}`,
    );
    story.check('the pilot measured time and errors', pilot.medianSeconds !== null && pilot.errorRate !== null);
  }
  return pilot;
}

/** Another manager than the one who priced. */
export const approveMargin: Step = async (story, task) => {
  await story.decide(story.order.manager === 'manager03' ? 'manager01' : 'manager03', task, 'approved');
};

export const signRequirements: Step = async (story, task) => {
  const { client } = story.order;
  if (story.order.clientReturnsOnce && story.clientReturns === 0) {
    story.clientReturns += 1;
    await story.decide(client, task, 'returned', { reason: CLIENT_RETURNS });
    return;
  }
  const key = await story.decide(client, task, 'signed');
  if (story.order.clientReturnsOnce) await story.tryAgain(client, task, key, 'signed', 'returned', {});
};

export const confirmContract: Step = async (story, task) => {
  await story.decide(story.order.manager, task, 'confirmed');
};

/** Ends the shift of the stand-ins, where there is one. */
export async function goHome(story: Story): Promise<void> {
  if (!story.working) return;
  story.working = false;
  await story.around.people.stop(story.key);
}

export const percent = (share: number | null): string => (share === null ? '—' : `${(share * 100).toFixed(1)} %`);
