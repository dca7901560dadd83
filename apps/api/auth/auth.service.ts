import { verifyNobody, verifyPassword } from '@kado/auth/passwords';
import type { OperationId } from '@kado/auth/policy';
import { type SessionClaims, TOKEN_SECONDS, Tokens } from '@kado/auth/tokens';
import type { TokenAnswer } from '@kado/contracts/schemas/auth';
import { Database, SYSTEM, type Tx } from '@kado/persistence/database';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { Actor } from '../common/actor';
import { loadActor } from '../common/actor-loader';
import { Problem } from '../common/problem';

const MAX_FAILURES = 10;
const LOCK_MINUTES = 5;

interface AuditedAccount {
  id: string;
  site_id: string;
  person_id: string;
}

interface AccountRow extends AuditedAccount {
  password_hash: string;
  disabled: boolean;
  locked: boolean;
}

@Injectable()
export class AuthService {
  constructor(
    private readonly database: Database,
    private readonly tokens: Tokens,
  ) {}

  async signIn(login: string, password: string): Promise<z.output<typeof TokenAnswer>> {
    const actor = await this.prove(login, password, 'auth.token');
    return {
      accessToken: await this.tokens.sign({ personId: actor.personId }),
      tokenType: 'Bearer',
      expiresIn: TOKEN_SECONDS,
      person: { id: actor.personId, name: actor.name, roles: actor.roles },
    };
  }

  /** A session of a browser: who it is, and what its cookie holds. */
  async startSession(login: string, password: string): Promise<{ actor: Actor; token: string }> {
    const actor = await this.prove(login, password, 'auth.startSession');
    return { actor, token: await this.tokens.signSession({ personId: actor.personId }) };
  }

  /** The session that a cookie held, ended; undefined where it held none that was alive. */
  async endSession(token: string | undefined): Promise<SessionClaims | undefined> {
    const session = token === undefined ? undefined : await this.tokens.verifySession(token);
    if (session)
      await this.database.transaction(SYSTEM, async (tx) => {
        const account = await tx.one<AuditedAccount>(
          'select id, site_id, person_id from account where person_id = $1',
          [session.personId],
        );
        if (account) await audit(tx, account, 'auth.endSession');
      });
    return session;
  }

  /** One answer for every failure: unknown, disabled, locked and wrong cannot be told apart, neither by words nor by time. */
  private async prove(login: string, password: string, operation: OperationId): Promise<Actor> {
    const account = await this.database.transaction(SYSTEM, (tx) =>
      tx.one<AccountRow>(
        `select id, site_id, person_id, password_hash, disabled_at is not null as disabled,
                coalesce(locked_until > now(), false) as locked from account where login = $1`,
        [login],
      ),
    );
    // Hashing holds no connection: a hundred wrong passwords a second must not starve the pool.
    const isRight = account ? await verifyPassword(account.password_hash, password) : await verifyNobody(password);
    if (!account || account.disabled || account.locked || !isRight) {
      if (account && !account.locked && !isRight) await this.countFailure(account);
      throw new Problem(401, 'login_failed', { headers: { 'WWW-Authenticate': 'Bearer' } });
    }
    await this.recordSuccess(account, operation);
    const actor = await loadActor(this.database, account.person_id);
    if (!actor) throw new Problem(401, 'login_failed');
    return actor;
  }

  private countFailure(account: AccountRow): Promise<void> {
    return this.database.transaction(SYSTEM, async (tx) => {
      const row = await tx.one<{ locked: boolean }>(
        `update account set
                failed_attempts = case when failed_attempts + 1 >= $2 then 0 else failed_attempts + 1 end,
                locked_until = case when failed_attempts + 1 >= $2 then now() + make_interval(mins => $3) end
          where id = $1 returning locked_until is not null as locked`,
        [account.id, MAX_FAILURES, LOCK_MINUTES],
      );
      await audit(tx, account, 'auth.fail', { locked: row?.locked ?? false });
    });
  }

  private recordSuccess(account: AccountRow, operation: OperationId): Promise<void> {
    return this.database.transaction(SYSTEM, async (tx) => {
      await tx.rows(
        'update account set failed_attempts = 0, locked_until = null where id = $1 and (failed_attempts > 0 or locked_until is not null)',
        [account.id],
      );
      await audit(tx, account, operation);
    });
  }
}

function audit(tx: Tx, account: AuditedAccount, operation: string, after?: unknown): Promise<void> {
  return tx.audit({
    siteId: account.site_id,
    actorId: account.person_id,
    via: 'api',
    operation,
    entity: 'account',
    entityId: account.id,
    after,
  });
}
