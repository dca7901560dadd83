import { rolesInEngagement } from '@kado/auth/grants';
import type { StepOwner } from '@kado/contracts/activities';
import type { DecisionDoor } from '@kado/contracts/human-task';
import type { Role } from '@kado/domain/roles';
import type { Tx } from '@kado/persistence/database';
import { validate as isUuid } from 'uuid';
import { refuse } from './failures';
import type { StepSettings } from './step-settings';
import { storable } from './storable';

/** What both kinds of message say of their sender. */
interface Sent {
  actor: string;
  reasonId?: string;
  reason?: string;
  traceId?: string;
}

export interface ActingPerson {
  actorId: string;
  rolesInScope: Role[];
}

/** Who really sends this, and which roles they hold in this engagement; refused where the door is closed or nobody is known. */
export async function actingPerson(
  tx: Tx,
  owner: StepOwner,
  sent: Sent,
  door: DecisionDoor,
  settings: StepSettings,
): Promise<ActingPerson> {
  if (door === 'signal' && settings.signalDecisions === 'off') throw refuse('signals_disabled');
  if (door === 'api' && !isOfTheApi(sent)) throw refuse('out_of_scope');
  const actorId = door === 'api' ? sent.actor : await personByLogin(tx, sent.actor);
  const engagement = await tx.one<{ id: string; siteId: string; clientId: string }>(
    'select id, site_id as "siteId", client_id as "clientId" from engagement where id = $1',
    [owner.engagementId],
  );
  if (!engagement) throw refuse('engagement_not_found');
  if (!actorId) throw refuse('out_of_scope');
  return { actorId, rolesInScope: await rolesInEngagement(tx, actorId, engagement) };
}

/**
 * An Update can be typed by hand too. What the API would never send is refused here, because PostgreSQL's own refusal would
 * be retried for ever.
 */
function isOfTheApi({ actor, reasonId, reason, traceId }: Sent): boolean {
  const texts: unknown[] = [reason ?? '', traceId ?? ''];
  return (
    [actor, reasonId ?? actor].every(isUuid) &&
    texts.every((text) => typeof text === 'string' && storable(text, text.length) === text)
  );
}

async function personByLogin(tx: Tx, login: string): Promise<string | undefined> {
  if (storable(login, 100) !== login) return undefined;
  const row = await tx.one<{ person_id: string }>(
    'select person_id from account where login = $1 and disabled_at is null',
    [login],
  );
  return row?.person_id;
}
