import type { PictureRow } from '../pictures';
import { goHome, percent } from './requirements';
import type { DeliveryReport, Step, Story } from './story';

interface Delivery {
  deliveryNo: number;
  items: number;
  report: DeliveryReport;
  files: { csv: { id: string; name: string } };
}

export const sendDelivery: Step = async (story, task) => {
  await goHome(story);
  await story.decide(story.order.manager, task, 'sent');
};

/** The client opens the file before accepting it. */
export const acceptDelivery: Step = async (story, task) => {
  const { client } = story.order;
  const { items } = await story.as(client).get<{ items: Delivery[] }>(story.path('/deliveries'));
  const delivery = items[0];
  if (!delivery) throw new Error('there is no delivery to accept');
  const csv = await story.as(client).bytes(`/files/${delivery.files.csv.id}`);
  story.delivered = { csv, report: delivery.report };
  const { estimate, low, high, basis } = delivery.report.accuracy;
  story.say(
    `納品 delivery: ${delivery.items} 件、推定正解率 ${percent(estimate)}（99% 区間 ${percent(low)}〜${percent(high)}、根拠 ${basis}）`,
  );
  checkCsv(story, csv.toString('utf8'), story.rows);
  await story.decide(client, task, 'accepted');
};

function checkCsv(story: Story, text: string, rows: readonly PictureRow[]): void {
  const [header = '', ...lines] = text
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split(/\r?\n/);
  const delivered = lines.map((line) => line.split(','));
  const ids = new Set(delivered.map(([id]) => id));
  story.check('the CSV has the agreed columns', header === 'external_id,label');
  story.check(
    `the CSV names each of the ${rows.length} pictures once`,
    delivered.length === rows.length && ids.size === rows.length && rows.every((row) => ids.has(row.externalId)),
  );
  story.check(
    'every label is one digit',
    delivered.every(([, label, more]) => more === undefined && /^[0-9]$/.test(label ?? '')),
  );
}
