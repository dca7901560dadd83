import { createActivities } from '@kado/activities/kado.activities';
import { TASK_QUEUE } from '@kado/contracts/engagement';
import { createDataSource } from '@kado/persistence/data-source';
import { Database } from '@kado/persistence/database';
import { seedId } from '@kado/persistence/seeds/ids';
import { createKadoWorker } from '@kado/temporal/worker/create-worker';
import { startTestTemporal } from '@kado/testing/temporal';
import { workflowBundle } from '@kado/testing/workflow-bundle';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime, type Worker } from '@temporalio/worker';
import { OutboxRelay } from '../../worker/outbox-relay';
import { ApiRig, type Reply } from './rig';
import { addEvidence, type Floor } from './work-floor';

Runtime.install({ logger: new DefaultLogger('ERROR') });
const SITE = seedId('site', 'SHIOJIRI');

export const CLAUSES = {
  scope: '手書き数字の判読',
  category: 'digital_data',
  mode: 'item',
  volume: 20,
  deliveryDue: '2027-03-31',
  qualityTarget: 0.97,
  dataClass: 'none',
  place: 'home',
  priceModel: 'per_item',
  acceptanceWindowDays: 10,
  deemedAcceptance: false,
};
export const QUOTE = {
  itemSeconds: 36,
  reviewRate: 0.2,
  reviewSeconds: 6,
  inspectionRate: 0.1,
  reworkRate: 0.05,
  managementRate: 0.1,
  hourlyYen: 1200,
  leadHourlyYen: 1800,
  marginRate: 0.2,
  validUntil: '2027-01-31',
};
export const STEP = {
  code: 'label',
  nameJa: 'ラベル付け',
  mode: 'item',
  after: [],
  itemMinutesMax: 5,
  interruptible: true,
  dataLevel: 'none',
  device: 'any',
  skills: [],
  place: 'home',
  standardSeconds: 36,
};
export const QA = { review: { firstItems: 0, rate: 0 }, gold: { enabled: true }, inspection: { aql: 4 }, lots: 1 };
const TEAM = Array.from({ length: 10 }, (_, i) => `worker${String(i + 1).padStart(2, '0')}`);

/** The API over a real engine with a worker, and an engagement taken to where a test begins. */
export class Live {
  private constructor(
    readonly env: TestWorkflowEnvironment,
    readonly api: ApiRig,
    private readonly database: Database,
    private worker: Worker,
    private running: Promise<void>,
    private readonly relay: OutboxRelay | undefined,
  ) {}

  /** Whole: also with the relay, which tells a lot that its last item is accepted. */
  static async start({ isWhole = false } = {}): Promise<Live> {
    const env = await startTestTemporal();
    const api = await ApiRig.start({ temporalAddress: env.address });
    const database = new Database(createDataSource(api.appUrl, 6));
    const worker = await newWorker(env, database, api);
    const relay = isWhole ? new OutboxRelay(database, env.client, console) : undefined;
    if (relay) await database.source.initialize();
    relay?.start();
    return new Live(env, api, database, worker, worker.run(), relay);
  }

  async stop(): Promise<void> {
    await this.relay?.stop();
    await this.stopWorker();
    await this.api.stop();
    await this.database.close();
    await this.env.teardown();
  }

  async stopWorker(): Promise<void> {
    if (this.worker.getState() === 'RUNNING') this.worker.shutdown();
    await this.running;
  }

  async startWorker(): Promise<void> {
    this.worker = await newWorker(this.env, this.database, this.api);
    this.running = this.worker.run();
  }

