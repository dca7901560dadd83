import type { Lot } from '@kado/contracts/schemas/lots';
import type { Role } from '@kado/domain/roles';
import { Database, type Tx } from '@kado/persistence/database';
import { Injectable } from '@nestjs/common';
import { AccessService } from '../common/access.service';
import type { Actor } from '../common/actor';
import { decodeCursor, type Page, type PageQuery, toPage } from '../common/paging';

@Injectable()
export class LotsService {
  constructor(
    private readonly database: Database,
    private readonly access: AccessService,
  ) {}

  list(actor: Actor, idOrKey: string, query: PageQuery): Promise<Page<Lot>> {
    return this.database.transaction(actor.scope, async (tx) => {
      const engagement = await this.access.requireEngagement(tx, actor, 'lots.list', idOrKey);
      const [after] = decodeCursor(query.cursor, ['integer']) ?? [];
      const rows = await readLots(tx, 'l.engagement_id = $1 and ($2::int is null or l.lot_no > $2)', [
        engagement.id,
        after ?? null,
        query.limit + 1,
      ]);
      return toPage(
        rows,
        query.limit,
        (lot) => [lot.lotNo],
        (lot) => shownTo(engagement.actingRole, lot),
      );
    });
  }

  get(actor: Actor, idOrKey: string): Promise<Lot> {
    return this.database.transaction(actor.scope, async (tx) => {
      const lot = await this.access.requireLot(tx, actor, 'lots.get', idOrKey);
      const [row] = await readLots(tx, 'l.id = $1 and $2::int is null', [lot.id, null, 1]);
      return shownTo(lot.actingRole, row as Lot);
    });
  }
}

function readLots(tx: Tx, where: string, params: readonly unknown[]): Promise<Lot[]> {
  return tx.rows<Lot>(
    `select l.id, l.key, l.lot_no as "lotNo", l.purpose, l.stage, l.round, l.total, l.open, l.formed_for as "formedFor",
            case when n.id is not null then json_build_object('sampleSize', n.sample_size, 'acceptanceNumber', n.acceptance_number,
              'defects', (select count(*) from inspection_item i where i.inspection_id = n.id and i.verdict = 'defect'),
              'inspected', (select count(*) from inspection_item i where i.inspection_id = n.id and i.verdict is not null)) end as inspection
       from lot l left join inspection n on n.lot_id = l.id and n.round = l.round
      where ${where} order by l.lot_no limit $3`,
    params,
  );
}

/** The client sees how far the work is, not how it is being checked. */
function shownTo(role: Role, lot: Lot): Lot {
  return role === 'client' ? { ...lot, inspection: null } : lot;
}
