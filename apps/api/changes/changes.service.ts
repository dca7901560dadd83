import type { OfferChange, RequestChange } from '@kado/contracts/schemas/changes';
import { COMMANDS } from '@kado/domain/commands';
import { Injectable } from '@nestjs/common';
import { AccessService } from '../common/access.service';
import type { Answer } from '../common/answer';
import { auditCommand } from '../common/audit-command';
import type { CommandRequest } from '../common/command';
import { CommandsService } from '../common/commands.service';
import { EngagementCommandsService } from '../common/engagement-commands.service';
import { lockStage } from '../common/stage';
import { ChangeReads } from './change-reads.service';
import { requireChange, requireOpen, requireOwnSide } from './change-rows';
import { changeOf, draftChange, takeBack } from './draft-change';
import { factsOf, impactOf, writeOffer } from './offered-terms';
import { standingTerms } from './standing-terms';

/** Changes of what was agreed: written here, told by the workflow. */
@Injectable()
export class ChangesService {
  constructor(
    private readonly commands: CommandsService,
    private readonly access: AccessService,
    private readonly engagements: EngagementCommandsService,
    private readonly reads: ChangeReads,
  ) {}

  request(request: CommandRequest, idOrKey: string, body: RequestChange): Promise<Answer> {
    let no = 0;
    return this.engagements.send(
      request,
      idOrKey,
      { command: 'request_change', operation: 'changes.request', reason: body.reason },
      {
        prepare: async (tx, engagement, command) => {
          no = (await changeOf(tx, engagement, command)) ?? (await draftChange(tx, request, engagement, command, body));
          return { data: { changeNo: no } };
        },
        answer: async (tx, engagement) => ({
          status: 201,
          body: await this.reads.read(tx, request.actor, engagement, no),
          headers: { Location: `/api/v1/engagements/${engagement.key}/changes/${no}` },
        }),
        undo: (tx, engagement) => takeBack(tx, request, engagement, no),
      },
    );
  }

  /** Terms for what the client has asked for. Written again as often as needed, until they are put before the client. */
  offer(request: CommandRequest, idOrKey: string, no: number, body: OfferChange): Promise<Answer> {
    return this.commands.write(request, async (tx) => {
      const engagement = await this.access.requireEngagement(tx, request.actor, 'changes.offer', idOrKey);
      await lockStage(tx, engagement, COMMANDS.request_change.stages);
      const change = await requireChange(tx, engagement.id, no);
      requireOpen(change, ['requested']);
      const standing = await standingTerms(tx, engagement);
      const impact = await impactOf(tx, engagement, standing, { ...change.wished, ...body.clauses });
      const { personId } = request.actor;
      const at = { offer: '', clauses: '/clauses' };
      const written = await writeOffer(tx, engagement, personId, standing, change.wished, body, impact, at);
      await tx.rows(
        `update change_request set offered = $2, offered_by = $3, requirement_version = $4, quote_version = $5 where id = $1`,
        [change.id, JSON.stringify(written.offered), personId, written.requirementVersion, written.quoteVersion],
      );
      await auditCommand(tx, request, engagement, {
        operation: 'changes.offer',
        entity: 'change_request',
        entityId: change.id,
        after: { changeNo: no, ...factsOf(written) },
      });
      return { status: 200, body: await this.reads.read(tx, request.actor, engagement, no) };
    });
  }

  withdraw(request: CommandRequest, idOrKey: string, no: number, reason?: string): Promise<Answer> {
    return this.engagements.send(
      request,
      idOrKey,
      { command: 'withdraw_change', operation: 'changes.withdraw', reason, data: { changeNo: no } },
      {
        prepare: async (tx, engagement, command) => {
          const change = await requireChange(tx, engagement.id, no);
          requireOwnSide(change, engagement.actingRole);
          if (!command.isRepeated) requireOpen(change);
          return {};
        },
        answer: async (tx, engagement) => ({
          status: 200,
          body: await this.reads.read(tx, request.actor, engagement, no),
        }),
      },
    );
  }
}
