import type { QuoteResult, QuoteVersion, WriteQuote } from '@kado/contracts/schemas/requirements';
import { dateInTokyo } from '@kado/domain/calendar';
import { belowFloor, computeQuote, MARGIN_FLOOR, TAX_RATE } from '@kado/domain/quote';
import { Database, type Tx } from '@kado/persistence/database';
import { pricedQuoteVersion } from '@kado/persistence/repositories/priced-quote';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { AccessService } from '../common/access.service';
import type { Actor } from '../common/actor';
import type { Answer } from '../common/answer';
import { auditCommand } from '../common/audit-command';
import type { CommandRequest } from '../common/command';
import { CommandsService } from '../common/commands.service';
import { decodeCursor, type Page, type PageQuery, toPage } from '../common/paging';
import { fieldProblem, Problem } from '../common/problem';
import { lockStage } from '../common/stage';
import { measurePilot } from './pilot.service';
import { insertQuote } from './versions';

type Params = z.output<typeof WriteQuote>;
type Version = z.output<typeof QuoteVersion>;

interface QuoteRow {
  version: number;
  requirementVersion: number;
  validUntil: string;
  createdAt: Date;
  stands: boolean;
  marginRate: number;
  params: Version['params'];
  result: z.output<typeof QuoteResult>;
  author: { id: string; name: string };
}

@Injectable()
export class QuotesService {
  constructor(
    private readonly database: Database,
    private readonly access: AccessService,
    private readonly commands: CommandsService,
  ) {}

  write(command: CommandRequest, idOrKey: string, body: Params): Promise<Answer> {
    return this.commands.write(command, async (tx) => {
      const { actor } = command;
      const engagement = await this.access.requireEngagement(tx, actor, 'quotes.write', idOrKey);
      await lockStage(tx, engagement, ['requirements']);
      // What the client is about to sign, although somebody may have begun a newer draft.
      const requirement = await tx.one<{ version: number; volume: number }>(
        `select version, (clauses ->> 'volume')::int as volume from requirement_version
          where engagement_id = $1 order by status = 'submitted' desc, version desc limit 1`,
        [engagement.id],
      );
      if (!requirement)
        throw new Problem(409, 'precondition_failed', {
          detail: { ja: '要件定義書がまだありません。', en: 'There are no requirements to price yet.' },
          extras: { reason: 'no_requirements', stage: engagement.stage },
        });
      const { validUntil, ...rates } = body;
      if (validUntil < dateInTokyo(new Date().toISOString()))
        throw fieldProblem('/validUntil', 'date_past', {
          ja: '有効期限が過去の日付です。',
          en: 'The quote would be void already.',
        });
      const itemSeconds = rates.itemSeconds ?? (await medianOfPilot(tx, engagement.id));
      const params = { ...rates, itemSeconds, volume: requirement.volume, taxRate: TAX_RATE };
      const result = computeQuote(params);
      const { id, version } = await insertQuote(tx, engagement, actor.personId, {
        requirementVersion: requirement.version,
        params,
        result,
        validUntil,
      });
      const after = { version, requirementVersion: requirement.version };
      await auditCommand(tx, command, engagement, {
        operation: 'quotes.write',
        entity: 'quote',
        entityId: id,
        after: { ...after, priceYen: result.priceYen, marginRate: body.marginRate },
      });
      return { status: 201, body: { ...after, belowFloor: belowFloor(body.marginRate), result } };
    });
  }

  /** The client reads a quote once it is priced and, under the margin's floor, agreed to within; that of a change once it is offered. */
  list(actor: Actor, idOrKey: string, { limit, cursor }: PageQuery): Promise<Page<Version>> {
    const after = decodeCursor(cursor, ['integer']);
    return this.database.transaction(actor.scope, async (tx) => {
      const engagement = await this.access.requireEngagement(tx, actor, 'quotes.list', idOrKey);
      const isClient = engagement.actingRole === 'client';
      const rows = await tx.rows<QuoteRow>(
        `select q.version, q.requirement_version as "requirementVersion", q.valid_until as "validUntil", q.created_at as "createdAt",
                coalesce(q.version = ${pricedQuoteVersion('$1')}, false) as stands, q.margin_rate::float as "marginRate", q.params, q.result,
                json_build_object('id', p.id, 'name', p.family_name || ' ' || p.given_name) as author
           from quote q join person p on p.id = q.author_id
          where q.engagement_id = $1 and ($2::bigint is null or q.version < $2)
            and (not $3::boolean or exists (
              select 1 from human_task t where t.engagement_id = q.engagement_id and t.kind = 'price_quote' and t.status = 'completed'
                 and (t.data ->> 'version')::int = q.version
                 and (q.margin_rate >= $4 or exists (
                   select 1 from human_task a where a.engagement_id = q.engagement_id and a.kind = 'approve_margin'
                      and a.outcome = 'approved' and a.since >= t.decided_at)))
              or exists (
              select 1 from change_request c join human_task t on t.engagement_id = c.engagement_id
                 and t.kind = 'consent_change' and (t.subject ->> 'changeNo')::int = c.change_no
                where c.engagement_id = q.engagement_id and c.quote_version = q.version))
          order by q.version desc limit $5`,
        [engagement.id, after?.[0] ?? null, isClient, MARGIN_FLOOR, limit + 1],
      );
      return toPage(
        rows,
        limit,
        (row) => [row.version],
        (row) => show(row, isClient),
      );
    });
  }
}

function show(row: QuoteRow, isClient: boolean): Version {
  const { priceYen, taxYen, totalYen, unitPriceYen } = row.result;
  const { version, requirementVersion, validUntil, stands, marginRate, params, result, author } = row;
  return {
    version,
    requirementVersion,
    validUntil,
    createdAt: row.createdAt.toISOString(),
    stands,
    priceYen,
    taxYen,
    totalYen,
    unitPriceYen,
    ...(!isClient && { marginRate, params, result, author }),
  };
}

async function medianOfPilot(tx: Tx, engagementId: string): Promise<number> {
  const { medianSeconds } = await measurePilot(tx, engagementId);
  if (medianSeconds !== null) return medianSeconds;
  throw fieldProblem('/itemSeconds', 'pilot_missing', {
    ja: 'パイロットの計測がないため、1件あたりの秒数を指定してください。',
    en: 'There are no pilot measures: name the seconds of one item.',
  });
}
