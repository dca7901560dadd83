import { rolesInEngagement } from '@kado/auth/grants';
import type { Settings } from '@kado/config/settings';
import { Inject, Injectable } from '@nestjs/common';
import type { Answer } from '../common/answer';
import type { CommandRequest } from '../common/command';
import { EngagementCommandsService } from '../common/engagement-commands.service';
import { etagOf } from '../common/etag';
import { SETTINGS } from '../common/injection';
import { readEngagement } from '../engagements/engagement-view';

/** Hold, resume, cancel, lose: the workflow carries them out, the answer is the engagement as it stands then. */
@Injectable()
export class AsidesService {
  constructor(
    private readonly orders: EngagementCommandsService,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  order(
    request: CommandRequest,
    idOrKey: string,
    command: 'hold' | 'resume' | 'cancel' | 'lose',
    { reason }: { reason?: string },
  ): Promise<Answer> {
    return this.orders.send(
      request,
      idOrKey,
      { command, operation: `engagements.${command}`, reason },
      {
        answer: async (tx, engagement) => {
          const roles = await rolesInEngagement(tx, request.actor.personId, engagement);
          const { body, rowVersion } = await readEngagement(tx, engagement.id, roles, this.settings);
          return { status: 200, body, headers: { ETag: etagOf(rowVersion) } };
        },
      },
    );
  }
}
