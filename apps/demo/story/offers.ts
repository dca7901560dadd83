import { inDays } from '../office';
import type { Story } from './story';

interface Wish {
  role: 'leader' | 'teleworker';
  purpose: 'pilot' | 'team';
  count: number;
  hoursPerWeek: number;
  /** Logins to choose from instead of the ranked list. */
  from?: string[];
}

/** Person ids and logins of those who were asked. */
type Asked = Map<string, string>;

/** The coordinator asks the first of the ranked candidates; only people of this demo can be asked, others have no stand-in. */
export async function ask(story: Story, wish: Wish): Promise<Asked> {
  const { coordinator, pool } = story.order;
  const known = await story.around.office.personIds(wish.from ?? pool);
  const ranked = await story
    .as(coordinator)
    .get<{ items: { personId: string }[] }>(story.path(`/candidates?role=${wish.role}&skill=labelling&limit=200`));
  const chosen = ranked.items
    .map(({ personId }) => personId)
    .filter((personId) => known.has(personId) && !story.team.includes(known.get(personId) ?? ''))
    .slice(0, wish.count);
  if (chosen.length < wish.count) {
    throw new Error(`the list of candidates names only ${chosen.length} of the ${wish.count} ${wish.role}s needed`);
  }
  await story.as(coordinator).post(story.path('/offers'), {
    personIds: chosen,
    role: wish.role,
    purpose: wish.purpose,
    hoursPerWeek: wish.hoursPerWeek,
    hourlyYen: wish.role === 'leader' ? 1_300 : 1_100,
    expiresAt: inDays(5),
  });
  return new Map(chosen.map((personId) => [personId, known.get(personId) ?? '']));
}

/** Everybody reads their own offers and answers for themselves; the last `declining` ones say no, which costs them nothing. */
export async function joinAll(story: Story, asked: Asked, declining: number): Promise<Map<string, string>> {
  const accepted = new Map<string, string>();
  for (const [index, [personId, login]] of [...asked].entries()) {
    const mine = await story
      .as(login)
      .get<{ items: { id: string; engagementKey: string; status: string }[] }>('/offers?limit=200');
    const offer = mine.items.find((one) => one.engagementKey === story.key && one.status === 'sent');
    if (!offer) throw new Error(`${login} was asked to join and finds no offer`);
    const answer = index < asked.size - declining ? 'accept' : 'decline';
    await story.as(login).post(`/offers/${offer.id}/${answer}`);
    if (answer === 'accept') accepted.set(personId, login);
    else story.say(`${login} は打診を辞退 declined the offer`);
  }
  return accepted;
}
