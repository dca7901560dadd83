import type { BuildDeliveryInput, StepOwner } from '@kado/contracts/activities';
import { deliveryCsv } from '@kado/documents/delivery-csv';
import { deliveryNoteHtml } from '@kado/documents/delivery-note';
import { qaReportHtml } from '@kado/documents/qa-report';
import { type Database, newId, type Tx } from '@kado/persistence/database';
import { scopeOf } from '../shared/scope';
import { correctGold, type DeliveryReport, readReport } from './report';

/** Keeps bytes by their content; answers the hash they are found under. */
export type PutFile = (bytes: Buffer) => Promise<{ sha256: string }>;

interface Built {
  deliveryId: string;
  items: number;
}

/**
 * The package a client gets: result CSV, QA report, delivery note. Files are written before the row that names them, so
 * a worker killed in between leaves an unnamed file at worst, and the repeated activity finds or makes one delivery.
 */
export async function buildDelivery(
  database: Database,
  put: PutFile,
  { owner, deliveryNo = 1, lotNos }: BuildDeliveryInput,
): Promise<Built> {
  const scope = scopeOf(owner);
  const built = await database.transaction(scope, (tx) => existing(tx, owner, deliveryNo));
  if (built) return built;

  const draft = await database.transaction(scope, async (tx) => {
    const lots = await lotsOf(tx, owner, lotNos);
    return {
      lots,
      report: await readReport(tx, owner.engagementId, lots),
      rows: await tx.rows<{ external_id: string; answer: string }>(
        `select w.external_id, coalesce(g.answer, w.answer) as answer
           from work_item w left join gold g on g.engagement_id = w.engagement_id and g.external_id = w.external_id
           join lot l on l.id = w.lot_id
          where w.engagement_id = $1 and w.purpose = 'production' and w.state = 'accepted' and l.lot_no = any ($2::int[]) order by w.seq`,
        [owner.engagementId, lots],
      ),
    };
  });
  // The first delivery keeps its plain name; further ones are told apart.
  const name = deliveryNo === 1 ? owner.engagementKey : `${owner.engagementKey}-D${deliveryNo}`;
  const files = [
    {
      name: `${name}.csv`,
      type: 'text/csv; charset=utf-8',
      bytes: Buffer.from(deliveryCsv(draft.rows)),
    },
    {
      name: `${name}-qa.html`,
      type: 'text/html; charset=utf-8',
      bytes: Buffer.from(qaReportHtml(draft.report)),
    },
    {
      name: `${name}-note.html`,
      type: 'text/html; charset=utf-8',
      bytes: Buffer.from(deliveryNoteHtml(draft.report)),
    },
  ];
  const stored = await Promise.all(files.map(async (file) => ({ ...file, sha256: (await put(file.bytes)).sha256 })));
  return database.transaction(scope, async (tx) => {
    await tx.rows('select 1 from engagement where id = $1 for update', [owner.engagementId]);
    const other = await existing(tx, owner, deliveryNo);
    if (other) return other;
    // Not before: a repeated activity would measure answers that have been put right, and report them as people's.
    await correctGold(tx, owner, draft.lots);
    return insertDelivery(tx, owner, { deliveryNo, lotNos: draft.lots }, draft.report, stored);
  });
}

/** The lots of a delivery: those named, or all. */
async function lotsOf(tx: Tx, owner: StepOwner, lotNos: readonly number[] | undefined): Promise<number[]> {
  if (lotNos) return [...lotNos];
  const rows = await tx.rows<{ lot_no: number }>(
    `select lot_no from lot where engagement_id = $1 and purpose = 'production' order by lot_no`,
    [owner.engagementId],
  );
  return rows.map((row) => row.lot_no);
}

async function existing(tx: Tx, owner: StepOwner, deliveryNo: number): Promise<Built | undefined> {
  const row = await tx.one<{ id: string; items: number }>(
    'select id, items from delivery where engagement_id = $1 and delivery_no = $2',
    [owner.engagementId, deliveryNo],
  );
  return row && { deliveryId: row.id, items: row.items };
}

async function insertDelivery(
  tx: Tx,
  owner: StepOwner,
  { deliveryNo, lotNos }: { deliveryNo: number; lotNos: number[] },
  report: DeliveryReport,
  files: { name: string; type: string; bytes: Buffer; sha256: string }[],
): Promise<Built> {
  const fileIds: string[] = [];
  for (const file of files) {
    const id = newId();
    fileIds.push(id);
    await tx.rows(
      `insert into stored_file (id, site_id, engagement_id, name, media_type, bytes, sha256) values ($1,$2,$3,$4,$5,$6,$7)`,
      [id, owner.siteId, owner.engagementId, file.name, file.type, file.bytes.length, file.sha256],
    );
  }
  const deliveryId = newId();
  await tx.rows(
    `insert into delivery (id, site_id, engagement_id, delivery_no, lot_nos, items, report, csv_file_id, report_file_id, note_file_id, status)
     values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,'built')`,
    [
      deliveryId,
      owner.siteId,
      owner.engagementId,
      deliveryNo,
      lotNos,
      report.items,
      JSON.stringify(report),
      ...fileIds,
    ],
  );
  await tx.audit({
    siteId: owner.siteId,
    engagementId: owner.engagementId,
    actorId: null,
    via: 'workflow',
    operation: 'deliveries.build',
    entity: 'delivery',
    entityId: deliveryId,
    after: {
      deliveryNo,
      lots: lotNos,
      items: report.items,
      accuracy: report.accuracy,
      files: files.map((f) => ({ name: f.name, sha256: f.sha256 })),
    },
  });
  return { deliveryId, items: report.items };
}
