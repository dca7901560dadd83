import { Tokens } from '@kado/auth/tokens';
import type { Settings } from '@kado/config/settings';
import { createStorage } from '@kado/integrations/storage/storage';
import { createDataSource } from '@kado/persistence/data-source';
import { Database } from '@kado/persistence/database';
import { EngagementProcess } from '@kado/temporal/client/engagement-process';
import { type DynamicModule, Global, Module } from '@nestjs/common';
import type { Logger } from 'pino';
import { AccessService } from './access.service';
import { CommandsService } from './commands.service';
import { ConnectionsService } from './connections.service';
import { EngagementCommandsService } from './engagement-commands.service';
import { LOG, SETTINGS, STORAGE } from './injection';
import { SilentConnectionsService } from './silent-connections.service';

/** What every capability stands on. Database and Temporal connect at first use. */
@Global()
@Module({})
// biome-ignore lint/complexity/noStaticOnlyClass: a dynamic module is Nest's form
export class CommonModule {
  static with(settings: Settings, log: Logger): DynamicModule {
    return {
      module: CommonModule,
      providers: [
        { provide: SETTINGS, useValue: settings },
        { provide: LOG, useValue: log },
        { provide: Database, useFactory: () => new Database(createDataSource(settings.databaseUrl)) },
        { provide: STORAGE, useFactory: () => createStorage(settings.storageDir) },
        { provide: Tokens, useFactory: () => new Tokens(settings.jwtSecret) },
        { provide: EngagementProcess, useFactory: () => new EngagementProcess(settings) },
        AccessService,
        CommandsService,
        ConnectionsService,
        EngagementCommandsService,
        SilentConnectionsService,
      ],
      exports: [
        SETTINGS,
        LOG,
        Database,
        STORAGE,
        Tokens,
        EngagementProcess,
        AccessService,
        CommandsService,
        EngagementCommandsService,
      ],
    };
  }
}
