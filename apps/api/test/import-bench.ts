import { randomUUID } from 'node:crypto';
import { zipSync } from 'fflate';
import { ApiRig, type Reply } from './rig';

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
export const picture = (n: number) => Buffer.concat([PNG, Buffer.from(`picture ${n}`)]);

export interface Upload {
  manifest?: string | Buffer;
  archive?: Record<string, Buffer> | Buffer;
  gold?: string;
  purpose?: string;
  passes?: string;
  encoding?: string;
}

export interface SendOptions {
  as?: string;
  query?: string;
  key?: string | null;
  prefer?: string;
}

export const good = (n: number, more: Partial<Upload> = {}): Upload => ({
  purpose: 'production',
  manifest: `external_id,image\n${Array.from({ length: n }, (_, i) => `d-${i},images/${i}.png`).join('\n')}\n`,
  archive: Object.fromEntries(Array.from({ length: n }, (_, i) => [`images/${i}.png`, picture(i)])),
  ...more,
});

export const faults = (reply: Reply): string[] =>
  reply.body.errors.map((e: { pointer: string; row?: number; column?: string; code: string }) =>
    `${e.pointer} ${e.row ?? ''} ${e.column ?? ''} ${e.code}`.replace(/ +/g, ' '),
  );

/** The API with engagements into which something can be imported. */
export class ImportBench {
  private made = 0;

  private constructor(readonly rig: ApiRig) {}

  static async start(): Promise<ImportBench> {
    return new ImportBench(await ApiRig.start());
  }

  stop(): Promise<void> {
    return this.rig.stop();
  }

  async engagement(stage: string): Promise<{ id: string; key: string; lots: string[] }> {
    this.made += 1;
    const key = `KADO-2026-${8000 + this.made}`;
    const members = [
      { login: 'director01', role: 'director' },
      { login: 'worker01', role: 'teleworker' },
    ];
    const seed = { key, clientCode: 'C-001', siteCode: 'SHIOJIRI', stage, members };
    return { id: await this.rig.insertEngagement(seed), key, lots: [] };
  }

  async send(key: string, upload: Upload, options: SendOptions = {}): Promise<Reply> {
    const form = new FormData();
    for (const field of ['purpose', 'passes', 'encoding'] as const)
      if (upload[field] !== undefined) form.set(field, upload[field]);
    for (const table of ['manifest', 'gold'] as const) {
      const content = upload[table];
      if (content !== undefined)
        form.set(table, new Blob([typeof content === 'string' ? content : new Uint8Array(content)]), `${table}.csv`);
    }
    if (upload.archive) {
      const bytes = Buffer.isBuffer(upload.archive) ? upload.archive : zipSync(upload.archive, { level: 0 });
      form.set('archive', new Blob([new Uint8Array(bytes)]), 'images.zip');
    }
    const headers: Record<string, string> = {
      authorization: `Bearer ${await this.rig.token(options.as ?? 'director01')}`,
      'accept-language': 'en',
      ...(options.prefer && { prefer: options.prefer }),
    };
    if (options.key !== null) headers['idempotency-key'] = options.key ?? randomUUID();
    const url = `${this.rig.base}/api/v1/engagements/${key}/imports${options.query ?? ''}`;
    const response = await fetch(url, { method: 'POST', headers, body: form });
    return { status: response.status, headers: response.headers, body: await response.json() };
  }

  async count(engagementId: string, table = 'work_item'): Promise<number> {
    const sql = `select count(*)::int as n from ${table} where engagement_id = $1`;
    return (await this.rig.db.query(sql, [engagementId])).rows[0].n;
  }
}
