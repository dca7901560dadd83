import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Tokens } from '@kado/auth/tokens';
import { loadSettings } from '@kado/config/settings';
import { createStorage, type Storage } from '@kado/integrations/storage/storage';
import { newId } from '@kado/persistence/database';
import { demoAccount } from '@kado/persistence/seeds/demo-accounts';
import { seedId } from '@kado/persistence/seeds/ids';
import { createTestDatabase, type TestDatabase } from '@kado/testing/postgres';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Pool } from 'pg';
import { createApp } from '../app';

export const SECRET = 'a secret of the tests, long enough to sign with';

export interface CallOptions {
  /** Login of the caller; nobody when left out. */
  as?: string;
  body?: unknown;
  /** Idempotency-Key of a POST; a fresh one when left out, none when null. */
  key?: string | null;
  headers?: Record<string, string>;
}

export interface Reply {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests read whatever shape they expect of an answer
  body: any;
}

export interface ApiRigOptions {
  temporalAddress?: string;
  taskQueue?: string;
  /** The way the API takes to the database, where it is not the straight one. */
  databaseUrl?: (appUrl: string) => Promise<string>;
  /** Settings that are not those of all tests. */
  settings?: Record<string, string>;
}

export interface EngagementSeed {
  key: string;
  clientCode: string;
  siteCode: string;
  stage?: string;
  members?: { login: string; role: string }[];
}

/** The API on a free port over a seeded database of its own; whoever calls is anybody of the demo people. */
export class ApiRig {
  private readonly tokens = new Tokens(SECRET);
  /** People beside the demo people, by login. */
  private readonly extras = new Map<string, string>();

  private constructor(
    readonly app: NestExpressApplication,
    readonly base: string,
    readonly db: Pool,
    readonly storage: Storage,
    private readonly database: TestDatabase,
  ) {}

  static async start(options: ApiRigOptions = {}): Promise<ApiRig> {
    const database = await createTestDatabase({ seeded: true });
    const storageDir = mkdtempSync(join(process.env.KADO_TEST_DIR ?? tmpdir(), 'storage-'));
    const app = await createApp(
      loadSettings({
        DATABASE_URL: (await options.databaseUrl?.(database.appUrl)) ?? database.appUrl,
        KADO_TASK_QUEUE: options.taskQueue,
        KADO_JWT_SECRET: SECRET,
        LOG_LEVEL: process.env.KADO_TEST_LOG ?? 'silent',
        // nobody listens on port 1
        TEMPORAL_ADDRESS: options.temporalAddress ?? '127.0.0.1:1',
        KADO_STORAGE_DIR: storageDir,
        ...options.settings,
      }),
    );
    await app.listen(0, '127.0.0.1');
    const base = (await app.getUrl()).replace('[::1]', '127.0.0.1');
    // row-level security is forced on the owner too: the tests look as the system itself
    const db = new Pool({ connectionString: database.ownerUrl, max: 2, options: '-c kado.sites=*' });
    // The pool says that it has ended while its sockets still close; a database dropped just then ends them by force.
    db.on('connect', (client) => client.on('error', () => undefined));
    return new ApiRig(app, base, db, createStorage(storageDir), database);
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.db.end();
    await this.database.drop();
  }

  get appUrl(): string {
    return this.database.appUrl;
  }

  personId(login: string): string {
    return this.extras.get(login) ?? seedId('person', demoAccount(login).personCode);
  }

  token(login: string): Promise<string> {
    return this.tokens.sign({ personId: this.personId(login) });
  }

  async call(method: string, path: string, options: CallOptions = {}): Promise<Reply> {
    const { as, body, key } = options;
    const headers: Record<string, string> = { 'accept-language': 'en' };
    if (as !== undefined) headers.authorization = `Bearer ${await this.token(as)}`;
    if (body !== undefined) headers['content-type'] = 'application/json';
    if (method === 'POST' && key !== null) headers['idempotency-key'] = key ?? randomUUID();
    const url =
      path.startsWith('/readyz') || path.startsWith('/healthz') || path.startsWith('/api') ? path : `/api/v1${path}`;
    const response = await fetch(this.base + url, {
      method,
      headers: { ...headers, ...options.headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, body: isJson && text ? JSON.parse(text) : text };
  }

  get = (path: string, as?: string, headers?: Record<string, string>): Promise<Reply> =>
    this.call('GET', path, { as, headers });
  post = (path: string, as: string, body?: unknown, key?: string | null): Promise<Reply> =>
    this.call('POST', path, { as, body, key });

  /** Somebody who holds one role at one site (people of a client: for that client), and an account. */
  async addPerson(login: string, role: string, siteCode: string, clientCode?: string): Promise<string> {
    const id = newId();
    const siteId = seedId('site', siteCode);
    await this.db.query(
      `insert into person (id, site_id, code, family_name, given_name, family_kana, given_kana, municipality, journey)
       values ($1, $2, $3, '試験', $3, 'シケン', $3, '塩尻市', 'active')`,
      [id, siteId, login],
    );
    await this.db.query(
      `insert into account (id, site_id, person_id, login, password_hash) values ($1, $2, $3, $4, '-')`,
      [newId(), siteId, id, login],
    );
    await this.db.query(
      'insert into role_grant (id, site_id, person_id, role, client_id) values ($1, $2, $3, $4, $5)',
      [newId(), siteId, id, role, clientCode === undefined ? null : seedId('client', clientCode)],
    );
    this.extras.set(login, id);
    return id;
  }

  /** An engagement straight into the tables, for tests of who may do what. */
  async insertEngagement(seed: EngagementSeed): Promise<string> {
    const id = newId();
    const siteId = seedId('site', seed.siteCode);
    await this.db.query(
      `insert into engagement (id, site_id, key, client_id, title, category, stage, stage_since, owner_id, step_version)
       values ($1,$2,$3,$4,$5,'digital_data',$6, now(), $7, 1)`,
      [
        id,
        siteId,
        seed.key,
        seedId('client', seed.clientCode),
        `Order ${seed.key}`,
        seed.stage ?? 'inquiry',
        this.personId('manager01'),
      ],
    );
    for (const { login, role } of seed.members ?? []) await this.addMember(id, siteId, login, role);
    return id;
  }

  async addMember(engagementId: string, siteId: string, login: string, role: string): Promise<void> {
    await this.db.query(
      `insert into engagement_member (id, site_id, engagement_id, person_id, role, purpose) values ($1,$2,$3,$4,$5,'team')`,
      [newId(), siteId, engagementId, this.personId(login), role],
    );
  }

  /** An open human task of an engagement that no workflow knows. */
  async insertTask(
    engagementId: string,
    id: string,
    kind: string,
    role: string,
    excluding: string[] = [],
  ): Promise<void> {
    await this.db.query(
      `insert into human_task (id, site_id, engagement_id, workflow_id, kind, role, waits_for, status, excluding, since, due_at)
       select $2, site_id, id, 'engagement:' || key, $3, $4, case when $4 = 'client' then 'client' else 'kado' end, 'open', $5,
              now(), now() + interval '1 day' from engagement where id = $1`,
      [engagementId, id, kind, role, excluding.map((login) => this.personId(login))],
    );
  }
}
