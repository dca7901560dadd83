import { directorRefuses } from '../papers';
import { importPictures } from './items';
import type { Step } from './story';

export const prepareProduction: Step = async (story, task) => {
  const { director, leaders, lots } = story.order;
  await importPictures(story, story.rows, 'production');
  await story.decide(director, task, 'released', { data: { lots } });
  const reviewers = leaders.length > 1 ? leaders.slice(0, -1) : leaders;
  await story.around.people.work({
    engagement: story.key,
    purpose: 'production',
    teleworkers: story.team,
    leaders: reviewers,
    directors: [director],
    ...(story.order.leaveWorkAt === undefined ? {} : { limit: story.order.leaveWorkAt }),
  });
  story.working = true;
};

/** `KADO-2026-0001-L2-T1` belongs to lot `KADO-2026-0001-L2`. */
function lotOf(taskId: string): string {
  const lot = /^(.+-L\d+)-T\d+$/.exec(taskId)?.[1];
  if (!lot) throw new Error(`${taskId} is no task of a lot`);
  return lot;
}

/** A leader who reviewed nothing inspects; what that one may not judge goes to the others. */
export const inspectLot: Step = async (story, task) => {
  const lot = lotOf(task.taskId);
  const [first = '', ...others] = [...story.order.leaders].reverse();
  const found = await story.around.people.inspect(lot, [first, ...others]);
  if (found.left > 0) throw new Error(`${found.left} items of ${lot} may be judged by none of its inspectors`);
  await story.decide(first, task, 'inspected');
};

interface Lot {
  key: string;
  round: number;
  inspection: { sampleSize: number; acceptanceNumber: number; defects: number };
}

/** Refuses once: the first lot whose sample shows a defect at all; where none does, the last lot. */
export const decideLot: Step = async (story, task) => {
  const { director, lots, directorRefusesOnce } = story.order;
  const lot = await story.as(director).get<Lot>(`/lots/${lotOf(task.taskId)}`);
  const { sampleSize, acceptanceNumber, defects } = lot.inspection;
  story.say(
    `${lot.key.slice(story.key.length + 1)} 検査 inspection ${lot.round}: ${sampleSize}件中 不良 ${defects}（合格判定数 ${acceptanceNumber}）`,
  );
  const last = story.approvedLots === lots - 1;
  const asked = directorRefusesOnce && story.refusals === 0 && (defects > 0 || last);
  if (asked || defects > acceptanceNumber) {
    story.refusals += 1;
    const words = { reason: directorRefuses(defects) };
    const key = await story.decide(director, task, 'refused', words);
    if (story.refusals === 1) await story.tryAgain(director, task, key, 'refused', 'approved', words);
    return;
  }
  story.approvedLots += 1;
  await story.decide(director, task, 'approved');
};
