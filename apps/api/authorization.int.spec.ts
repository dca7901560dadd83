import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type OperationId, policyOf, ROLE_SCOPES, scopeOfRole } from '@kado/auth/policy';
import { ROLES, type Role } from '@kado/domain/roles';
import { ApiRig, type Reply } from './test/rig';
import { type Schema, sample } from './test/sample';
import { buildWorld, loginOf, type Rows, TARGETS, type Target } from './test/world';

jest.setTimeout(300_000);

interface Described {
  path: string;
  method: string;
  operation: OperationId;
  isMultipart: boolean;
  body: unknown;
  query: string;
}

type Verdict = '401' | '403' | '404' | 'let through';

/** Every operation as the committed description has it, with the least body that the description admits. */
function described(): Described[] {
  const document = JSON.parse(readFileSync(join(__dirname, 'openapi.json'), 'utf8'));
  const components = document.components.schemas as Record<string, Schema>;
  return Object.entries(document.paths as Record<string, Record<string, DescribedOperation>>).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => {
      const content = operation.requestBody?.content ?? {};
      const json = content['application/json']?.schema;
      const query = (operation.parameters ?? []).filter((p) => p.in === 'query' && p.required);
      return {
        path,
        method: method.toUpperCase(),
        operation: operation.operationId,
        isMultipart: content['multipart/form-data'] !== undefined,
        body: json && sample(json, components),
        query: query.map((p) => `${p.name}=${encodeURIComponent(String(sample(p.schema, components)))}`).join('&'),
      };
    }),
  );
}

