import type { Handover, LeavePerson } from '@kado/contracts/schemas/people';
import { dateInTokyo } from '@kado/domain/calendar';
import { Database, newId, type Tx } from '@kado/persistence/database';
import { isAbsent, passTasks, tasksHeldBy } from '@kado/persistence/repositories/task-holders';
import { Injectable } from '@nestjs/common';
import { validate as isUuid } from 'uuid';
import type { z } from 'zod';
import type { Actor } from '../common/actor';
import type { Answer } from '../common/answer';
import type { CommandRequest } from '../common/command';
import { CommandsService } from '../common/commands.service';
import { holdPeople } from '../common/hold-people';
import { fieldProblem, Problem } from '../common/problem';
import { reachOf } from '../common/visibility';
import { personAbsent } from '../human-tasks/pass-on';
import { beginMembership, endMembership } from '../staffing/reassign.service';
import { giveBackItems, withdrawOffersTo } from './give-back';
import { lockEngagementsOf, type Membership, membershipsOf, readHandover } from './handover';

type Body = z.output<typeof LeavePerson>;
type Shown = z.output<typeof Handover>;

interface Leaver {
  id: string;
  siteId: string;
  name: string;
  left: boolean;
}

/** A person who leaves hands over everything, in one stroke; what they wrote and decided stays theirs. */
@Injectable()
export class LeaveService {
  constructor(
    private readonly database: Database,
    private readonly commands: CommandsService,
  ) {}

  /** What would pass to whom; nothing is written. */
  preview(actor: Actor, id: string, successorId: string | undefined): Promise<Shown> {
    return this.database.transaction({ ...actor.scope, sites: '*' }, async (tx) => {
      const person = await requireLeaver(tx, actor, 'people.handover', id, successorId);
      await requireSuccessor(tx, person, successorId);
      const before = await readHandover(tx, person, successorId, []);
      // Who gets a task hangs on who is in the team by then, so the team is changed and changed back.
      await tx.rows('savepoint preview');
      for (const membership of await membershipsOf(tx, id, successorId)) await moveMembership(tx, id, membership);
      const tasks = await tasksHeldBy(tx, { from: id, to: successorId ?? null });
      await tx.rows('rollback to savepoint preview');
      return {
        ...before,
        tasks: tasks.map(({ taskId, kind, engagementKey, to }) => ({ taskId, kind, engagementKey, to })),
      };
    });
  }

  leave(request: CommandRequest, id: string, { successorId, lastDay, reason }: Body): Promise<Answer> {
    const { actor } = request;
    return this.commands.write(everywhere(request), async (tx, commandId) => {
      const person = await requireLeaver(tx, actor, 'people.leave', id, successorId);
      if (person.left) throw new Problem(409, 'already_left');
      if (lastDay !== undefined && lastDay > dateInTokyo(new Date().toISOString()))
        throw fieldProblem('/lastDay', 'in_the_future', {
          ja: '最終日の当日以降に手続きしてください。',
          en: 'Do this on the last day, or later.',
        });
      await requireSuccessor(tx, person, successorId);
      await lockEngagementsOf(tx, id);
      const memberships = await membershipsOf(tx, id, successorId);
      const before = await readHandover(tx, person, successorId, []);
      if (before.soleDirectorOf.length > 0)
        throw new Problem(409, 'sole_director', { extras: { engagements: before.soleDirectorOf } });
      for (const membership of memberships) await passMembership(tx, request, id, membership);
      const reasonId = newId();
      await tx.rows('insert into reason_text (id, site_id, author_id, text) values ($1,$2,$3,$4)', [
        reasonId,
        person.siteId,
        actor.personId,
        reason,
      ]);
      const tasks = await passTasks(tx, {
        from: id,
        to: successorId ?? null,
        operation: 'humanTasks.passOn',
        actorId: actor.personId,
        actorRole: null,
        reasonId,
        traceId: request.traceId,
      });
      await giveBackItems(tx, request, id);
      await withdrawOffersTo(tx, request, id);
      await tx.rows('update absence set ended_at = coalesce(ended_at, now()) where person_id = $1', [id]);
      await tx.rows('update absence set cover_id = null where cover_id = $1 and ended_at is null', [id]);
      await tx.rows(`update person set journey = 'moved_on' where id = $1`, [id]);
      // Nobody gives them anything from now on: every question who may starts here.
      const roles = await tx.rows<{ role: string }>('delete from role_grant where person_id = $1 returning role', [id]);
      // Their tokens end with it: who is disabled is nobody at the next request.
      await tx.rows('update account set disabled_at = now() where person_id = $1', [id]);
      await tx.audit({
        siteId: person.siteId,
        actorId: actor.personId,
        via: 'api',
        operation: 'people.leave',
        entity: 'person',
        entityId: id,
        before: { roles: roles.map(({ role }) => role) },
        after: { successorId: successorId ?? null, memberships: memberships.length, tasks: tasks.length, commandId },
        reasonId,
        traceId: request.traceId,
      });
      return { status: 200, body: { ...before, tasks } };
    });
  }
}

