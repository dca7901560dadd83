import type { StepInput } from '@kado/contracts/activities';
import type { Tx } from '@kado/persistence/database';
import { refuse } from '../shared/failures';

interface StartCommand {
  actor_id: string;
  body: { clientId: string; title: string; description?: string; category: string; deliveryDue?: string };
}

/**
 * The first step of an engagement writes its row from the words that wait in the command row. The command is written
 * before Temporal is called, so a start that was repeated, or a worker that was killed here, finds the same words.
 */
export async function openEngagement(tx: Tx, input: StepInput): Promise<{ stage: string | null } | 'written'> {
  const { owner, at } = input;
  const command = await tx.one<StartCommand>('select actor_id, body from command where id = $1', [input.commandId]);
  if (!command) throw refuse('engagement_not_found');
  const { body } = command;
  const inserted = await tx.rows(
    `insert into engagement (id, site_id, key, client_id, title, description, category, stage, stage_since, delivery_due, owner_id, step_version, created_at)
     values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,1,$9) on conflict (id) do nothing returning id`,
    [
      owner.engagementId,
      owner.siteId,
      owner.engagementKey,
      body.clientId,
      body.title,
      body.description ?? '',
      body.category,
      input.stage,
      at,
      body.deliveryDue ?? null,
      command.actor_id,
    ],
  );
  if (inserted.length === 0) return 'written';
  await tx.rows('update command set engagement_id = $2 where id = $1', [input.commandId, owner.engagementId]);
  await tx.audit({
    siteId: owner.siteId,
    engagementId: owner.engagementId,
    actorId: command.actor_id,
    actorRole: 'manager',
    via: 'api',
    operation: 'engagements.start',
    entity: 'engagement',
    entityId: owner.engagementId,
    after: { key: owner.engagementKey, clientId: body.clientId, category: body.category },
  });
  return { stage: null };
}
