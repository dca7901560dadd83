import type { DeskCarry } from '@kado/contracts/carry';
import type { CommandReceipt } from '@kado/contracts/command';
import { type ChapterName, chapterOf, type FinalStage, type Stage } from '@kado/domain/lifecycle';
import type { Tx } from '../../database';

interface AuditRow {
  at: Date;
  operation: string;
  after: { stage?: Stage; held?: Stage; commandId?: string; receipt?: CommandReceipt } | null;
}

/** How an engagement came to where it is, as its audit log tells it. */
export interface StorySoFar {
  /** Chapters that were begun at least once, in the order of their first begin. */
  reached: ChapterName[];
  /** When the chapter that is told now began; a chapter that was told before and reset begins anew. */
  chapterBegan: Date | undefined;
  endsAs: FinalStage;
  bareEnd: boolean;
  /** Commands carried out, for those that are sent again. */
  commands: DeskCarry['commands'];
}

/** As many as an execution carries from run to run. */
const COMMANDS_KEPT = 200;

export async function readStory(tx: Tx, engagementId: string): Promise<StorySoFar> {
  const rows = await tx.rows<AuditRow>(
    `select at, operation, after from audit_log
      where engagement_id = $1 and (operation in ('engagements.stage', 'engagements.lose', 'repairs.reset', 'repairs.terminate') or after ? 'commandId')
        and (operation <> 'engagements.stage' or entity = 'engagement') order by id`,
    [engagementId],
  );
  const isLost = await tx.one(
    `select 1 from human_task where engagement_id = $1 and kind = 'sign_requirements' and status = 'completed'
        and outcome in ('declined', 'expired')`,
    [engagementId],
  );
  const has = (operation: string) => rows.some((row) => row.operation === operation);
  return {
    ...chapters(rows),
    endsAs: isLost || has('engagements.lose') ? 'lost' : 'cancelled',
    bareEnd: has('repairs.terminate'),
    commands: rows
      .flatMap(({ after }) =>
        after?.commandId && after.receipt ? { commandId: after.commandId, receipt: after.receipt } : [],
      )
      .slice(-COMMANDS_KEPT),
  };
}

/** A hold is no move of the story; a reset begins its chapter again even where the stage stays the same. */
function chapters(rows: readonly AuditRow[]): Pick<StorySoFar, 'reached' | 'chapterBegan'> {
  const reached: ChapterName[] = ['inquiry'];
  let told: ChapterName = 'inquiry';
  let chapterBegan: Date | undefined;
  for (const { at, operation, after } of rows) {
    const isReset = operation === 'repairs.reset';
    if (!isReset && operation !== 'engagements.stage') continue;
    const stage = after?.held ?? after?.stage;
    const chapter = stage === undefined ? undefined : chapterOf(stage);
    if (chapter === undefined || (chapter === told && !isReset && chapterBegan !== undefined)) continue;
    told = chapter;
    chapterBegan = at;
    if (!reached.includes(chapter)) reached.push(chapter);
  }
  return { reached, chapterBegan };
}
