import { PassThrough } from 'node:stream';
import { Database } from '@kado/persistence/database';
import { seedId } from '@kado/persistence/seeds/ids';
import { loadActor } from '../common/actor-loader';
import { ApiRig } from '../test/rig';
import { EventStream } from './event-stream';
import { Reader } from './reader';

jest.setTimeout(60_000);

describe('who listens for long', () => {
  let api: ApiRig;
  let database: Database;
  let id: string;
  /** One that asks each time what it may see. */
  const listen = async (login: string) => {
    const actor = await loadActor(database, api.personId(login));
    if (!actor) throw new TypeError(`no account ${login}`);
    const out = new PassThrough();
    const stream = new EventStream(out, { personId: actor.personId, expiresAt: new Date(Date.now() + 60_000) });
    const reader = new Reader(database, actor, 0);
    reader.add(stream, actor);
    const heard = async (): Promise<string> => {
      reader.note([id]);
      await reader.tell(1);
      return String(out.read() ?? '');
    };
    return { reader, stream, heard };
  };

  beforeAll(async () => {
    api = await ApiRig.start();
    database = api.app.get(Database);
    id = await api.insertEngagement({ key: 'KADO-2026-0001', clientCode: 'C-001', siteCode: 'SHIOJIRI' });
  });
  afterAll(() => api.stop());

  it('hears of an engagement from when they join it until they leave it', async () => {
    const { heard, stream } = await listen('director01');
    expect(await heard()).toBe('');
    await api.addMember(id, seedId('site', 'SHIOJIRI'), 'director01', 'director');
    expect(await heard()).toContain('KADO-2026-0001');
    await api.db.query('update engagement_member set until = now() where engagement_id = $1', [id]);
    expect(await heard()).toBe('');
    stream.end('shutdown');
  });

  it('hears nothing any more once their account is closed', async () => {
    const { heard, stream, reader } = await listen('manager02');
    expect(await heard()).toContain('KADO-2026-0001');
    await api.db.query(`update account set disabled_at = now() where login = 'manager02'`);
    expect(await heard()).toBe('event: end\ndata: {"reason":"session_ended"}\n\n');
    expect([stream.isEnded, reader.isGone]).toEqual([true, true]);
  });

  it('of too much at once is told to begin anew', async () => {
    const { reader, heard, stream } = await listen('manager01');
    reader.note(Array.from({ length: 1_001 }, (_, n) => `none-${n}`));
    expect(await heard()).toContain('event: reset\nid: 1\n');
    expect(await heard()).toContain('event: changed\nid: 1\n');
    stream.end('shutdown');
  });
});
