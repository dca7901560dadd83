import type { Order } from './orders';
import { somePictures } from './pictures';
import { follow } from './story/follow';
import { type Stage, Story } from './story/story';

const GOLD_SHARE = 0.3;

/** An order comes in: the manager starts the engagement, and it goes as far as the order says. */
export async function run(
  around: Stage,
  order: Order,
  options: { quiet: boolean } = { quiet: false },
): Promise<{ story: Story; stage: string }> {
  const { office, pictures } = around;
  const rows =
    order.pictures === undefined ? pictures : somePictures(pictures, order.pictures, GOLD_SHARE, order.pictureOffset);
  const started = await office.as(order.manager).post<{ key: string }>('/engagements', {
    clientId: await office.clientId(order.client),
    title: order.title,
    description: order.description,
    category: order.category,
  });
  const story = new Story(around, order, rows, started.key, options.quiet);
  story.say(`「${order.title}」 started by ${order.manager}`);
  return { story, stage: await follow(story) };
}
