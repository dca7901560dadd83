import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OPERATIONS, policyOf } from '@kado/auth/policy';
import type { OpenAPIObject } from '@nestjs/swagger';
import { describeApi } from './openapi';

jest.setTimeout(60_000);

interface Documented {
  operationId: string;
  security?: unknown[];
  parameters?: { name: string; in: string; required?: boolean }[];
  responses: Record<string, unknown>;
}

describe('the description of the API', () => {
  let text: string;
  let document: OpenAPIObject;
  const operations = () =>
    Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => ({ path, method, operation: operation as Documented })),
    );

  beforeAll(async () => {
    text = await describeApi();
    document = JSON.parse(text) as OpenAPIObject;
  });

  it('is the one that is committed (npm run openapi -- --write)', () => {
    expect(text).toBe(readFileSync(join(__dirname, 'openapi.json'), 'utf8'));
  });

  it('has a route for every row of the policy table and a row for every route', () => {
    const described = operations().map(({ operation }) => operation.operationId);
    expect([...described].sort()).toEqual([...OPERATIONS].sort());
  });

  it('is OpenAPI 3.1 with bearer auth wherever the policy asks for a sign-in', () => {
    expect(document.openapi).toBe('3.1.0');
    for (const { operation } of operations()) {
      const isPublic = policyOf(operation.operationId as never) === 'public';
      expect([operation.operationId, (operation.security ?? []).length > 0]).toEqual([
        operation.operationId,
        !isPublic,
      ]);
    }
  });

  it('asks for Idempotency-Key on every POST but the sign-in, and for If-Match on every PATCH', () => {
    for (const { method, operation } of operations()) {
      const headers = (operation.parameters ?? []).filter((p) => p.in === 'header' && p.required).map((p) => p.name);
      const wanted =
        method === 'post' && policyOf(operation.operationId as never) !== 'public'
          ? ['Idempotency-Key']
          : method === 'patch'
            ? ['If-Match']
            : [];
      expect([operation.operationId, headers]).toEqual([operation.operationId, wanted]);
    }
  });

  it('says how problems look, and describes a success for every operation', () => {
    for (const { operation } of operations()) {
      expect(operation.responses.default).toBeDefined();
      expect([
        operation.operationId,
        Object.keys(operation.responses).some((status) => status.startsWith('2')),
      ]).toEqual([operation.operationId, true]);
    }
  });

  it('refers only to schemas it has', () => {
    const known = new Set(Object.keys(document.components?.schemas ?? {}));
    const used = [...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map((match) => match[1] as string);
    expect(used.filter((name) => !known.has(name))).toEqual([]);
    expect(text).not.toContain('#/$defs/');
    const empty = Object.entries(document.components?.schemas ?? {}).filter(([, schema]) => '$ref' in schema);
    expect(empty).toEqual([]);
  });
});
