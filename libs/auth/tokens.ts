import { randomUUID } from 'node:crypto';
import { type JWTPayload, jwtVerify, SignJWT } from 'jose';

export const TOKEN_SECONDS = 15 * 60;
/** Without a request for so long, a session is over. */
export const SESSION_IDLE_SECONDS = 60 * 60;
/** Signed in for so long, one signs in again whatever happened meanwhile. */
export const SESSION_SECONDS = 12 * 60 * 60;
const ISSUER = 'kado';
/** Two audiences: what a page's cookie holds is no bearer token, and a bearer token no cookie. */
const BEARER = 'kado-api';
const SESSION = 'kado-session';

export interface TokenClaims {
  personId: string;
}

export interface BearerClaims extends TokenClaims {
  expiresAt: Date;
}

export interface SessionClaims extends BearerClaims {
  /** The same through all renewals, so that a sign-out finds what the session has open. */
  sessionId: string;
  signedInAt: Date;
  issuedAt: Date;
}

/** Tokens say who, never what: roles are read from the database at each request. */
export class Tokens {
  private readonly key: Uint8Array;

  constructor(secret: string) {
    this.key = new TextEncoder().encode(secret);
  }

  /** A short bearer token. */
  sign(claims: TokenClaims): Promise<string> {
    return this.issue({}, claims.personId, BEARER, seconds(new Date()), TOKEN_SECONDS);
  }

  /** Undefined for everything that is not a live bearer token of ours. */
  async verify(token: string): Promise<BearerClaims | undefined> {
    const payload = await this.read(token, BEARER, []);
    return payload && { personId: payload.sub as string, expiresAt: dateOf(payload.exp) };
  }

  /** The token of a session's cookie: of a new session, or of one that goes on and keeps its beginning. */
  signSession(
    claims: TokenClaims & Partial<Pick<SessionClaims, 'sessionId' | 'signedInAt'>>,
    now = new Date(),
  ): Promise<string> {
    const { personId, sessionId = randomUUID(), signedInAt = now } = claims;
    const left = seconds(signedInAt) + SESSION_SECONDS - seconds(now);
    const content = { sid: sessionId, auth_time: seconds(signedInAt) };
    return this.issue(content, personId, SESSION, seconds(now), Math.min(SESSION_IDLE_SECONDS, left));
  }

  /** Undefined for everything that is not a live session of ours. */
  async verifySession(token: string): Promise<SessionClaims | undefined> {
    const payload = await this.read(token, SESSION, ['iat', 'sid', 'auth_time']);
    if (!payload || typeof payload.sid !== 'string' || typeof payload.auth_time !== 'number') return undefined;
    // Asked again, though no token of ours outlives it: the limit must not hang on who issued the last one.
    if (payload.auth_time + SESSION_SECONDS <= seconds(new Date())) return undefined;
    return {
      personId: payload.sub as string,
      sessionId: payload.sid,
      signedInAt: dateOf(payload.auth_time),
      issuedAt: dateOf(payload.iat),
      expiresAt: dateOf(payload.exp),
    };
  }

  private issue(content: JWTPayload, personId: string, audience: string, at: number, ttl: number): Promise<string> {
    return new SignJWT(content)
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setSubject(personId)
      .setIssuer(ISSUER)
      .setAudience(audience)
      .setIssuedAt(at)
      .setExpirationTime(at + ttl)
      .sign(this.key);
  }

  private async read(token: string, audience: string, claims: string[]): Promise<JWTPayload | undefined> {
    try {
      const { payload } = await jwtVerify(token, this.key, {
        algorithms: ['HS256'],
        issuer: ISSUER,
        audience,
        requiredClaims: ['sub', 'exp', ...claims],
      });
      return payload.sub ? payload : undefined;
    } catch {
      return undefined;
    }
  }
}

const seconds = (date: Date): number => Math.floor(date.getTime() / 1000);
const dateOf = (unix: number | undefined): Date => new Date((unix ?? 0) * 1000);
