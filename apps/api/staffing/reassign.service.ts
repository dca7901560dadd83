import type { ReassignMember } from '@kado/contracts/schemas/people';
import { newId, type Tx } from '@kado/persistence/database';
import { isAbsent, passTasks } from '@kado/persistence/repositories/task-holders';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { AccessService } from '../common/access.service';
import type { Answer } from '../common/answer';
import { auditCommand } from '../common/audit-command';
import type { CommandRequest } from '../common/command';
import { CommandsService } from '../common/commands.service';
import { holdPeople } from '../common/hold-people';
import { fieldProblem } from '../common/problem';
import { PROBLEMS } from '../common/problem-catalog';
import { keepReason } from '../common/reasons';
import { lockStage } from '../common/stage';
import { personAbsent } from '../human-tasks/pass-on';
import { RUNNING } from './stages';

const SAME = { ja: '別の人を指定してください。', en: 'Name somebody else.' };

type Body = z.output<typeof ReassignMember>;

/** Somebody falls ill: any lead of the same team lets another one take the place, with everything that was in hand. */
@Injectable()
export class ReassignService {
  constructor(
    private readonly commands: CommandsService,
    private readonly access: AccessService,
  ) {}

  reassign(
    request: CommandRequest,
    idOrKey: string,
    { role, fromPersonId, toPersonId, reason }: Body,
  ): Promise<Answer> {
    return this.commands.write(request, async (tx, commandId) => {
      const engagement = await this.access.requireEngagement(tx, request.actor, 'members.reassign', idOrKey);
      await holdPeople(tx, [fromPersonId, toPersonId], 'change');
      await lockStage(tx, engagement, RUNNING);
      const { id, siteId } = engagement;
      if (toPersonId === fromPersonId) throw fieldProblem('/toPersonId', 'same_person', SAME);
      await requireEligible(tx, siteId, toPersonId, role);
      if (await isAbsent(tx, toPersonId)) throw personAbsent('/toPersonId');
      if (!(await endMembership(tx, id, fromPersonId, role)))
        throw fieldProblem('/fromPersonId', 'not_member', PROBLEMS.not_member);
      // A colleague who is in the team already takes it over as well.
      await beginMembership(tx, { id, siteId }, toPersonId, role);
      const reasonId = await keepReason(tx, request.actor, commandId, engagement, reason);
      const passed = await passTasks(tx, {
        from: fromPersonId,
        to: toPersonId,
        engagementId: id,
        operation: 'humanTasks.passOn',
        actorId: request.actor.personId,
        actorRole: engagement.actingRole,
        reasonId,
        traceId: request.traceId,
      });
      await giveBackReviews(tx, fromPersonId, id);
      await tellOf(tx, engagement, toPersonId, `reassigned:${commandId}`);
      await auditCommand(tx, request, engagement, {
        operation: 'members.reassign',
        before: { personId: fromPersonId, role },
        after: { personId: toPersonId, role, tasks: passed.length },
        reasonId,
      });
      return { status: 200, body: { role, from: fromPersonId, to: toPersonId, passed } };
    });
  }
}

async function requireEligible(tx: Tx, siteId: string, personId: string, role: string): Promise<void> {
  const person = await tx.one(
    `select 1 from role_grant g join account a on a.person_id = g.person_id and a.disabled_at is null
      where g.person_id = $1 and g.role = $2 and g.site_id = $3`,
    [personId, role, siteId],
  );
  if (!person) throw fieldProblem('/toPersonId', 'not_eligible', PROBLEMS.not_eligible);
}

/** False where there was none. */
export async function endMembership(tx: Tx, engagementId: string, personId: string, role: string): Promise<boolean> {
  const rows = await tx.rows(
    `update engagement_member set until = now() where engagement_id = $1 and person_id = $2 and role = $3 and until is null returning id`,
    [engagementId, personId, role],
  );
  return rows.length > 0;
}

/** False where it is there already. Whoever was in the team before comes back into the same row. */
export async function beginMembership(
  tx: Tx,
  engagement: { id: string; siteId: string },
  personId: string,
  role: string,
): Promise<boolean> {
  const rows = await tx.rows(
    `insert into engagement_member (id, site_id, engagement_id, person_id, role, purpose) values ($1,$2,$3,$4,$5,'team')
     on conflict (engagement_id, person_id, role) do update set until = null, since = now(), purpose = 'team'
       where engagement_member.until is not null
     returning id`,
    [newId(), engagement.siteId, engagement.id, personId, role],
  );
  return rows.length > 0;
}

/** Reviews in hand go back to the other reviewers. */
async function giveBackReviews(tx: Tx, personId: string, engagementId: string): Promise<void> {
  await tx.rows(
    `update work_item set holder_id = null, lease_until = null, updated_at = now()
      where engagement_id = $2 and holder_id = $1 and state = 'in_review'`,
    [personId, engagementId],
  );
}

/** The new one, and the managers of the site, who answer to the client for who is there. */
async function tellOf(
  tx: Tx,
  { id, siteId, key }: { id: string; siteId: string; key: string },
  personId: string,
  word: string,
): Promise<void> {
  await tx.rows(
    `insert into notice (id, site_id, engagement_id, person_id, kind, key, data)
     select gen_random_uuid(), $1, $2, r.person_id, case when r.person_id = $3 then 'reassigned' else 'reassigned_other' end, $4, $5
       from (select $3::uuid as person_id union select person_id from role_grant where role = 'manager' and site_id = $1) r`,
    [siteId, id, personId, word, JSON.stringify({ engagementKey: key })],
  );
}
