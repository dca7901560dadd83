import type { Settings } from '@kado/config/settings';
import type { EngagementInput } from '@kado/contracts/engagement';
import type { StartEngagement } from '@kado/contracts/schemas/engagement';
import { dateInTokyo } from '@kado/domain/calendar';
import { newId, type Tx } from '@kado/persistence/database';
import { EngagementProcess } from '@kado/temporal/client/engagement-process';
import { AcceptedUnfinished } from '@kado/temporal/client/process-errors';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { Actor } from '../common/actor';
import type { Answer } from '../common/answer';
import type { CommandRequest } from '../common/command';
import { type BegunCommand, CommandsService } from '../common/commands.service';
import { engineProblem } from '../common/engine-problem';
import { etagOf } from '../common/etag';
import { SETTINGS } from '../common/injection';
import { fieldProblem } from '../common/problem';
import { reachOf } from '../common/visibility';
import { OperationsService } from '../operations/operations.service';
import { readEngagement } from './engagement-view';

type Order = z.output<typeof StartEngagement>;

export interface NewOrder extends Order {
  /** The earlier engagement that this one goes on from, and why. */
  reopens?: { id: string; key: string; reasonId?: string };
}

/**
 * An engagement starts by Update-with-Start. Transaction 1 binds the key of the request to the key of the engagement; the
 * first step of the workflow writes the row from the command; transaction 2 stores the answer. Whatever fails between
 * can be sent again with the same Idempotency-Key and meets the same engagement.
 */
@Injectable()
export class StartEngagementService {
  constructor(
    private readonly commands: CommandsService,
    private readonly process: EngagementProcess,
    private readonly operations: OperationsService,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  start(request: CommandRequest, order: Order): Promise<Answer> {
    return this.open(request, () => Promise.resolve(order));
  }

  /** `decide` says in transaction 1 what is ordered: for a start what was sent, for a reopening what the earlier one was. */
  async open(request: CommandRequest, decide: (tx: Tx, command: BegunCommand) => Promise<NewOrder>): Promise<Answer> {
    const begun = await this.commands.begin(request, async (tx, command) =>
      bind(tx, request.actor, command, await decide(tx, command)),
    );
    if (begun.replay) return begun.replay;
    const { command, prepared: input } = begun;
    try {
      await this.process.start(input, command.id);
    } catch (error) {
      if (error instanceof AcceptedUnfinished) return this.later(request, command, input);
      await this.commands.abandon(request, command);
      throw engineProblem(error);
    }
    return this.commands.finish(request, command, async (tx) => {
      const { body, rowVersion } = await readEngagement(tx, input.engagementId, ['manager'], this.settings);
      return {
        status: 201,
        body,
        headers: { Location: `/api/v1/engagements/${input.engagementKey}`, ETag: etagOf(rowVersion) },
      };
    });
  }

  private later(request: CommandRequest, command: BegunCommand, input: EngagementInput): Promise<Answer> {
    return this.commands.finish(request, command, async (tx) =>
      this.operations.accept(tx, {
        id: command.id,
        siteId: input.siteId,
        // its row is not written yet
        engagementId: null,
        kind: 'engagements.start',
        createdBy: request.actor.personId,
      }),
    );
  }
}

async function bind(tx: Tx, actor: Actor, command: BegunCommand, order: NewOrder): Promise<EngagementInput> {
  const client = await tx.one<{ code: string; siteId: string; siteCode: string }>(
    `select c.code, c.site_id as "siteId", s.code as "siteCode" from client c join site s on s.id = c.site_id
      where c.id = $1 and c.site_id = any ($2::uuid[])`,
    [order.clientId, reachOf(actor, 'engagements.start').sites],
  );
  if (!client)
    throw fieldProblem('/clientId', 'client_not_found', {
      ja: 'このクライアントは見つかりません。',
      en: 'There is no such client.',
    });
  const engagementKey = command.engagementKey ?? (await nextKey(tx));
  const engagementId = command.engagementId ?? newId();
  // The worker reads the words of the command within the engagement's site.
  await tx.rows('update command set site_id = $2, engagement_id = $3, engagement_key = $4, body = $5 where id = $1', [
    command.id,
    client.siteId,
    engagementId,
    engagementKey,
    JSON.stringify(order),
  ]);
  return {
    engagementId,
    engagementKey,
    siteId: client.siteId,
    siteCode: client.siteCode,
    clientCode: client.code,
    commandId: command.id,
  };
}

async function nextKey(tx: Tx): Promise<string> {
  const year = dateInTokyo(new Date().toISOString()).slice(0, 4);
  const row = await tx.one<{ last: number }>(
    `insert into key_counter (year, last) values ($1, 1)
     on conflict (year) do update set last = key_counter.last + 1 returning last`,
    [year],
  );
  return `KADO-${year}-${String(row?.last).padStart(4, '0')}`;
}
