import { createHash } from 'node:crypto';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Actor, KadoRequest } from './actor';
import { OPERATION } from './operation.decorator';
import { Problem } from './problem';

export interface CommandRequest {
  actor: Actor;
  /** operationId and path parameters: the same key on another route is another command. */
  route: string;
  key: string;
  /** As sent; services may put the validated body in its place, the hash stays that of what was sent. */
  body: unknown;
  hash: string;
  /** Site under which the command row is kept; the actor's home site unless a service knows better. */
  siteId: string;
  traceId: string;
}

/** The idempotent write a POST asks for: 400 without a usable Idempotency-Key. */
export const Command = createParamDecorator((_: unknown, context: ExecutionContext): CommandRequest => {
  const request = context.switchToHttp().getRequest<KadoRequest>();
  const { actor } = request;
  if (!actor) throw new TypeError('Command is used on a public route');
  const operation = Reflect.getMetadata(OPERATION, context.getHandler()) as string;
  const body = sentBody(request);
  return {
    actor,
    route: [operation, ...Object.values(request.params).map(String)].join(' '),
    key: keyOf(request.headers['idempotency-key']),
    body,
    hash: createHash('sha256').update(canonical(body)).update(JSON.stringify(request.query)).digest('hex'),
    siteId: actor.homeSiteId,
    traceId: request.traceId,
  };
});

function keyOf(header: string | string[] | undefined): string {
  const value = (Array.isArray(header) ? header[0] : header)?.trim();
  if (!value) throw new Problem(400, 'idempotency_key_missing');
  // The draft standard sends a quoted string; clients send it bare as often.
  const key = /^".*"$/.test(value) ? value.slice(1, -1) : value;
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) throw new Problem(400, 'idempotency_key_invalid');
  return key;
}

interface UploadedFile {
  fieldname: string;
  buffer?: Buffer;
}

/** Files take part by their hash: a command row keeps no bytes. */
function sentBody(request: KadoRequest): unknown {
  const { files } = request as { files?: UploadedFile[] | Record<string, UploadedFile[]> };
  const list = Array.isArray(files) ? files : Object.values(files ?? {}).flat();
  if (list.length === 0) return request.body ?? null;
  const hashes = list.map(({ fieldname, buffer }) => [
    fieldname,
    createHash('sha256')
      .update(buffer ?? '')
      .digest('hex'),
  ]);
  return { ...(request.body as object), files: Object.fromEntries(hashes) };
}

/** The same JSON value in the same bytes, whatever the order of its members. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`);
  return `{${members.join(',')}}`;
}
