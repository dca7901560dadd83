import type { RequestChange } from '@kado/contracts/schemas/changes';
import { COMMANDS } from '@kado/domain/commands';
import { newId, type Tx } from '@kado/persistence/database';
import type { EngagementRow, Entitled } from '../common/access.service';
import { auditCommand } from '../common/audit-command';
import type { CommandRequest } from '../common/command';
import type { BegunCommand } from '../common/commands.service';
import { fieldProblem } from '../common/problem';
import { keepReason } from '../common/reasons';
import { lockStage } from '../common/stage';
import { refuseSecond } from './change-rows';
import { factsOf, impactOf, requireFuture, writeOffer } from './offered-terms';
import { standingTerms } from './standing-terms';

type Engagement = Entitled<EngagementRow>;

/** The change that this very command has written before: its reason has the command's id. */
export async function changeOf(tx: Tx, engagement: Engagement, command: BegunCommand): Promise<number | undefined> {
  if (!command.isRepeated) return undefined;
  const row = await tx.one<{ no: number }>(
    'select change_no as no from change_request where engagement_id = $1 and reason_id = $2',
    [engagement.id, command.id],
  );
  return row?.no;
}

/** Written once, with everything that both sides look at; what it leads to is the workflow's to say. */
export async function draftChange(
  tx: Tx,
  request: CommandRequest,
  engagement: Engagement,
  command: BegunCommand,
  { wished, reason, offer }: RequestChange,
): Promise<number> {
  const { actor } = request;
  const by = engagement.actingRole === 'client' ? 'client' : 'kado';
  if (by === 'client' && offer) throw fieldProblem('/offer', 'not_for_client', NOT_FOR_CLIENT);
  await lockStage(tx, engagement, COMMANDS.request_change.stages);
  await refuseSecond(tx, engagement.id);
  const standing = await standingTerms(tx, engagement);
  requireFuture('/wished/deliveryDue', wished.deliveryDue, standing.clauses.deliveryDue);
  const impact = await impactOf(tx, engagement, standing, wished);
  if (impact.differences.length === 0) throw fieldProblem('/wished', 'nothing_changes', NOTHING_CHANGES);
  // What KADO itself wishes for is its own word; what it needs for a client's wish is worked out.
  const deliveryDue = wished.deliveryDue ?? impact.deliveryDue;
  const at = { offer: '/offer', clauses: '/wished' };
  const written =
    by === 'kado'
      ? await writeOffer(tx, engagement, actor.personId, standing, wished, offer ?? {}, { deliveryDue }, at)
      : undefined;
  const { clauses, requirementVersion, quoteVersion, priceYen, totalYen } = standing;
  const row = await tx.one<{ id: string; no: number }>(
    `insert into change_request (id, site_id, engagement_id, change_no, requested_by, author_id, reason_id, before, wished, impact,
                                 offered, offered_by, status, requirement_version, quote_version)
     select $1, $2, $3, coalesce(max(change_no), 0) + 1, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14
       from change_request where engagement_id = $3 returning id, change_no as no`,
    [
      newId(),
      engagement.siteId,
      engagement.id,
      by,
      actor.personId,
      await keepReason(tx, actor, command.id, engagement, reason),
      JSON.stringify({ ...clauses, requirementVersion, quoteVersion, priceYen, totalYen }),
      JSON.stringify(wished),
      JSON.stringify(impact),
      written ? JSON.stringify(written.offered) : null,
      written ? actor.personId : null,
      written ? 'offered' : 'requested',
      written?.requirementVersion ?? null,
      written?.quoteVersion ?? null,
    ],
  );
  const { id, no } = row as { id: string; no: number };
  await auditCommand(tx, request, engagement, {
    operation: 'changes.draft',
    entity: 'change_request',
    entityId: id,
    after: { changeNo: no, by, fields: impact.differences.map(({ field }) => field), ...(written && factsOf(written)) },
  });
  return no;
}

/** The engine did not take it up: it must not stand in the way of the next one. */
export async function takeBack(tx: Tx, request: CommandRequest, engagement: Engagement, no: number): Promise<void> {
  const row = await tx.one<{ id: string }>(
    `update change_request set status = 'withdrawn', closed_at = now()
      where engagement_id = $1 and change_no = $2 and status in ('requested', 'offered') returning id`,
    [engagement.id, no],
  );
  if (!row) return;
  await auditCommand(tx, request, engagement, {
    operation: 'changes.undo',
    entity: 'change_request',
    entityId: row.id,
    after: { changeNo: no },
  });
}

const NOT_FOR_CLIENT = { ja: '条件の提示はKADOが行います。', en: 'Terms are offered by KADO.' };
const NOTHING_CHANGES = { ja: '現在の契約条件と同じです。', en: 'These are the terms that stand already.' };
