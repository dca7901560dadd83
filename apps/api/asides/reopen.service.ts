import type { ReopenEngagement } from '@kado/contracts/schemas/asides';
import { FINAL_STAGES } from '@kado/domain/lifecycle';
import type { WorkCategory } from '@kado/domain/requirements';
import type { Tx } from '@kado/persistence/database';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { AccessService } from '../common/access.service';
import type { Answer } from '../common/answer';
import type { CommandRequest } from '../common/command';
import type { BegunCommand } from '../common/commands.service';
import { keepReason } from '../common/reasons';
import { requireStage } from '../common/stage';
import { type NewOrder, StartEngagementService } from '../engagements/start-engagement.service';

type Body = z.output<typeof ReopenEngagement>;

/**
 * What has ended stays ended: to reopen is to start another engagement of the same client and kind, linked to the ended one,
 * with what was agreed the last time as its first draft.
 */
@Injectable()
export class ReopenService {
  constructor(
    private readonly starter: StartEngagementService,
    private readonly access: AccessService,
  ) {}

  reopen(request: CommandRequest, idOrKey: string, body: Body): Promise<Answer> {
    return this.starter.open(request, (tx, command) => this.orderAgain(tx, request, command, idOrKey, body));
  }

  private async orderAgain(
    tx: Tx,
    request: CommandRequest,
    command: BegunCommand,
    idOrKey: string,
    { reason, title }: Body,
  ): Promise<NewOrder> {
    const earlier = await this.access.requireEngagement(tx, request.actor, 'engagements.reopen', idOrKey);
    requireStage(earlier.stage, FINAL_STAGES);
    const row = await tx.one<{ description: string; category: WorkCategory }>(
      'select description, category from engagement where id = $1',
      [earlier.id],
    );
    return {
      clientId: earlier.clientId,
      title: title ?? earlier.title,
      description: row?.description ?? '',
      category: row?.category as WorkCategory,
      reopens: {
        id: earlier.id,
        key: earlier.key,
        ...(reason && { reasonId: await keepReason(tx, request.actor, command.id, earlier, reason) }),
      },
    };
  }
}
