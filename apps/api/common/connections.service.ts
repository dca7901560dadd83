import { Database } from '@kado/persistence/database';
import { EngagementProcess } from '@kado/temporal/client/engagement-process';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';

/** Nest calls this after HTTP has stopped and its last answers are out. */
@Injectable()
export class ConnectionsService implements OnApplicationShutdown {
  constructor(
    private readonly database: Database,
    private readonly process: EngagementProcess,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await this.process.close();
    await this.database.close();
  }
}
