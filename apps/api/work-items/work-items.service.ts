import type {
  ItemResults,
  ItemStateAnswer,
  ReleaseItems,
  ReserveItems,
  SubmitItem,
  SubmitItems,
} from '@kado/contracts/schemas/work-items';
import type { Tx } from '@kado/persistence/database';
import { Injectable } from '@nestjs/common';
import { AccessService, type EngagementRow, type Entitled } from '../common/access.service';
import type { Answer } from '../common/answer';
import { auditCommand } from '../common/audit-command';
import type { CommandRequest } from '../common/command';
import { CommandsService } from '../common/commands.service';
import { fieldProblem, Problem } from '../common/problem';
import { PROBLEMS, type ProblemCode } from '../common/problem-catalog';
import { passGates, purposeIn, requireWork } from './gates';
import { LeaseTimes } from './lease';
import { releaseItem, releaseItems } from './release-item';
import { reserveItems } from './reserve-items';
import { submitItems } from './submit-items';

/** What a teleworker does with items: take, give back, answer. One transaction a command, one audit row a batch. */
@Injectable()
export class WorkItemsService {
  constructor(
    private readonly commands: CommandsService,
    private readonly access: AccessService,
    private readonly leases: LeaseTimes,
  ) {}

  reserve(command: CommandRequest, idOrKey: string, body: ReserveItems): Promise<Answer> {
    const { actor } = command;
    return this.commands.write(command, async (tx) => {
      const engagement = await this.access.requireEngagement(tx, actor, 'items.reserve', idOrKey);
      const purpose = body.purpose ?? purposeIn(engagement.stage);
      requireWork(engagement.stage, purpose);
      const manualVersion = await passGates(tx, engagement.id, actor.personId, purpose);
      const minutes = await this.leases.minutesFor(tx, engagement.id, purpose, body.limit);
      const request = {
        engagementId: engagement.id,
        personId: actor.personId,
        purpose,
        limit: body.limit,
        minutes,
        manualVersion,
      };
      const items = await reserveItems(tx, request);
      if (items.length > 0)
        await auditCommand(tx, command, engagement, {
          operation: 'items.reserve',
          after: { items: items.map(({ id }) => id) },
        });
      return { status: 200, body: { items } };
    });
  }

  release(command: CommandRequest, id: string, fence: number): Promise<Answer> {
    return this.commands.write(command, async (tx) => {
      const { actor } = command;
      const item = await this.access.requireWorkItem(tx, actor, 'items.release', id);
      const state = await releaseItem(tx, { id: item.id, fence }, actor.personId);
      await auditCommand(
        tx,
        command,
        { ...item.engagement, actingRole: item.actingRole },
        { operation: 'items.release', after: { items: [item.id], state } },
      );
      return { status: 200, body: { state } satisfies ItemStateAnswer };
    });
  }

  /** Somebody takes a break: all they hold is free at once. What is not theirs any more says so, the rest goes. */
  releaseBatch(command: CommandRequest, idOrKey: string, { items }: ReleaseItems): Promise<Answer> {
    const { actor } = command;
    return this.commands.write(command, async (tx) => {
      const engagement = await this.access.requireEngagement(tx, actor, 'items.releaseBatch', idOrKey);
      const freed = await releaseItems(tx, items, actor.personId, engagement.id);
      if (freed.size > 0)
        await auditCommand(tx, command, engagement, {
          operation: 'items.releaseBatch',
          after: { items: [...freed.keys()] },
        });
      const results = items.map(({ id }) => {
        const state = freed.get(id);
        return state ? { id, state } : { id, problem: 'stale_lease' };
      });
      return { status: 200, body: { results } satisfies ItemResults };
    });
  }

  submit(command: CommandRequest, id: string, body: SubmitItem): Promise<Answer> {
    return this.commands.write(command, async (tx) => {
      const engagement = await this.ownerOfLease(tx, command, id);
      const [result] = await submitItems(tx, engagement, command.actor.personId, [{ ...body, id: id.toLowerCase() }]);
      if (!result || !('state' in result)) throw problemOfItem(result?.problem ?? 'stale_lease');
      await auditCommand(tx, command, engagement, {
        operation: 'items.submit',
        after: { items: [id], [result.state]: 1 },
      });
      return { status: 200, body: { state: result.state } satisfies ItemStateAnswer };
    });
  }

  submitBatch(command: CommandRequest, idOrKey: string, body: SubmitItems): Promise<Answer> {
    return this.commands.write(command, async (tx) => {
      const engagement = await this.access.requireEngagement(tx, command.actor, 'items.submitBatch', idOrKey);
      const results = await submitItems(tx, engagement, command.actor.personId, body.items);
      const moved = results.filter((result) => 'state' in result);
      if (moved.length > 0)
        await auditCommand(tx, command, engagement, {
          operation: 'items.submitBatch',
          after: {
            items: moved.map((result) => result.id),
            accepted: moved.filter((result) => result.state === 'accepted').length,
            inReview: moved.filter((result) => result.state === 'in_review').length,
          },
        });
      return { status: 200, body: { results } satisfies ItemResults };
    });
  }

  /**
   * Who once held the item and lost it hears that the lease is stale; for others an item that is not theirs is forbidden.
   */
  private async ownerOfLease(tx: Tx, { actor }: CommandRequest, id: string): Promise<Entitled<EngagementRow>> {
    try {
      const { engagement, actingRole } = await this.access.requireWorkItem(tx, actor, 'items.submit', id);
      return { ...engagement, actingRole };
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 403) throw error;
      const held = await tx.one(
        `select 1 from work_item_event where work_item_id = $1 and actor_id = $2 and to_state = 'reserved' limit 1`,
        [id, actor.personId],
      );
      throw held ? new Problem(409, 'stale_lease') : error;
    }
  }
}

function problemOfItem(code: string): Problem {
  if (code === 'answer_invalid') return fieldProblem('/answer', code, PROBLEMS.answer_invalid);
  if (code === 'work_item_not_found') return new Problem(404, code);
  return new Problem(409, code as ProblemCode);
}
