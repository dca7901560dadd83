import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { checkEnd } from './checks';
import { run } from './engagement';
import { Office } from './office';
import { DIGITS_ORDER, PARKED_ORDERS, TARGET } from './orders';
import { readPictures } from './pictures';
import { Teller } from './say';
import { StandIns } from './stand-in-process';
import type { Stage, Story } from './story/story';

/** Drives the demo engagement to its end, through the public API only; --park leaves others standing in every stage. */
async function main(argv: string[]): Promise<number> {
  const json = argv.includes('--json');
  const url = process.env.KADO_API_URL;
  if (!url) throw new Error('KADO_API_URL is not set: the address of the API, for example http://127.0.0.1:3000');
  const teller = new Teller(json);
  const around: Stage = { office: new Office(url), people: new StandIns(url), teller, pictures: readPictures() };
  try {
    const { story, stage } = await run(around, DIGITS_ORDER);
    const engine = await checkEnd(story, stage);
    const result = summary(story, stage, engine?.events ?? 0, teller.seconds());
    if (argv.includes('--park')) await park(around);
    const failed = story.checks.filter((check) => !check.ok);
    for (const check of failed) teller.say(`✗ ${check.name}`);
    teller.say(failed.length === 0 ? `✓ ${story.checks.length} checks hold` : `${failed.length} checks failed`);
    if (json) process.stdout.write(`${JSON.stringify(result)}\n`);
    return failed.length === 0 ? 0 : 1;
  } finally {
    await around.people.end();
  }
}

function summary(story: Story, stage: string, events: number, seconds: number): Record<string, unknown> {
  const { delivered } = story;
  if (!delivered) throw new Error(`${story.key} ended in ${stage} without a delivery`);
  const folder = resolve(process.env.KADO_DEMO_OUT || join('out', 'demo'));
  mkdirSync(folder, { recursive: true });
  const deliverable = join(folder, `${story.key}.csv`);
  writeFileSync(deliverable, delivered.csv);
  const { estimate, low, high } = delivered.report.accuracy;
  story.say(`成果物 deliverable: ${deliverable}（目標 target ${TARGET * 100} %）`);
  return {
    engagement: story.key,
    stage,
    items: story.rows.length,
    accepted: delivered.report.items,
    returned: delivered.report.returned,
    accuracy: { estimate, low, high },
    deliverable,
    events,
    humanDecisions: story.decisions,
    seconds,
  };
}

/** Two at a time: the machine that shows the demo has other things to do. One line each: their way is the demo's. */
async function park(around: Stage): Promise<void> {
  const orders = [...PARKED_ORDERS];
  around.teller.say('ほかの案件を途中の段階まで進めて停めておく more engagements, each left in a stage on its way');
  const lane = async (): Promise<void> => {
    for (let order = orders.shift(); order; order = orders.shift()) {
      const { story, stage } = await run(around, order, { quiet: true });
      around.teller.say(`${story.key}  「${order.title}」 ${stage}`);
    }
  };
  await Promise.all([lane(), lane()]);
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`demo: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
