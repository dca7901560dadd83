import { type OperationId, policyOf } from '@kado/auth/policy';
import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';

import { z } from 'zod';

type SchemaObject = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string];

interface DocumentedOperation {
  operationId?: OperationId;
  parameters?: unknown[];
  responses: Record<string, unknown>;
  description?: string;
  [extension: `x-${string}`]: unknown;
}

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description: 'Any unique text of your own. The same key with the same body gives the stored answer again.',
  schema: { type: 'string', minLength: 1, maxLength: 200 },
};
const IF_MATCH = {
  name: 'If-Match',
  in: 'header',
  required: true,
  description: 'The ETag of the version you change.',
  schema: { type: 'string' },
};
const ACCEPT_LANGUAGE = {
  name: 'Accept-Language',
  in: 'header',
  required: false,
  description: 'Language of problem texts: ja (default) or en.',
  schema: { type: 'string' },
};
const PROBLEM = {
  description: 'A problem (RFC 9457).',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

const ProblemSchema = z
  .looseObject({
    type: z.string().describe('urn:kado:problem:<code>'),
    title: z.string(),
    status: z.number(),
    detail: z.string().optional(),
    instance: z.string(),
    traceId: z.string(),
    code: z.string(),
    errors: z.array(z.looseObject({ pointer: z.string(), code: z.string(), detail: z.string() })).optional(),
  })
  .meta({ id: 'Problem' });

export function buildDocument(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('KADO API')
    .setDescription('Engagements of the KADO telework programme: 案件の引合いから完了まで。')
    .setVersion('1')
    .addBearerAuth({
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'JWT',
      description: 'From POST /api/v1/auth/token.',
    })
    .addCookieAuth('kado_session', {
      type: 'apiKey',
      in: 'cookie',
      description: 'From POST /api/v1/auth/session. Writes must come from a page of the same origin.',
    })
    .build();
  const document = SwaggerModule.createDocument(app, config, { standardSchemaConverter: convert });
  const problem = convert(ProblemSchema, { schemaType: 'output' })?.components;
  document.components = {
    ...document.components,
    schemas: sorted({ ...document.components?.schemas, ...(problem as Record<string, SchemaObject>) }),
  };
  for (const item of Object.values(document.paths)) {
    for (const [method, value] of Object.entries(item)) complete(method, value as DocumentedOperation);
  }
  document.paths = sorted(document.paths);
  // Whatever is undefined disappears, so that the document equals its own JSON.
  return JSON.parse(JSON.stringify(document)) as OpenAPIObject;
}

function complete(method: string, operation: DocumentedOperation): void {
  const id = operation.operationId;
  if (id === undefined) return;
  const row = policyOf(id);
  const needsKey = method === 'post' && row !== 'public';
  operation.parameters = [
    ...(operation.parameters ?? []),
    ...(needsKey ? [IDEMPOTENCY_KEY] : []),
    ...(method === 'patch' ? [IF_MATCH] : []),
    ACCEPT_LANGUAGE,
  ];
  operation.responses.default = PROBLEM;
  // Who may do it and where, for clients that hide what would be refused.
  operation['x-kado-policy'] = row;
}

/** zod to JSON Schema 2020-12 (OpenAPI 3.1); schemas with `.meta({id})` become components. */
function convert(schema: unknown, { schemaType }: { schemaType: 'input' | 'output' }) {
  if (!(schema instanceof z.ZodType)) return undefined;
  const { $defs, ...root } = z.toJSONSchema(schema, {
    io: schemaType,
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      // zod spells its own checks out: a screen-long pattern of dates, the bounds of a double
      if (jsonSchema.format === 'date' || jsonSchema.format === 'date-time' || jsonSchema.format === 'uuid')
        delete jsonSchema.pattern;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
      delete jsonSchema.id;
    },
  }) as { $defs?: Record<string, object>; $schema?: string };
  delete root.$schema;
  const id = z.globalRegistry.get(schema)?.id;
  if (id === undefined) return { schema: root, components: { ...$defs } };
  // A schema with an id may come as a reference to itself, its content among the definitions.
  return { schema: { $ref: `#/components/schemas/${id}` }, components: { ...$defs, [id]: $defs?.[id] ?? root } };
}

function sorted<T>(record: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** `/api/docs` for people, `/api/openapi.json` for machines. */
export function serveDocs(app: INestApplication): void {
  let document: OpenAPIObject | undefined;
  SwaggerModule.setup('api/docs', app, () => (document ??= buildDocument(app)), {
    jsonDocumentUrl: 'api/openapi.json',
    customSiteTitle: 'KADO API',
  });
}
