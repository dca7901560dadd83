import { rolesInEngagement } from '@kado/auth/grants';
import { type OperationId, scopeOfRole } from '@kado/auth/policy';
import type { LotStage, Stage } from '@kado/domain/lifecycle';
import { ROLES, type Role } from '@kado/domain/roles';
import type { Tx } from '@kado/persistence/database';
import { Injectable } from '@nestjs/common';
import { validate as isUuid } from 'uuid';
import type { Actor } from './actor';
import { Problem } from './problem';
import type { ProblemCode } from './problem-catalog';

export interface EngagementRow {
  id: string;
  key: string;
  siteId: string;
  clientId: string;
  title: string;
  stage: Stage;
  rowVersion: number;
}

export interface LotRow {
  id: string;
  key: string;
  lotNo: number;
  engagementId: string;
  purpose: 'pilot' | 'production';
  stage: LotStage;
  round: number;
}

export interface WorkItemRow {
  id: string;
  engagementId: string;
  lotId: string | null;
  purpose: 'pilot' | 'production';
  externalId: string;
  state: string;
  fileId: string | null;
  holderId: string | null;
  authorId: string | null;
  reviewerId: string | null;
  fence: number;
}

export type Entitled<T> = T & { actingRole: Role };

/**
 * Finds rows for somebody and an operation. Unknown and out of every scope are the same 404, because existence is secret;
 * in scope without the right is 403.
 */
@Injectable()
export class AccessService {
  async requireEngagement(
    tx: Tx,
    actor: Actor,
    operation: OperationId,
    idOrKey: string,
  ): Promise<Entitled<EngagementRow>> {
    const { row, roles } = await this.find(tx, actor, idOrKey);
    return { ...row, actingRole: entitle(operation, roles) };
  }

  async requireLot(
    tx: Tx,
    actor: Actor,
    operation: OperationId,
    idOrKey: string,
  ): Promise<Entitled<LotRow> & { engagement: EngagementRow }> {
    const lot = await tx.one<LotRow>(
      `select id, key, lot_no as "lotNo", engagement_id as "engagementId", purpose, stage, round
         from lot where ${isUuid(idOrKey) ? 'id = $1' : 'key = $1'}`,
      [idOrKey],
    );
    if (!lot) throw new Problem(404, 'lot_not_found');
    const { row: engagement, roles } = await this.find(tx, actor, lot.engagementId, 'lot_not_found');
    return { ...lot, engagement, actingRole: entitle(operation, roles) };
  }

  /** `own` is the person who holds the item or wrote its answer. The row is not locked. */
  async requireWorkItem(
    tx: Tx,
    actor: Actor,
    operation: OperationId,
    id: string,
  ): Promise<Entitled<WorkItemRow> & { engagement: EngagementRow }> {
    const item = isUuid(id)
      ? await tx.one<WorkItemRow>(
          `select id, engagement_id as "engagementId", lot_id as "lotId", purpose, external_id as "externalId", state,
                  file_id as "fileId", holder_id as "holderId", author_id as "authorId", reviewer_id as "reviewerId", fence
             from work_item where id = $1`,
          [id],
        )
      : undefined;
    if (!item) throw new Problem(404, 'work_item_not_found');
    const { row: engagement, roles } = await this.find(tx, actor, item.engagementId, 'work_item_not_found');
    const isOwn = item.holderId === actor.personId || item.authorId === actor.personId;
    return { ...item, engagement, actingRole: entitle(operation, roles, isOwn) };
  }

  /** The engagement and every role the actor has in it; 404 when none. */
  async find(
    tx: Tx,
    actor: Actor,
    idOrKey: string,
    missing: ProblemCode = 'engagement_not_found',
  ): Promise<{ row: EngagementRow; roles: Role[] }> {
    const row = await tx.one<EngagementRow>(
      `select id, key, site_id as "siteId", client_id as "clientId", title, stage, row_version as "rowVersion"
         from engagement where ${isUuid(idOrKey) ? 'id = $1' : 'key = $1'}`,
      [idOrKey],
    );
    const roles = row ? await rolesInEngagement(tx, actor.personId, row) : [];
    if (!row || roles.length === 0) throw new Problem(404, missing);
    return { row, roles };
  }
}

/** The role that acts: the first of the list of roles that is held here and has the right. */
function entitle(operation: OperationId, roles: readonly Role[], isOwn = true): Role {
  const acting = ROLES.find((role) => {
    const scope = roles.includes(role) ? scopeOfRole(operation, role) : undefined;
    return scope !== undefined && (scope !== 'own' || isOwn);
  });
  if (!acting) throw new Problem(403, 'forbidden');
  return acting;
}
