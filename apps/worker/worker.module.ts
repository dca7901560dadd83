import type { Settings } from '@kado/config/settings';
import { createStorage } from '@kado/integrations/storage/storage';
import { createDataSource } from '@kado/persistence/data-source';
import { Database } from '@kado/persistence/database';
import { type DynamicModule, Module } from '@nestjs/common';
import type { Logger } from 'pino';
import { WorkerService } from './worker.service';

@Module({})
// biome-ignore lint/complexity/noStaticOnlyClass: a dynamic module is Nest's form
export class WorkerModule {
  static with(settings: Settings, log: Logger): DynamicModule {
    return {
      module: WorkerModule,
      providers: [
        {
          provide: WorkerService,
          useFactory: () =>
            new WorkerService(
              settings,
              new Database(createDataSource(settings.databaseUrl, 12)),
              createStorage(settings.storageDir),
              log,
            ),
        },
      ],
    };
  }
}