  /** The open human task of a kind, waited for at most 20 s. */
  async task(floor: Pick<Floor, 'id' | 'key'>, kind: string): Promise<string> {
    for (const end = Date.now() + 20_000; Date.now() < end; ) {
      const { rows } = await this.api.db.query(
        `select id from human_task where engagement_id = $1 and kind = $2 and status = 'open' order by since desc limit 1`,
        [floor.id, kind],
      );
      if (rows[0]) return rows[0].id;
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    throw new TypeError(`${floor.key}: no open ${kind} within 20 s`);
  }

  async openKinds(floor: Pick<Floor, 'id'>): Promise<string[]> {
    const { rows } = await this.api.db.query(
      `select kind from human_task where engagement_id = $1 and status = 'open' order by kind`,
      [floor.id],
    );
    return rows.map(({ kind }) => kind);
  }

  async decide(
    floor: Pick<Floor, 'id' | 'key'>,
    kind: string,
    as: string,
    outcome: string,
    more: object = {},
  ): Promise<Reply> {
    return this.api.post(`/human-tasks/${await this.task(floor, kind)}/complete`, as, { outcome, ...more });
  }

  private async done(...parts: Parameters<Live['decide']>): Promise<void> {
    const reply = await this.decide(...parts);
    if (reply.status !== 200) throw new Error(`${parts[1]}: ${reply.status} ${JSON.stringify(reply.body)}`);
  }

  private async wrote(path: string, as: string, body: object): Promise<Reply> {
    const reply = await this.api.post(path, as, body);
    if (reply.status !== 201) throw new Error(`${path}: ${reply.status} ${JSON.stringify(reply.body)}`);
    return reply;
  }

  /** Signed, priced and planned; the team is still to come. */
  async toTeamAssembly(title: string, terms: object = {}, qa: object = QA): Promise<Floor> {
    const clientId = seedId('client', 'C-001');
    const { body } = await this.wrote('/engagements', 'manager01', { clientId, title, category: 'digital_data' });
    const floor: Floor = { id: body.id, key: body.key, lots: [] };
    const path = `/engagements/${floor.key}`;
    await this.done(floor, 'qualify_inquiry', 'manager01', 'qualified');
    for (const [login, role] of [
      ['director01', 'director'],
      ['leader01', 'leader'],
      ['leader02', 'leader'],
    ] as const)
      await this.api.addMember(floor.id, SITE, login, role);
    await this.wrote(`${path}/requirements`, 'manager01', { ...CLAUSES, ...terms });
    await this.done(floor, 'draft_requirements', 'manager01', 'submitted', { data: { version: 1 } });
    await this.wrote(`${path}/quotes`, 'manager01', QUOTE);
    await this.done(floor, 'price_quote', 'manager01', 'quoted', { data: { version: 1 } });
    await this.done(floor, 'sign_requirements', 'client01', 'signed');
    await this.done(floor, 'confirm_contract', 'manager01', 'confirmed');
    await this.wrote(`${path}/manuals`, 'director01', {
      sections: [{ code: 'digits', titleJa: '数字の読み方', bodyJa: '0から9のどれかを答えます。' }],
    });
    await this.wrote(`${path}/plans`, 'director01', { plan: { steps: [STEP], qa }, manualVersion: 1 });
    await this.done(floor, 'write_plan', 'director01', 'submitted', { data: { version: 1 } });
    await this.done(floor, 'approve_plan', 'manager01', 'approved');
    return floor;
  }

  /** The team stands, has its papers and has read the manual; one lot of all items is released. */
  async toProduction(title: string, terms: object = {}, qa: object = QA): Promise<Floor> {
    const floor = await this.toTeamAssembly(title, terms, qa);
    for (const login of TEAM) await this.api.addMember(floor.id, SITE, login, 'teleworker');
    await this.api.db.query(
      `update engagement_member set hours_per_week = 10, manual_version_acknowledged = 1 where engagement_id = $1`,
      [floor.id],
    );
    for (const login of ['leader01', 'leader02', ...TEAM])
      for (const kind of ['terms_notice', 'training_gate']) await addEvidence(this.api, floor.id, login, kind);
    await this.done(floor, 'assemble_team', 'coordinator01', 'assembled');
    await this.done(floor, 'pass_training_gate', 'leader01', 'passed');
    await this.done(floor, 'issue_terms_notices', 'coordinator01', 'issued');
    await this.importItems(floor, { ...CLAUSES, ...terms }.volume);
    await this.done(floor, 'prepare_production', 'director01', 'released', { data: { lots: 1 } });
    await this.lots(floor, 1);
    return floor;
  }

  private async importItems(floor: Floor, items: number): Promise<void> {
    await this.task(floor, 'prepare_production');
    await this.api.db.query(
      `insert into work_item (id, site_id, engagement_id, purpose, seq, external_id, state)
       select gen_random_uuid(), $1, $2, 'production', n, 'd-' || n, 'draft' from generate_series(1, $3::int) n`,
      [SITE, floor.id, items],
    );
  }

  /** Waits until so many lots are formed. */
  async lots(floor: Floor, count: number): Promise<void> {
    for (const end = Date.now() + 20_000; Date.now() < end; ) {
      const { rows } = await this.api.db.query(
        'select id from lot where engagement_id = $1 and total > 0 order by lot_no',
        [floor.id],
      );
      if (rows.length === count) {
        floor.lots = rows.map(({ id }) => id);
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    throw new TypeError(`${floor.key}: not ${count} lots within 20 s`);
  }

  async newNotice(floor: Floor): Promise<Reply> {
    const { rows } = await this.api.db.query(
      `select person_id as id from engagement_member where engagement_id = $1 and role in ('leader', 'teleworker')`,
      [floor.id],
    );
    return this.api.post(`/engagements/${floor.key}/evidence`, 'coordinator01', {
      kind: 'terms_notice',
      documentName: '変更後の取引条件.pdf',
      documentSha256: 'c'.repeat(64),
      personIds: rows.map(({ id }) => id),
    });
  }
}

async function newWorker(env: TestWorkflowEnvironment, database: Database, api: ApiRig): Promise<Worker> {
  return createKadoWorker({
    connection: env.nativeConnection,
    namespace: 'default',
    taskQueue: TASK_QUEUE,
    workflowBundle: await workflowBundle(),
    activities: createActivities(database, (bytes) => api.storage.put(bytes), {
      signalDecisions: 'on',
    }),
  });
}
