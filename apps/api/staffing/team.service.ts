import type { TeamCheck } from '@kado/contracts/schemas/staffing';
import { TEAM_RATIOS, type TeamRole } from '@kado/domain/staffing';
import { Database } from '@kado/persistence/database';
import { readTeamStanding } from '@kado/persistence/repositories/team';
import { Injectable } from '@nestjs/common';
import { AccessService } from '../common/access.service';
import type { Actor } from '../common/actor';

@Injectable()
export class TeamService {
  constructor(
    private readonly database: Database,
    private readonly access: AccessService,
  ) {}

  /** The same figures that the decision `assemble_team` is judged by, before anybody decides. */
  check(actor: Actor, idOrKey: string): Promise<TeamCheck> {
    return this.database.transaction(actor.scope, async (tx) => {
      const engagement = await this.access.requireEngagement(tx, actor, 'team.check', idOrKey);
      const { team, violations, neededHours, confirmedHours, stands } = await readTeamStanding(
        tx,
        engagement,
        new Date(),
      );
      const bounds = (role: TeamRole) => {
        const [min, max] = TEAM_RATIOS[team.siteKind][role];
        return { min, max };
      };
      const missing = await tx.rows<TeamCheck['missing'][number]>(
        `select * from (
           select m.person_id as "personId", p.family_name || ' ' || p.given_name as name, m.role,
                  exists (select 1 from evidence e where e.engagement_id = m.engagement_id and e.person_id = m.person_id
                             and e.kind = 'terms_notice' and e.terms_no = g.terms_no) as "termsNotice",
                  exists (select 1 from evidence e where e.engagement_id = m.engagement_id and e.person_id = m.person_id
                             and e.kind = 'training_gate') as "trainingGate"
             from engagement_member m join person p on p.id = m.person_id join engagement g on g.id = m.engagement_id
            where m.engagement_id = $1 and m.until is null and m.role in ('leader', 'teleworker')) of_team
          where not ("termsNotice" and "trainingGate") order by "personId"`,
        [engagement.id],
      );
      return {
        counts: { director: team.director, leader: team.leader, teleworker: team.teleworker },
        bounds: { director: bounds('director'), leader: bounds('leader'), teleworker: bounds('teleworker') },
        violations,
        confirmedHoursP85: confirmedHours ?? null,
        neededHours: neededHours === undefined ? null : Math.ceil(neededHours * 10) / 10,
        missing,
        ok: stands,
      };
    });
  }
}
