import { createHash } from 'node:crypto';
import type { ImportFields, ImportResult } from '@kado/contracts/schemas/imports';
import { PILOT_MIN_PEOPLE, type WorkCategory } from '@kado/domain/requirements';
import type { Storage } from '@kado/integrations/storage/storage';
import { Database, type Tx } from '@kado/persistence/database';
import { Inject, Injectable } from '@nestjs/common';
import { AccessService, type EngagementRow, type Entitled } from '../common/access.service';
import type { Answer } from '../common/answer';
import { auditCommand } from '../common/audit-command';
import type { CommandRequest } from '../common/command';
import { CommandsService } from '../common/commands.service';
import { STORAGE } from '../common/injection';
import { Problem } from '../common/problem';
import { checkImport, type ImportFiles } from './check-import';
import { refuseKnown, requireImportable } from './importable';
import { insertItems } from './insert-items';

type Purpose = ImportFields['purpose'];

interface Prepared {
  engagement: Entitled<EngagementRow>;
  category: WorkCategory;
}

/**
 * All or nothing. The files are read, checked and stored between two short transactions: the first asks whether this may
 * be done at all, the second asks again and writes. Pictures lie in the store before a row names them. A refused import
 * leaves its key free, so that the corrected files can be sent under the same one.
 */
@Injectable()
export class ImportsService {
  constructor(
    private readonly database: Database,
    private readonly commands: CommandsService,
    private readonly access: AccessService,
    @Inject(STORAGE) private readonly storage: Storage,
  ) {}

  async create(
    command: CommandRequest,
    idOrKey: string,
    fields: ImportFields,
    files: ImportFiles,
    dryRun: boolean,
  ): Promise<Answer> {
    const { purpose } = fields;
    const prepared = await this.database.transaction(command.actor.scope, async (tx) =>
      (await isAnswered(tx, command)) ? undefined : this.prepareUnlessAnswered(tx, command, idOrKey, purpose),
    );
    if (!prepared) return this.commands.write(command, () => Promise.reject(new Problem(409, 'conflict')));
    const checked = await checkImport(files, prepared.category);
    const body = { items: checked.items.length, gold: checked.gold.length, dryRun } satisfies ImportResult;
    if (dryRun)
      return this.commands.write(command, async (tx) => {
        await refuseKnown(tx, prepared.engagement.id, purpose, checked);
        return { status: 200, body };
      });

    const stored = await this.storage.putAll(checked.items.map(({ picture }) => picture.content));
    return this.commands.write(command, async (tx) => {
      const { engagement } = await this.prepare(tx, command, idOrKey, purpose);
      // Nothing moves, and no second import writes, until this transaction ends.
      await tx.rows('select 1 from engagement where id = $1 for no key update', [engagement.id]);
      await requireImportable(tx, engagement.id, purpose);
      await refuseKnown(tx, engagement.id, purpose, checked);
      const passes = purpose === 'pilot' ? (fields.passes ?? PILOT_MIN_PEOPLE) : 1;
      await insertItems(
        tx,
        { engagement, purpose, passes },
        checked,
        stored.map(({ sha256 }) => sha256),
      );
      await this.audit(tx, command, engagement, files, { ...body, purpose, passes });
      return { status: 201, body };
    });
  }

  /** The same command may be answered between two looks: its own rows must not refuse it. */
  private async prepareUnlessAnswered(
    tx: Tx,
    command: CommandRequest,
    idOrKey: string,
    purpose: Purpose,
  ): Promise<Prepared | undefined> {
    try {
      return await this.prepare(tx, command, idOrKey, purpose);
    } catch (error) {
      if (error instanceof Problem && (await isAnswered(tx, command))) return undefined;
      throw error;
    }
  }

  private async prepare(tx: Tx, command: CommandRequest, idOrKey: string, purpose: Purpose): Promise<Prepared> {
    const engagement = await this.access.requireEngagement(tx, command.actor, 'imports.create', idOrKey);
    await requireImportable(tx, engagement.id, purpose);
    const row = await tx.one<{ category: WorkCategory }>('select category from engagement where id = $1', [
      engagement.id,
    ]);
    return { engagement, category: (row as { category: WorkCategory }).category };
  }

  private audit(
    tx: Tx,
    command: CommandRequest,
    engagement: Entitled<EngagementRow>,
    files: ImportFiles,
    counts: Record<string, unknown>,
  ): Promise<void> {
    const hash = (file?: Buffer) => file && createHash('sha256').update(file).digest('hex');
    const sha256 = { manifest: hash(files.manifest), archive: hash(files.archive), gold: hash(files.gold) };
    return auditCommand(tx, command, engagement, { operation: 'imports.create', after: { ...counts, sha256 } });
  }
}

/** A key that has its answer: the files need not be read again. */
async function isAnswered(tx: Tx, { actor, route, key }: CommandRequest): Promise<boolean> {
  const row = await tx.one(
    `select 1 from command where actor_id = $1 and route = $2 and idempotency_key = $3 and state = 'done'`,
    [actor.personId, route, key],
  );
  return row !== undefined;
}
