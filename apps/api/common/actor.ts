import type { Role } from '@kado/domain/roles';
import type { Scope } from '@kado/persistence/database';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';

export interface Grant {
  role: Role;
  siteId: string;
  /** Set for people of a client only. */
  clientId: string | null;
}

/** Who asks, as the database says at this request. */
export interface Actor {
  personId: string;
  login: string;
  name: string;
  /** Site of the person's own account; commands that belong to no engagement are kept there. */
  homeSiteId: string;
  /** Sites of the grants. */
  siteIds: string[];
  grants: Grant[];
  /** Every role held anywhere, by grant or by membership in an engagement. */
  roles: Role[];
  locale: 'ja' | 'en';
  /** For `Database.transaction`: sites of the grants, of memberships, of offers, and the home site. */
  scope: Scope;
}

/** What a request was let in by, and until when. */
export interface Credential {
  personId: string;
  expiresAt: Date;
  /** Of a cookie's session; a bearer token has none. */
  sessionId?: string;
}

export interface KadoRequest extends Request {
  actor?: Actor;
  credential?: Credential;
  traceId: string;
}

/** The signed-in person. Not for public routes. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<KadoRequest>();
  if (!actor) throw new TypeError('CurrentActor is used on a public route');
  return actor;
});
