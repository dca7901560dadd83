import type { InspectionProgress, RecordInspection, Sample, SampleItem } from '@kado/contracts/schemas/lots';
import { Database, type Tx } from '@kado/persistence/database';
import { Injectable } from '@nestjs/common';
import { AccessService } from '../common/access.service';
import type { Actor } from '../common/actor';
import type { Answer } from '../common/answer';
import { auditCommand } from '../common/audit-command';
import type { CommandRequest } from '../common/command';
import { CommandsService } from '../common/commands.service';
import { Problem } from '../common/problem';
import { pictureUrl } from '../work-items/picture-url';
import { checkFindings } from './check-findings';

interface Drawn {
  id: string;
  round: number;
  sampleSize: number;
  acceptanceNumber: number;
}

/** Inspection of the drawn sample, by people who had no hand in the items. */
@Injectable()
export class InspectionsService {
  constructor(
    private readonly database: Database,
    private readonly commands: CommandsService,
    private readonly access: AccessService,
  ) {}

  sample(actor: Actor, lotIdOrKey: string): Promise<Sample> {
    return this.database.transaction(actor.scope, async (tx) => {
      const lot = await this.access.requireLot(tx, actor, 'inspections.sample', lotIdOrKey);
      const drawn = await currentInspection(tx, lot.id);
      const rows = await tx.rows<Omit<SampleItem, 'imageUrl'> & { fileId: string | null }>(
        `select w.id as "workItemId", w.external_id as "externalId", w.file_id as "fileId", w.answer, i.verdict,
                i.right_answer as "rightAnswer", i.code, i.inspector_id as "inspectorId", ${NOT_MINE} as "notMine"
           from inspection_item i join work_item w on w.id = i.work_item_id
          where i.inspection_id = $2 order by w.seq, w.id`,
        [actor.personId, drawn.id],
      );
      const items = rows.map(({ fileId, ...row }) => ({
        ...row,
        answer: row.notMine ? row.answer : null,
        rightAnswer: row.notMine ? row.rightAnswer : null,
        imageUrl: pictureUrl({ id: row.workItemId, fileId }),
      }));
      return { lot: lot.key, round: drawn.round, acceptanceNumber: drawn.acceptanceNumber, items };
    });
  }

  record(command: CommandRequest, lotIdOrKey: string, { findings }: RecordInspection): Promise<Answer> {
    return this.commands.write(command, async (tx) => {
      const { actor } = command;
      const lot = await this.access.requireLot(tx, actor, 'inspections.record', lotIdOrKey);
      await requireOpen(tx, lot.id);
      const drawn = await currentInspection(tx, lot.id);
      const checked = await checkFindings(tx, lot.engagementId, drawn.id, actor.personId, findings);
      await tx.rows(
        `update inspection_item i
            set inspector_id = $2, verdict = f.verdict, right_answer = f.right_answer, code = f.code, inspected_at = now()
           from unnest($3::uuid[], $4::text[], $5::text[], $6::text[]) as f(work_item_id, verdict, right_answer, code)
          where i.inspection_id = $1 and i.work_item_id = f.work_item_id`,
        [
          drawn.id,
          actor.personId,
          checked.map(({ workItemId }) => workItemId),
          checked.map(({ verdict }) => verdict),
          checked.map(({ rightAnswer }) => rightAnswer),
          checked.map(({ code }) => code),
        ],
      );
      const progress = (await tx.one<InspectionProgress>(
        `select $2::int as "sampleSize", $3::int as "acceptanceNumber", count(verdict)::int as inspected,
                (count(*) filter (where verdict = 'defect'))::int as defects
           from inspection_item where inspection_id = $1`,
        [drawn.id, drawn.sampleSize, drawn.acceptanceNumber],
      )) as InspectionProgress;
      await auditCommand(
        tx,
        command,
        { ...lot.engagement, actingRole: lot.actingRole },
        {
          operation: 'inspections.record',
          entity: 'lot',
          entityId: lot.id,
          after: {
            round: drawn.round,
            verdicts: checked.length,
            defects: checked.filter((f) => f.verdict === 'defect').length,
          },
        },
      );
      return { status: 200, body: progress };
    });
  }
}

/** `$1` is the reader: somebody who wrote, reviewed, fixed or settled an item does not inspect it (as `checkFindings` asks). */
const NOT_MINE = `(w.author_id is distinct from $1 and w.reviewer_id is distinct from $1
  and w.second_reviewer_id is distinct from $1 and w.fixer_id is distinct from $1 and w.adjudicator_id is distinct from $1)`;

async function currentInspection(tx: Tx, lotId: string): Promise<Drawn> {
  const drawn = await tx.one<Drawn>(
    `select n.id, n.round, n.sample_size as "sampleSize", n.acceptance_number as "acceptanceNumber"
       from inspection n join lot l on l.id = n.lot_id and l.round = n.round where l.id = $1`,
    [lotId],
  );
  if (!drawn) throw new Problem(409, 'inspection_closed');
  return drawn;
}

/**
 * Verdicts count while the inspection is somebody's open task; then a director decides by them and they stay. The lock
 * keeps the task from being completed in between.
 */
async function requireOpen(tx: Tx, lotId: string): Promise<void> {
  const task = await tx.one<{ status: string }>(
    `select t.status from human_task t join lot l on l.id = t.lot_id
      where t.lot_id = $1 and t.kind = 'inspect_lot' and t.status = 'open' and l.stage = 'quality' for share of t`,
    [lotId],
  );
  if (task?.status !== 'open') throw new Problem(409, 'inspection_closed');
}
