import { rolesInEngagement } from '@kado/auth/grants';
import type { AddMember, Member } from '@kado/contracts/schemas/staffing';
import type { Role } from '@kado/domain/roles';
import { Database, newId } from '@kado/persistence/database';
import { Injectable } from '@nestjs/common';
import { AccessService } from '../common/access.service';
import type { Actor } from '../common/actor';
import type { Answer } from '../common/answer';
import { auditCommand } from '../common/audit-command';
import type { CommandRequest } from '../common/command';
import { CommandsService } from '../common/commands.service';
import { holdPeople } from '../common/hold-people';
import { decodeCursor, type Page, type PageQuery, toPage } from '../common/paging';
import { fieldProblem, Problem } from '../common/problem';
import { PROBLEMS } from '../common/problem-catalog';
import { lockStage } from '../common/stage';
import { RUNNING } from './stages';

/** Who appoints whom without an offer; teleworkers are always asked (offers). */
const APPOINTS: Partial<Record<Role, readonly string[]>> = {
  manager: ['director', 'pro'],
  coordinator: ['director', 'leader'],
};

type Row = Omit<Member, 'since' | 'until'> & { since: Date; until: Date | null };

const COLUMNS = `m.id, m.person_id as "personId", p.family_name || ' ' || p.given_name as name, m.role, m.purpose,
  m.hours_per_week::float as "hoursPerWeek", m.hourly_yen as "hourlyYen",
  m.manual_version_acknowledged as "manualVersionAcknowledged", m.since, m.until`;

@Injectable()
export class MembersService {
  constructor(
    private readonly database: Database,
    private readonly commands: CommandsService,
    private readonly access: AccessService,
  ) {}

  add(command: CommandRequest, idOrKey: string, { personId, role }: AddMember): Promise<Answer> {
    return this.commands.write(command, async (tx) => {
      const engagement = await this.access.requireEngagement(tx, command.actor, 'members.add', idOrKey);
      const roles = await rolesInEngagement(tx, command.actor.personId, engagement);
      const actingRole = roles.find((held) => APPOINTS[held]?.includes(role));
      if (!actingRole) throw new Problem(403, 'forbidden');
      await holdPeople(tx, [personId], 'share');
      await lockStage(tx, engagement, RUNNING);
      const person = await tx.one<{ eligible: boolean }>(
        `select exists (select 1 from role_grant g where g.person_id = p.id and g.role = $2 and g.site_id = $3) as eligible
           from person p where p.id = $1 and p.site_id = $3`,
        [personId, role, engagement.siteId],
      );
      if (!person?.eligible) throw fieldProblem('/personId', 'not_eligible', PROBLEMS.not_eligible);
      // Whoever was in the team before comes back into the same row: one membership a person and role.
      const added = await tx.one<{ id: string }>(
        `insert into engagement_member (id, site_id, engagement_id, person_id, role, purpose) values ($1,$2,$3,$4,$5,'team')
         on conflict (engagement_id, person_id, role) do update set until = null, since = now(), purpose = 'team'
           where engagement_member.until is not null
         returning id`,
        [newId(), engagement.siteId, engagement.id, personId, role],
      );
      if (!added) throw new Problem(409, 'already_member');
      const member = await tx.one<Row>(
        `select ${COLUMNS} from engagement_member m join person p on p.id = m.person_id where m.id = $1`,
        [added.id],
      );
      await auditCommand(
        tx,
        command,
        { ...engagement, actingRole },
        {
          operation: 'members.add',
          entity: 'engagement_member',
          entityId: added.id,
          after: { personId, role },
        },
      );
      return { status: 201, body: show(member as Row) };
    });
  }

  list(actor: Actor, idOrKey: string, query: PageQuery): Promise<Page<Member>> {
    return this.database.transaction(actor.scope, async (tx) => {
      const engagement = await this.access.requireEngagement(tx, actor, 'members.list', idOrKey);
      const [after] = decodeCursor(query.cursor, ['uuid']) ?? [];
      const rows = await tx.rows<Row>(
        `select ${COLUMNS} from engagement_member m join person p on p.id = m.person_id
          where m.engagement_id = $1 and ($2::uuid is null or m.id > $2) order by m.id limit $3`,
        [engagement.id, after ?? null, query.limit + 1],
      );
      return toPage(rows, query.limit, (row) => [row.id], show);
    });
  }
}

function show({ since, until, ...row }: Row): Member {
  return { ...row, since: since.toISOString(), until: until?.toISOString() ?? null };
}
