import { Database, newId, type Tx } from '@kado/persistence/database';
import { Injectable } from '@nestjs/common';
import { Answer } from './answer';
import type { CommandRequest } from './command';
import { Problem } from './problem';

/**
 * How long a key stays taken by a request that was never answered, its process having died. The engine is given 16 seconds
 * at most, so nobody alive holds it longer; and should one, the same request sent twice is one command to the engine.
 */
const IN_FLIGHT_SECONDS = 20;

export interface WriteResult {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
}

/**
 * The command row as `begin` found or made it. Its id stands for (actor, route, key) one to one, and is the Update id under
 * which the engine knows the request. A row taken over after its lock ran out brings what was bound before.
 */
export interface BegunCommand {
  id: string;
  engagementId: string | null;
  engagementKey: string | null;
  /** The same request was begun before and had no answer. */
  isRepeated: boolean;
}

interface CommandRow extends Omit<BegunCommand, 'isRepeated'> {
  request_hash: string;
  state: 'in_flight' | 'done';
  locked: boolean;
  retry_after: number;
  response_status: number;
  response_body: unknown;
  response_headers: Record<string, string> | null;
}

/** Idempotent writes: (actor, route, key) is bound to one request and, once it succeeded, to one answer. */
@Injectable()
export class CommandsService {
  constructor(private readonly database: Database) {}

  /**
   * A write that stays in PostgreSQL: the claim of the key, the work and the stored answer are one transaction. A second
   * request with the same key waits for the first; what throws leaves nothing, so the key can be used again.
   */
  write(request: CommandRequest, work: (tx: Tx, commandId: string) => Promise<WriteResult>): Promise<Answer> {
    return this.database.transaction(request.actor.scope, async (tx) => {
      const claim = await this.claim(tx, request);
      if (claim instanceof Answer) return claim;
      const result = await work(tx, claim.id);
      await store(tx, claim.id, result);
      return new Answer(result.status, result.body, result.headers);
    });
  }

  /**
   * Transaction 1 of a write that goes through the workflow engine: claims the key for a while and does `prepare` (authorize,
   * bind). Then call the engine outside of any transaction, and end with `finish` or `abandon`.
   */
  begin<T>(
    request: CommandRequest,
    prepare: (tx: Tx, command: BegunCommand) => Promise<T>,
  ): Promise<{ replay: Answer } | { replay?: undefined; command: BegunCommand; prepared: T }> {
    return this.database.transaction(request.actor.scope, async (tx) => {
      const claim = await this.claim(tx, request);
      if (claim instanceof Answer) return { replay: claim };
      return { command: claim, prepared: await prepare(tx, claim) };
    });
  }

  /** Transaction 2: stores the answer of the key; `answer` may be made in it. */
  finish(
    request: CommandRequest,
    command: BegunCommand,
    answer: WriteResult | ((tx: Tx) => Promise<WriteResult>),
  ): Promise<Answer> {
    return this.database.transaction(request.actor.scope, async (tx) => {
      const result = typeof answer === 'function' ? await answer(tx) : answer;
      await store(tx, command.id, result);
      return new Answer(result.status, result.body, result.headers);
    });
  }

  /** A look at the database within a command, after the engine has answered. */
  read<T>(request: CommandRequest, look: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.transaction(request.actor.scope, look);
  }

  /** Gives the key free without an answer: the engine was away. The same request goes on where this one stopped. */
  async abandon(request: CommandRequest, command: BegunCommand): Promise<void> {
    await this.database.transaction(request.actor.scope, (tx) =>
      tx.rows(`update command set locked_until = now() where id = $1 and state = 'in_flight'`, [command.id]),
    );
  }

  /**
   * Gives the key free after a refusal: what was missing can be done and the same request sent again, as a new command.
   * The engine remembers refused Updates by their id, so the old row cannot be used any more. `undo` takes back what the
   * refused command had written.
   */
  async forget(request: CommandRequest, command: BegunCommand, undo?: (tx: Tx) => Promise<void>): Promise<void> {
    await this.database.transaction(request.actor.scope, async (tx) => {
      await tx.rows(
        `update command set idempotency_key = idempotency_key || ' ' || id where id = $1 and state = 'in_flight'`,
        [command.id],
      );
      await undo?.(tx);
    });
  }

  private async claim(tx: Tx, request: CommandRequest): Promise<BegunCommand | Answer> {
    const { actor, route, key, body, hash, siteId } = request;
    const fresh = await tx.one<BegunCommand>(
      `insert into command (id, site_id, actor_id, route, idempotency_key, request_hash, body, state, locked_until)
       values ($1,$2,$3,$4,$5,$6,$7,'in_flight', now() + make_interval(secs => $8))
       on conflict (actor_id, route, idempotency_key) do nothing
       returning id, engagement_id as "engagementId", engagement_key as "engagementKey", false as "isRepeated"`,
      [newId(), siteId, actor.personId, route, key, hash, JSON.stringify(body ?? null), IN_FLIGHT_SECONDS],
    );
    if (fresh) return fresh;
    const known = await tx.one<CommandRow>(
      `select id, engagement_id as "engagementId", engagement_key as "engagementKey", request_hash, state,
              locked_until > now() as locked, ceil(extract(epoch from locked_until - now()))::int as retry_after,
              response_status, response_body, response_headers
         from command where actor_id = $1 and route = $2 and idempotency_key = $3 for update`,
      [actor.personId, route, key],
    );
    if (!known) throw new Problem(409, 'idempotency_key_in_flight');
    return this.reuse(tx, known, hash);
  }

  private async reuse(tx: Tx, known: CommandRow, hash: string): Promise<BegunCommand | Answer> {
    if (known.request_hash !== hash) throw new Problem(422, 'idempotency_key_reused');
    if (known.state === 'done')
      return new Answer(known.response_status, known.response_body, {
        ...known.response_headers,
        'Idempotency-Replayed': 'true',
      });
    if (known.locked)
      throw new Problem(409, 'idempotency_key_in_flight', { headers: { 'Retry-After': String(known.retry_after) } });
    await tx.rows('update command set locked_until = now() + make_interval(secs => $2) where id = $1', [
      known.id,
      IN_FLIGHT_SECONDS,
    ]);
    return { id: known.id, engagementId: known.engagementId, engagementKey: known.engagementKey, isRepeated: true };
  }
}

async function store(tx: Tx, commandId: string, { status, body, headers }: WriteResult): Promise<void> {
  await tx.rows(
    `update command set state = 'done', response_status = $2, response_body = $3, response_headers = $4 where id = $1`,
    [commandId, status, JSON.stringify(body ?? null), JSON.stringify(headers ?? {})],
  );
}