interface DescribedOperation {
  operationId: OperationId;
  parameters?: { name: string; in: string; required?: boolean; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
}

/** Sign-ins answer 401 for their own reason, and a stream does not end: each has a spec of its own. */
const ELSEWHERE: OperationId[] = ['auth.token', 'auth.startSession', 'events.stream'];
const OPERATIONS = described().filter(({ operation }) => !ELSEWHERE.includes(operation));
/** Paths that name something of one engagement. */
const isScoped = (path: string): boolean =>
  /\{id\}/.test(path) && !/\/(offers|operations|people|absences|notices)\//.test(path);

function isInScope(role: Role, target: Target): boolean {
  return ROLE_SCOPES[role] === 'site' ? target !== 'otherSite' : target === 'own';
}

/** What the policy table says of a cell. */
function expected({ operation, path }: Described, role: Role, target: Target): Verdict {
  const row = policyOf(operation);
  if (typeof row === 'string') return 'let through';
  const scope = scopeOfRole(operation, role);
  if (scope === undefined) return '403';
  if (!isScoped(path)) return 'let through';
  return isInScope(role, target) ? 'let through' : '404';
}

/** Each paper is recorded by the role whose step stands on it: a narrower right than the table's. */
const EVIDENCE_OF: Partial<Record<Role, object>> = {
  manager: { kind: 'invoice' },
  coordinator: { kind: 'pay_schedule' },
  director: { kind: 'data_return' },
  leader: { kind: 'time_approval' },
};

/** Bodies that a rule across fields asks for, which the description cannot say. */
const BODY_OF: Partial<Record<OperationId, object>> = {
  'changes.request': { reason: 'x', wished: { volume: 1 } },
};

const NOT_FOUND = /^(engagement|lot|work_item|human_task|file)_not_found$/;

/** Domain refusals (stage, gates, fields) come after the question who may ask, so they count as let through. */
function verdict({ status, body }: Reply): Verdict {
  if (status === 401) return '401';
  if (status === 403 && body?.code === 'forbidden') return '403';
  return status === 404 && NOT_FOUND.test(body?.code ?? '') ? '404' : 'let through';
}

describe('who may do what', () => {
  let api: ApiRig;
  let world: Record<Target, Rows>;
  beforeAll(async () => {
    api = await ApiRig.start();
    world = await buildWorld(api);
  });
  afterAll(() => api.stop());

  const pathFor = ({ path, operation, query }: Described, rows: Rows, role: Role): string => {
    const id = (): string => {
      if (path.includes('/lots/')) return rows.lot;
      if (path.includes('/files/')) return rows.file;
      if (path.includes('/human-tasks/')) return rows.tasks.get(role) ?? (rows.tasks.get('manager') as string);
      if (/\/work-items\/\{id\}/.test(path))
        return (scopeOfRole(operation, role) === 'own' ? rows.ownItems.get(role) : undefined) ?? rows.item;
      return Math.random() < 0.5 ? rows.engagement.id : rows.engagement.key;
    };
    const filled = path
      .replace('{id}', id)
      .replace(/\{\w+\}/g, '1')
      .replace('/api/v1', '');
    return query ? `${filled}?${query}` : filled;
  };

  const send = (cell: Described, rows: Rows, role: Role, as?: string): Promise<Reply> => {
    const headers = cell.method === 'PATCH' ? { 'if-match': '"none"' } : undefined;
    const least = BODY_OF[cell.operation] ?? cell.body;
    const body = cell.operation === 'evidence.record' ? { ...(least as object), ...EVIDENCE_OF[role] } : least;
    if (!cell.isMultipart) return api.call(cell.method, pathFor(cell, rows, role), { as, body, headers });
    return sendForm(api, pathFor(cell, rows, role), as);
  };

  describe.each(OPERATIONS.map((cell) => [cell.operation, cell] as const))('%s', (_, cell) => {
    it('asks for a sign-in unless it is public', async () => {
      const answer = await send(cell, world.own, 'manager');
      expect(verdict(answer) === '401').toBe(policyOf(cell.operation) !== 'public');
    });

    it.each(ROLES.map((role) => [role]))(
      '%s: own engagement, another of the site, one of another site',
      async (role) => {
        const answers = await Promise.all(TARGETS.map((target) => send(cell, world[target], role, loginOf(role))));
        expect(answers.map(verdict)).toEqual(TARGETS.map((target) => expected(cell, role, target)));
        expect(answers.filter(({ status }) => status >= 500 && status !== 503)).toEqual([]);
      },
    );
  });

  it('shows in lists what lies in scope and nothing else', async () => {
    for (const role of ROLES) {
      if (scopeOfRole('engagements.list', role) === undefined) continue;
      const { body } = await api.get('/engagements?limit=200', loginOf(role));
      const keys = body.items.map(({ key }: { key: string }) => key).sort();
      expect([role, keys]).toEqual([
        role,
        TARGETS.filter((t) => isInScope(role, t))
          .map((t) => world[t].engagement.key)
          .sort(),
      ]);
    }
    for (const role of ROLES) {
      if (scopeOfRole('humanTasks.list', role) === undefined) continue;
      const { body } = await api.get('/human-tasks?limit=200', loginOf(role));
      const keys = new Set(body.items.map(({ engagement }: { engagement: { key: string } }) => engagement.key));
      expect([role, [...keys].sort()]).toEqual([
        role,
        TARGETS.filter((t) => isInScope(role, t))
          .map((t) => world[t].engagement.key)
          .sort(),
      ]);
      if (role === 'client') expect(body.items.every((task: { role: string }) => task.role === 'client')).toBe(true);
    }
  });

  it('shows people and clients of own sites only', async () => {
    const { body } = await api.get('/clients?limit=200', loginOf('manager'));
    expect(body.items.map(({ code }: { code: string }) => code)).not.toContain('Z-001');
    const people = await api.get('/people?limit=200&role=partner', loginOf('coordinator'));
    expect(people.body.items.map(({ name }: { name: string }) => name)).toEqual(['試験 matrix-partner']);
  });

  it('keeps the items, offers and operations of one person from another', async () => {
    const items = world.own.ownItems;
    const foreign = `/work-items/${items.get('leader')}/submit`;
    const cell = OPERATIONS.find(({ operation }) => operation === 'items.submit') as Described;
    expect(verdict(await api.post(foreign, loginOf('teleworker'), cell.body))).toBe('403');
    const { rows } = await api.db.query(
      `insert into offer (id, site_id, engagement_id, person_id, role, purpose, hours_per_week, hourly_yen, expires_at, offered_by)
       select gen_random_uuid(), e.site_id, e.id, $2, 'teleworker', 'team', 5, 1200, now() + interval '1 day', $3 from engagement e where e.id = $1 returning id`,
      [world.sameSite.engagement.id, api.personId(loginOf('pro')), api.personId(loginOf('coordinator'))],
    );
    for (const login of [loginOf('teleworker'), loginOf('coordinator'), loginOf('client')])
      expect((await api.post(`/offers/${rows[0].id}/accept`, login, {})).status).toBe(404);
    expect((await api.get('/offers', loginOf('teleworker'))).body.items).toEqual([]);
    expect((await api.get('/offers', loginOf('pro'))).body.items).toHaveLength(1);
  });
});

async function sendForm(api: ApiRig, path: string, as?: string): Promise<Reply> {
  const form = new FormData();
  form.set('purpose', 'production');
  form.set('manifest', new Blob(['external_id,image\n1,1.png\n']), 'manifest.csv');
  form.set('archive', new Blob(['PK']), 'images.zip');
  const response = await fetch(`${api.base}/api/v1${path}`, {
    method: 'POST',
    body: form,
    headers: {
      'idempotency-key': crypto.randomUUID(),
      ...(as !== undefined && { authorization: `Bearer ${await api.token(as)}` }),
    },
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}
