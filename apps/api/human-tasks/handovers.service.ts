import type { DelegateHumanTask, ForwardHumanTask, TakeOverHumanTask } from '@kado/contracts/schemas/human-task';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { Answer } from '../common/answer';
import type { CommandRequest } from '../common/command';
import { CommandsService } from '../common/commands.service';
import { fieldProblem, Problem } from '../common/problem';
import { passOn, requireEntitled } from './pass-on';
import { requireOpen, requireTask, requireUndecided } from './task-row';

/** A task may go from hand to hand twice; who is asked a third time should be asked by whoever owns it. */
const MOST_DELEGATIONS = 2;

/**
 * A task passes from one person to another: lent to a peer, who does it in the owner's place; given away for good; taken
 * back; or, where the holder cannot go on, taken over by an entitled colleague with a written reason. Rows, not messages.
 */
@Injectable()
export class HandoversService {
  constructor(private readonly commands: CommandsService) {}

  delegate(
    request: CommandRequest,
    id: string,
    { personId, reason }: z.output<typeof DelegateHumanTask>,
  ): Promise<Answer> {
    const { actor } = request;
    return this.commands.write(request, async (tx) => {
      const asked = { toDecide: true, lock: true, recipientId: personId };
      const row = await requireTask(tx, actor, 'humanTasks.delegate', id, asked);
      await requireOpen(tx, row, actor);
      if (personId === actor.personId)
        throw fieldProblem('/personId', 'same_person', {
          ja: '自分以外の人を指定してください。',
          en: 'Name somebody other than yourself.',
        });
      await requireEntitled(tx, row, personId, [row.actingRole]);
      const ownerId = row.ownerId ?? actor.personId;
      if (row.delegations >= MOST_DELEGATIONS && ownerId !== personId)
        throw new Problem(409, 'delegated_too_often', { extras: { delegations: row.delegations } });
      return passOn(tx, request, row, 'humanTasks.delegate', {
        personId,
        // Back with its owner, it is nobody's loan any more.
        ownerId: ownerId === personId ? null : ownerId,
        delegations: ownerId === personId ? 0 : row.delegations + 1,
        reason,
      });
    });
  }

  /** Its owner takes it back, whoever has it by now. */
  recall(request: CommandRequest, id: string): Promise<Answer> {
    const { actor } = request;
    return this.commands.write(request, async (tx) => {
      const row = await requireTask(tx, actor, 'humanTasks.recall', id, { toDecide: true, lock: true });
      requireUndecided(row);
      if (row.ownerId !== actor.personId) throw new Problem(409, 'not_delegated', { extras: { stage: row.stage } });
      if (row.isExcluded) throw new Problem(403, 'four_eyes');
      return passOn(tx, request, row, 'humanTasks.recall', { personId: actor.personId, ownerId: null, delegations: 0 });
    });
  }

  forward(
    request: CommandRequest,
    id: string,
    { personId, reason }: z.output<typeof ForwardHumanTask>,
  ): Promise<Answer> {
    const { actor } = request;
    return this.commands.write(request, async (tx) => {
      const asked = { toDecide: true, lock: true, recipientId: personId };
      const row = await requireTask(tx, actor, 'humanTasks.forward', id, asked);
      await requireOpen(tx, row, actor, { toGiveUp: true });
      if (personId) await requireEntitled(tx, row, personId);
      return passOn(tx, request, row, 'humanTasks.forward', {
        personId: personId ?? null,
        ownerId: null,
        delegations: 0,
        reason,
      });
    });
  }

  takeOver(request: CommandRequest, id: string, { reason }: z.output<typeof TakeOverHumanTask>): Promise<Answer> {
    const { actor } = request;
    return this.commands.write(request, async (tx) => {
      const row = await requireTask(tx, actor, 'humanTasks.takeOver', id, { toDecide: true, lock: true });
      await requireOpen(tx, { ...row, claimedBy: null }, actor);
      if (row.claimedBy === null) throw new Problem(409, 'not_claimed', { extras: { stage: row.stage } });
      return passOn(tx, request, row, 'humanTasks.takeOver', {
        personId: actor.personId,
        ownerId: null,
        delegations: 0,
        reason,
      });
    });
  }
}
