import { mayAtAll, type OperationId, policyOf } from '@kado/auth/policy';
import { Tokens } from '@kado/auth/tokens';
import { Database } from '@kado/persistence/database';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { KadoRequest } from './actor';
import { loadActor } from './actor-loader';
import { OPERATION } from './operation.decorator';
import { Problem } from './problem';

/**
 * Who asks, and whether any of their roles has a row for the operation: deny by default. Where they may do it is asked by
 * the service, which knows the row (`AccessService`).
 */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly database: Database,
    private readonly tokens: Tokens,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const operation = Reflect.getMetadata(OPERATION, context.getHandler()) as OperationId | undefined;
    if (operation === undefined) throw new Problem(403, 'forbidden');
    if (policyOf(operation) === 'public') return true;
    const request = context.switchToHttp().getRequest<KadoRequest>();
    const bearer = /^Bearer ([A-Za-z0-9._-]+)$/i.exec(request.headers.authorization ?? '')?.[1];
    const claims = bearer === undefined ? undefined : await this.tokens.verify(bearer);
    const actor = claims && (await loadActor(this.database, claims.personId));
    if (!actor) throw new Problem(401, 'unauthenticated', { headers: { 'WWW-Authenticate': 'Bearer' } });
    request.actor = actor;
    if (!mayAtAll(operation, actor.roles)) throw new Problem(403, 'forbidden');
    return true;
  }
}
