import type { Role } from '@kado/domain/roles';
import type { AuditEntry, Tx } from '@kado/persistence/database';
import type { EngagementRow } from './access.service';
import type { CommandRequest } from './command';

type What = Pick<AuditEntry, 'operation' | 'before' | 'after' | 'reasonId'> &
  Partial<Pick<AuditEntry, 'entity' | 'entityId'>>;

/** The audit row of a command on an engagement; of the engagement itself where nothing smaller is named. */
export function auditCommand(
  tx: Tx,
  command: CommandRequest,
  engagement: EngagementRow & { actingRole: Role },
  what: What,
): Promise<void> {
  return tx.audit({
    siteId: engagement.siteId,
    engagementId: engagement.id,
    actorId: command.actor.personId,
    actorRole: engagement.actingRole,
    via: 'api',
    entity: 'engagement',
    entityId: engagement.id,
    ...what,
    traceId: command.traceId,
  });
}
