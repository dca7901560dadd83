import { createHash } from 'node:crypto';
import type { ImportResult } from '@kado/contracts/schemas/imports';
import type { Purpose } from '@kado/contracts/schemas/work-items';
import type { WorkCategory } from '@kado/domain/requirements';
import type { Storage } from '@kado/integrations/storage/storage';
import type { Tx } from '@kado/persistence/database';
import { Inject, Injectable } from '@nestjs/common';
import { AccessService, type EngagementRow, type Entitled } from '../common/access.service';
import type { Actor } from '../common/actor';
import { auditCommand } from '../common/audit-command';
import type { CommandRequest } from '../common/command';
import { STORAGE } from '../common/injection';
import { Problem } from '../common/problem';
import { requireStage } from '../common/stage';
import type { Progress } from '../operations/progress';
import { type Batch, nextBatch } from './batches';
import type { CheckedImport, ImportFiles } from './check-import';
import { insertItems } from './insert-items';
import { knownItems } from './known-items';

export interface ImportPlan {
  command: CommandRequest;
  idOrKey: string;
  purpose: Purpose;
  passes: number;
  files: ImportFiles;
  checked: CheckedImport;
  result: ImportResult;
}

export interface Prepared {
  engagement: Entitled<EngagementRow>;
  category: WorkCategory;
  batch: Batch;
}

/** Pictures that are stored between two looks at whether somebody has stopped it. */
const STORED_AT_ONCE = 100;

/** The part of an import that writes: pictures into the store first, then rows that name them in one transaction. */
@Injectable()
export class ImportWriter {
  constructor(
    private readonly access: AccessService,
    @Inject(STORAGE) private readonly storage: Storage,
  ) {}

  /** May this be imported now? Asked before the files are read, and again under the engagement's lock. */
  async prepare(tx: Tx, actor: Actor, idOrKey: string, purpose: Purpose): Promise<Prepared> {
    const engagement = await this.access.requireEngagement(tx, actor, 'imports.create', idOrKey);
    const batch = await nextBatch(tx, engagement.id, purpose);
    requireStage(engagement.stage, batch.stages);
    if (!batch.isOpen) throw new Problem(409, 'already_imported');
    const row = await tx.one<{ category: WorkCategory }>('select category from engagement where id = $1', [
      engagement.id,
    ]);
    return { engagement, category: (row as { category: WorkCategory }).category, batch };
  }

  /** Hashes of the items' pictures, in order. */
  async store({ checked }: ImportPlan, progress?: Progress): Promise<string[]> {
    const hashes: string[] = [];
    for (let from = 0; from < checked.items.length; from += STORED_AT_ONCE) {
      const part = checked.items.slice(from, from + STORED_AT_ONCE);
      const stored = await this.storage.putAll(part.map(({ picture }) => picture.content));
      hashes.push(...stored.map(({ sha256 }) => sha256));
      await progress?.advance('storing', part.length);
    }
    return hashes;
  }

  async write(tx: Tx, plan: ImportPlan, hashes: readonly string[], progress?: Progress): Promise<void> {
    const { command, idOrKey, purpose, passes, checked } = plan;
    await progress?.advance('writing', 0);
    const found = await this.access.requireEngagement(tx, command.actor, 'imports.create', idOrKey);
    await tx.rows('select 1 from engagement where id = $1 for no key update', [found.id]);
    const { engagement, batch } = await this.prepare(tx, command.actor, idOrKey, purpose);
    // What another import has brought since the check refuses this one as a whole.
    if ((await knownItems(tx, engagement.id, purpose, checked)).length > 0) throw new Problem(409, 'already_imported');
    await insertItems(tx, { engagement, purpose, passes, firstSeq: batch.firstSeq }, checked, hashes, (rows) =>
      progress?.advance('writing', rows),
    );
    await this.audit(tx, plan, engagement);
  }

  private audit(tx: Tx, plan: ImportPlan, engagement: Entitled<EngagementRow>): Promise<void> {
    const { files, purpose, passes } = plan;
    const { items, gold, dryRun, encoding } = plan.result;
    const hash = (file?: Buffer) => file && createHash('sha256').update(file).digest('hex');
    const sha256 = { manifest: hash(files.manifest), archive: hash(files.archive), gold: hash(files.gold) };
    const after = { items, gold, dryRun, purpose, passes, encoding, sha256 };
    return auditCommand(tx, plan.command, engagement, { operation: 'imports.create', after });
  }
}
