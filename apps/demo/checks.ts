import type { Story } from './story/story';

interface Engine {
  events: number;
  executions: number;
}

/** What must hold at the end, seen through the API like everything else. */
export async function checkEnd(story: Story, stage: string): Promise<Engine | undefined> {
  const { manager, client } = story.order;
  const engagement = await story.as(manager).get<{ stage: string }>(story.path(''));
  story.check('the engagement is closed', stage === 'closed' && engagement.stage === 'closed');
  story.check(
    'the client returned the requirements once',
    story.clientReturns === 1 && story.requirementsVersion === 2,
  );
  story.check('the director refused one lot at least once', story.refusals >= 1);
  story.check('delivered and accepted', story.delivered !== undefined);

  const stale = await story.refusal(manager, 'PATCH', story.path(''), {
    body: { title: story.order.title },
    ifMatch: '"0"',
  });
  story.check('a stale version is refused', stale?.status === 412);
  const timeline = await story
    .as(manager)
    .all<{ operation: string; textJa: string; textEn: string }>(story.path('/timeline'));
  story.check(
    'the timeline tells the story',
    timeline.length > 0 && timeline.every((entry) => entry.textJa && entry.textEn),
  );
  const seen = await story.as(client).all<{ role: string | null; actor: unknown }>(story.path('/timeline'));
  const names = seen.filter((entry) => entry.actor !== null);
  story.check(
    "the client reads it too, with nobody's names but its own",
    seen.length > 0 && names.every((entry) => entry.role === 'client'),
  );
  const { engine } = await story.as('ops01').get<{ engine?: Engine | null }>(story.path(''));
  story.check('the engine says how many events the engagement has', (engine?.events ?? 0) > 0);
  return engine ?? undefined;
}
