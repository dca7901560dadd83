import { mayAtAll, type OperationId, policyOf } from '@kado/auth/policy';
import { Tokens } from '@kado/auth/tokens';
import { Database } from '@kado/persistence/database';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { Response } from 'express';
import type { Credential, KadoRequest } from './actor';
import { loadActor } from './actor-loader';
import { OPERATION } from './operation.decorator';
import { Problem } from './problem';
import { isSafe, requireSameOrigin } from './same-origin';
import { readSessionCookie, setSessionCookie } from './session-cookie';

/** A younger cookie is left as it is: not every request needs a new one. */
const RENEW_AFTER_MS = 5 * 60_000;
/** A stream that a forgotten page opens again and again is nobody's doing: it must not keep a session alive. */
const UNATTENDED: OperationId = 'events.stream';

/**
 * Who asks, and whether any of their roles has a row for the operation: deny by default. Where they may do it is asked by
 * the service, which knows the row (`AccessService`). A bearer token decides alone where one is sent; else the cookie of a
 * session, which for writes counts only from a page of our own.
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
    const http = context.switchToHttp();
    const request = http.getRequest<KadoRequest>();
    const credential =
      request.headers.authorization === undefined
        ? await this.ofSession(request, http.getResponse<Response>(), operation)
        : await this.ofBearer(request.headers.authorization);
    const actor = credential && (await loadActor(this.database, credential.personId));
    if (!actor) throw new Problem(401, 'unauthenticated', { headers: { 'WWW-Authenticate': 'Bearer' } });
    request.actor = actor;
    request.credential = credential;
    if (!mayAtAll(operation, actor.roles)) throw new Problem(403, 'forbidden');
    return true;
  }

  private async ofBearer(authorization: string): Promise<Credential | undefined> {
    const bearer = /^Bearer ([A-Za-z0-9._-]+)$/i.exec(authorization)?.[1];
    return bearer === undefined ? undefined : this.tokens.verify(bearer);
  }

  private async ofSession(
    request: KadoRequest,
    response: Response,
    operation: OperationId,
  ): Promise<Credential | undefined> {
    const token = readSessionCookie(request);
    const session = token === undefined ? undefined : await this.tokens.verifySession(token);
    if (!session) return undefined;
    if (!isSafe(request)) requireSameOrigin(request);
    // Answers to a browser stay out of its cache, which the next person at the same computer could read; routes of files
    // that never change say otherwise for themselves.
    response.setHeader('Cache-Control', 'no-store');
    if (operation !== UNATTENDED && Date.now() - session.issuedAt.getTime() > RENEW_AFTER_MS)
      setSessionCookie(request, response, await this.tokens.signSession(session));
    return session;
  }
}
