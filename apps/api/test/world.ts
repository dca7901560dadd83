import { ROLE_SCOPES } from '@kado/auth/policy';
import type { Role } from '@kado/domain/roles';
import { ROLES } from '@kado/domain/roles';
import { newId } from '@kado/persistence/database';
import { seedId } from '@kado/persistence/seeds/ids';
import type { ApiRig } from './rig';

/** Where an engagement lies, seen from people of Shiojiri who work in `own` for client C-001. */
export const TARGETS = ['own', 'sameSite', 'otherSite'] as const;
export type Target = (typeof TARGETS)[number];

const PLACES: Record<Target, { key: string; siteCode: string; clientCode: string }> = {
  own: { key: 'KADO-2025-0001', siteCode: 'SHIOJIRI', clientCode: 'C-001' },
  sameSite: { key: 'KADO-2025-0002', siteCode: 'SHIOJIRI', clientCode: 'C-002' },
  otherSite: { key: 'KADO-2025-0003', siteCode: 'TATESHINA', clientCode: 'Z-001' },
};

export interface Rows {
  engagement: { id: string; key: string };
  lot: string;
  file: string;
  item: string;
  /** One item for each role, held and written by the person of the role. */
  ownItems: Map<Role, string>;
  tasks: Map<Role, string>;
}

export const loginOf = (role: Role): string => `matrix-${role}`;

/** One person a role, and three engagements with everything that a path may name. */
export async function buildWorld(api: ApiRig): Promise<Record<Target, Rows>> {
  await api.db.query(
    `insert into client (id, site_id, code, name, name_kana, kind) values ($1, $2, 'Z-001', '他拠点の客', 'タキョテンノキャク', 'municipality')`,
    [seedId('client', 'Z-001'), seedId('site', 'TATESHINA')],
  );
  for (const role of ROLES)
    await api.addPerson(loginOf(role), role, 'SHIOJIRI', role === 'client' ? 'C-001' : undefined);
  const world = {} as Record<Target, Rows>;
  for (const target of TARGETS) world[target] = await buildEngagement(api, target);
  return world;
}

async function buildEngagement(api: ApiRig, target: Target): Promise<Rows> {
  const place = PLACES[target];
  const members = ROLES.filter((role) => target === 'own' && ROLE_SCOPES[role] === 'engagement');
  const id = await api.insertEngagement({
    ...place,
    stage: 'production',
    members: members.map((role) => ({ login: loginOf(role), role })),
  });
  const siteId = seedId('site', place.siteCode);
  const insert = async (sql: string, values: unknown[]): Promise<string> => {
    const rowId = newId();
    await api.db.query(sql, [rowId, siteId, id, ...values]);
    return rowId;
  };
  const lot = await insert(
    `insert into lot (id, site_id, engagement_id, lot_no, key, purpose, stage, total, open) values ($1,$2,$3,1,$4,'production','quality',1,1)`,
    [`${place.key}-L1`],
  );
  const { sha256 } = await api.storage.put(Buffer.from('x'));
  const file = await insert(
    `insert into stored_file (id, site_id, engagement_id, name, media_type, bytes, sha256) values ($1,$2,$3,'result.csv','text/csv',1,$4)`,
    [sha256],
  );
  await insert(
    `insert into delivery (id, site_id, engagement_id, delivery_no, items, report, csv_file_id, report_file_id, note_file_id, status)
     values ($1,$2,$3,1,1,'{}',$4,$4,$4,'sent')`,
    [file],
  );
  const newItem = (seq: number, holder: string | null) =>
    insert(
      `insert into work_item (id, site_id, engagement_id, lot_id, purpose, seq, external_id, file_id, state, holder_id, author_id, lease_until, fence)
       values ($1,$2,$3,$4,'production',$5,$5::int::text,$6,$7,$8,$8, now() + interval '1 hour', 1)`,
      [lot, seq, file, holder ? 'reserved' : 'in_review', holder],
    );
  const ownItems = new Map<Role, string>();
  for (const [at, role] of ROLES.entries())
    if (target === 'own') ownItems.set(role, await newItem(at + 2, api.personId(loginOf(role))));
  const tasks = new Map<Role, string>();
  for (const [at, [role, kind]] of Object.entries(TASK_OF_ROLE).entries()) {
    tasks.set(role as Role, `${place.key}-T${at + 1}`);
    await api.insertTask(id, `${place.key}-T${at + 1}`, kind, role);
  }
  return { engagement: { id, key: place.key }, lot, file, item: await newItem(1, null), ownItems, tasks };
}

/** One kind of human task for each role that decides. */
const TASK_OF_ROLE: Partial<Record<Role, string>> = {
  manager: 'qualify_inquiry',
  coordinator: 'assemble_team',
  director: 'decide_lot',
  leader: 'inspect_lot',
  client: 'accept_delivery',
  ops: 'repair_effect',
};