/**
 * Who leaves, leaves every site: what they hold at another one would stay with an account that nobody can open. Whether the
 * actor may let them go is asked by the sites of the actor's grants (`requireLeaver`), and every write names the person.
 */
const everywhere = (request: CommandRequest): CommandRequest => ({
  ...request,
  actor: { ...request.actor, scope: { ...request.actor.scope, sites: '*' } },
});

/** Somebody of a site where the actor may do this; held with the successor, so that nobody gives to one who is going. */
async function requireLeaver(
  tx: Tx,
  actor: Actor,
  operation: 'people.handover' | 'people.leave',
  id: string,
  successorId: string | undefined,
): Promise<Leaver> {
  if (isUuid(id)) await holdPeople(tx, [id, successorId], 'change');
  const person = isUuid(id)
    ? await tx.one<Leaver>(
        `select p.id, p.site_id as "siteId", p.family_name || ' ' || p.given_name as name, p.journey = 'moved_on' as left
           from person p where p.id = $1 and p.site_id = any ($2::uuid[])
            and not exists (select 1 from role_grant g where g.person_id = p.id and g.role = 'client')`,
        [id, reachOf(actor, operation).sites],
      )
    : undefined;
  if (!person) throw new Problem(404, 'person_not_found');
  return person;
}

async function requireSuccessor(tx: Tx, person: Leaver, successorId: string | undefined): Promise<void> {
  if (successorId === undefined) return;
  const successor = await tx.one(
    `select 1 from person p join account a on a.person_id = p.id and a.disabled_at is null
      where p.id = $1 and p.site_id = $2 and p.id <> $3`,
    [successorId, person.siteId, person.id],
  );
  if (!successor)
    throw fieldProblem('/successorId', 'person_not_found', {
      ja: '同じ拠点の別の人を指定してください。',
      en: 'Name somebody else of the same site.',
    });
  if (await isAbsent(tx, successorId)) throw personAbsent('/successorId');
}

async function moveMembership(tx: Tx, personId: string, { engagementId, siteId, role, to }: Membership): Promise<void> {
  await endMembership(tx, engagementId, personId, role);
  if (to !== null) await beginMembership(tx, { id: engagementId, siteId }, to, role);
}

async function passMembership(
  tx: Tx,
  { actor, traceId }: CommandRequest,
  personId: string,
  membership: Membership,
): Promise<void> {
  const { engagementId, siteId, role, to } = membership;
  await moveMembership(tx, personId, membership);
  await tx.audit({
    siteId,
    engagementId,
    actorId: actor.personId,
    via: 'api',
    operation: 'members.leave',
    entity: 'engagement',
    entityId: engagementId,
    before: { personId, role },
    after: { personId: to, role },
    traceId,
  });
}
