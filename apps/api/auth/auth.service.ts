import { verifyNobody, verifyPassword } from '@kado/auth/passwords';
import { TOKEN_SECONDS, Tokens } from '@kado/auth/tokens';
import type { TokenAnswer } from '@kado/contracts/schemas/auth';
import { Database, SYSTEM } from '@kado/persistence/database';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { loadActor } from '../common/actor-loader';
import { Problem } from '../common/problem';

const MAX_FAILURES = 10;
const LOCK_MINUTES = 5;

interface AccountRow {
  id: string;
  site_id: string;
  person_id: string;
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

  /** One answer for every failure: unknown, disabled, locked and wrong cannot be told apart, neither by words nor by time. */
  async signIn(login: string, password: string): Promise<z.output<typeof TokenAnswer>> {
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
    await this.recordSuccess(account);
    const actor = await loadActor(this.database, account.person_id);
    if (!actor) throw new Problem(401, 'login_failed');
    return {
      accessToken: await this.tokens.sign({ personId: account.person_id }),
      tokenType: 'Bearer',
      expiresIn: TOKEN_SECONDS,
      person: { id: actor.personId, name: actor.name, roles: actor.roles },
    };
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
      await tx.audit({
        siteId: account.site_id,
        actorId: account.person_id,
        via: 'api',
        operation: 'auth.fail',
        entity: 'account',
        entityId: account.id,
        after: { locked: row?.locked ?? false },
      });
    });
  }

  private recordSuccess(account: AccountRow): Promise<void> {
    return this.database.transaction(SYSTEM, async (tx) => {
      await tx.rows(
        'update account set failed_attempts = 0, locked_until = null where id = $1 and (failed_attempts > 0 or locked_until is not null)',
        [account.id],
      );
      await tx.audit({
        siteId: account.site_id,
        actorId: account.person_id,
        via: 'api',
        operation: 'auth.token',
        entity: 'account',
        entityId: account.id,
      });
    });
  }
}
