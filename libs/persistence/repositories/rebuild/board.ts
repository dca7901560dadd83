import type { BoardCarry, DeliveryState } from '@kado/contracts/engagement';
import { PILOT_LOT_NO } from '@kado/contracts/lot';
import type { ChapterName, LotStage } from '@kado/domain/lifecycle';
import type { Tx } from '../../database';

interface LotRow {
  id: string;
  lotNo: number;
  stage: LotStage;
  round: number;
}
interface DeliveryRow {
  no: number;
  lotNos: number[];
  status: 'built' | 'sent' | 'accepted' | 'rejected';
  reopened: boolean;
}

export interface Board {
  carry: BoardCarry;
  pilotLotId: string | undefined;
}

/** Lots and deliveries as an engagement knows them, from their rows. */
export async function readBoard(tx: Tx, engagementId: string, chapter: ChapterName): Promise<Board> {
  const rows = await tx.rows<LotRow>(
    'select id, lot_no as "lotNo", stage, round from lot where engagement_id = $1 order by lot_no',
    [engagementId],
  );
  const pilot = rows.find((lot) => lot.lotNo === PILOT_LOT_NO);
  const lots = rows.filter((lot) => lot !== pilot);
  const deliveries = await readDeliveries(
    tx,
    engagementId,
    lots.map((lot) => lot.lotNo),
  );
  const onTheirWay = new Set(deliveries.filter(({ state }) => state !== 'done').flatMap(({ lotNos }) => lotNos));
  return {
    pilotLotId: pilot?.id,
    carry: {
      lots: lots.map(({ lotNo, stage, round }) => ({
        lotNo,
        // In a delivery that is formed it counts as with the client already, so that it is in no other one.
        stage: stage === 'released' && onTheirWay.has(lotNo) ? 'delivered' : stage,
        round,
      })),
      lotsDecide: chapter === 'production' && lots.length > 0,
      instalments: await readInstalments(tx, engagementId),
      pilot: pilot === undefined ? 'none' : pilot.stage === 'production' ? 'working' : 'ended',
      deliveries,
    },
  };
}

/** Rejected, it is over as soon as its items are with their authors again: their lots are told from their own rows. */
async function readDeliveries(tx: Tx, engagementId: string, allLots: number[]): Promise<DeliveryState[]> {
  const rows = await tx.rows<DeliveryRow>(
    `select d.delivery_no as no, d.lot_nos as "lotNos", d.status,
            exists (select 1 from audit_log a where a.engagement_id = d.engagement_id and a.operation = 'deliveries.reopen'
                       and a.entity_id = d.delivery_no::text) as reopened
       from delivery d where d.engagement_id = $1 order by d.delivery_no`,
    [engagementId],
  );
  return rows.map(({ no, lotNos, status, reopened }) => ({
    no,
    // From before instalments: one delivery of everything.
    lotNos: lotNos.length > 0 ? lotNos : allLots,
    state: status === 'accepted' || (status === 'rejected' && reopened) ? 'done' : status === 'built' ? 'open' : 'sent',
  }));
}

/** As it was at the start of production, or as a change that was agreed since has it. */
async function readInstalments(tx: Tx, engagementId: string): Promise<boolean> {
  const row = await tx.one<{ instalments: boolean | null }>(
    `select (data ->> 'instalments')::boolean as instalments from human_task
      where engagement_id = $1 and status = 'completed'
        and (kind = 'prepare_production' or (kind = 'consent_change' and outcome = 'agreed' and data ? 'instalments'))
      order by decided_at desc limit 1`,
    [engagementId],
  );
  return row?.instalments === true;
}
