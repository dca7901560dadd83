import type { StepInput } from '@kado/contracts/activities';
import { newId, type Tx } from '@kado/persistence/database';
import { refuse } from '../shared/failures';

/** The earlier engagement that the new one goes on from; the reason is kept with the earlier one. */
interface Reopened {
  id: string;
  key: string;
  reasonId?: string;
}

interface StartCommand {
  actor_id: string;
  body: {
    clientId: string;
    title: string;
    description?: string;
    category: string;
    deliveryDue?: string;
    reopens?: Reopened;
  };
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
    `insert into engagement (id, site_id, key, client_id, title, description, category, stage, stage_since, delivery_due, owner_id, step_version, created_at, reopens)
     values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,1,$9,$12) on conflict (id) do nothing returning id`,
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
      body.reopens?.id ?? null,
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
    after: {
      key: owner.engagementKey,
      clientId: body.clientId,
      category: body.category,
      ...(body.reopens && { reopens: body.reopens.key }),
    },
  });
  if (body.reopens) await goOnFrom(tx, input, command.actor_id, body.reopens);
  return { stage: null };
}

/** Both engagements say that they belong together; what was agreed the last time is the first draft of this one. */
async function goOnFrom(tx: Tx, { owner }: StepInput, actorId: string, earlier: Reopened): Promise<void> {
  const by = { siteId: owner.siteId, actorId, actorRole: 'manager', via: 'api' } as const;
  await tx.audit({
    ...by,
    engagementId: earlier.id,
    operation: 'engagements.reopen',
    entity: 'engagement',
    entityId: earlier.id,
    after: { reopenedAs: owner.engagementKey },
    reasonId: earlier.reasonId,
  });
  const copy = await tx.one<{ id: string; contentHash: string; version: number }>(
    `insert into requirement_version (id, site_id, engagement_id, version, clauses, author_id, content_hash)
     select $1, $2, $3, 1, clauses, $4, content_hash from requirement_version where engagement_id = $5
      order by status = 'signed' desc, version desc limit 1
     returning id, content_hash as "contentHash", version`,
    [newId(), owner.siteId, owner.engagementId, actorId, earlier.id],
  );
  if (!copy) return;
  await tx.audit({
    ...by,
    engagementId: owner.engagementId,
    operation: 'requirements.write',
    entity: 'requirement_version',
    entityId: copy.id,
    after: { version: copy.version, contentHash: copy.contentHash, copiedFrom: earlier.key },
  });
}
