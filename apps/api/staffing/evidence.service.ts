import { rolesInEngagement } from '@kado/auth/grants';
import type { Evidence, RecordEvidence } from '@kado/contracts/schemas/staffing';
import { type EvidenceKind, type HumanTaskKindSpec, PERSONAL_EVIDENCE } from '@kado/domain/human-task-spec';
import { HUMAN_TASK_KINDS } from '@kado/domain/human-tasks';
import type { Stage } from '@kado/domain/lifecycle';
import type { Role } from '@kado/domain/roles';
import { Database, newId, type Tx } from '@kado/persistence/database';
import { Injectable } from '@nestjs/common';
import { AccessService } from '../common/access.service';
import type { Actor } from '../common/actor';
import type { Answer } from '../common/answer';
import { auditCommand } from '../common/audit-command';
import type { CommandRequest } from '../common/command';
import { CommandsService } from '../common/commands.service';
import { decodeCursor, type Page, type PageQuery, toPage } from '../common/paging';
import { fieldProblem, Problem } from '../common/problem';
import { lockStage } from '../common/stage';
import { RUNNING } from './stages';

type Row = Omit<Evidence, 'recordedAt'> & { recordedAt: Date };

/** Papers that later steps stand on: their hash, who saw them, when. Added, never changed. */
@Injectable()
export class EvidenceService {
  constructor(
    private readonly database: Database,
    private readonly commands: CommandsService,
    private readonly access: AccessService,
  ) {}

  record(command: CommandRequest, idOrKey: string, body: RecordEvidence): Promise<Answer> {
    return this.commands.write(command, async (tx) => {
      const engagement = await this.access.requireEngagement(tx, command.actor, 'evidence.record', idOrKey);
      const held = await rolesInEngagement(tx, command.actor.personId, engagement);
      const actingRole = recordersOf(body.kind, engagement.stage).find((role) => held.includes(role));
      if (!actingRole) throw new Problem(403, 'forbidden');
      await lockStage(tx, engagement, RUNNING);
      const people = await peopleOf(tx, engagement.id, body);
      const rows = await tx.rows<{ id: string }>(
        `insert into evidence (id, site_id, engagement_id, kind, person_id, document_name, document_sha256, recorded_by, terms_no)
         select i.id, $1, e.id, $3, i.person_id, $4, $5, $6, case when $3 = 'terms_notice' then e.terms_no else 1 end
           from engagement e cross join unnest($7::uuid[], $8::uuid[]) as i(id, person_id) where e.id = $2
         on conflict do nothing returning id`,
        [
          engagement.siteId,
          engagement.id,
          body.kind,
          body.documentName,
          body.documentSha256,
          command.actor.personId,
          people.map(() => newId()),
          people,
        ],
      );
      const { kind, documentSha256 } = body;
      if (rows.length > 0)
        await auditCommand(
          tx,
          command,
          { ...engagement, actingRole },
          {
            operation: 'evidence.record',
            entity: 'evidence',
            entityId: rows[0]?.id as string,
            after: { kind, documentSha256, people: people.filter((id) => id !== null) },
          },
        );
      return { status: 201, body: { recorded: rows.length } };
    });
  }

  list(actor: Actor, idOrKey: string, query: PageQuery): Promise<Page<Evidence>> {
    return this.database.transaction(actor.scope, async (tx) => {
      const engagement = await this.access.requireEngagement(tx, actor, 'evidence.list', idOrKey);
      const [after] = decodeCursor(query.cursor, ['uuid']) ?? [];
      const rows = await tx.rows<Row>(
        `select id, kind, person_id as "personId", document_name as "documentName", document_sha256 as "documentSha256",
                terms_no as "termsNo", recorded_by as "recordedBy", recorded_at as "recordedAt"
           from evidence where engagement_id = $1 and ($2::uuid is null or id > $2) order by id limit $3`,
        [engagement.id, after ?? null, query.limit + 1],
      );
      return toPage(
        rows,
        query.limit,
        (row) => [row.id],
        (row) => ({ ...row, recordedAt: row.recordedAt.toISOString() }),
      );
    });
  }
}

/**
 * Whoever decides the step that stands on the paper records it. While the pilot is being staffed there is no leader yet:
 * the coordinator, who decides that step, vouches for its people's training.
 */
function recordersOf(kind: EvidenceKind, stage: Stage): Role[] {
  const kinds: HumanTaskKindSpec[] = Object.values(HUMAN_TASK_KINDS);
  const roles = kinds.filter((spec) => spec.evidence === kind).map((spec) => spec.role);
  return stage === 'requirements' && PERSONAL_EVIDENCE.includes(kind) ? [...roles, 'coordinator'] : roles;
}

/** A paper about people names members of the engagement, one row each; one about the engagement names nobody. */
async function peopleOf(tx: Tx, engagementId: string, body: RecordEvidence): Promise<(string | null)[]> {
  if (!PERSONAL_EVIDENCE.includes(body.kind)) {
    if (body.personIds) throw fieldProblem('/personIds', 'not_personal', WORDS.not_personal);
    return [null];
  }
  if (!body.personIds) throw fieldProblem('/personIds', 'required', WORDS.required);
  const members = await tx.rows<{ id: string }>(
    'select person_id as id from engagement_member where engagement_id = $1 and person_id = any($2::uuid[]) and until is null',
    [engagementId, body.personIds],
  );
  const known = new Set(members.map(({ id }) => id));
  const errors = body.personIds.flatMap((id, at) =>
    known.has(id) ? [] : [{ pointer: `/personIds/${at}`, code: 'not_a_member', detail: WORDS.not_a_member }],
  );
  if (errors.length > 0) throw new Problem(422, 'invalid_fields', { errors });
  return [...new Set(body.personIds)];
}

const WORDS = {
  not_personal: { ja: 'この書類は人を指定しません。', en: 'This kind of paper names nobody.' },
  required: { ja: '対象の人を指定してください。', en: 'Say whom this paper is about.' },
  not_a_member: { ja: 'この案件のメンバーではありません。', en: 'Not a member of this engagement.' },
} as const;
