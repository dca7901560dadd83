import { jwtVerify, SignJWT } from 'jose';

export const TOKEN_SECONDS = 15 * 60;
const ISSUER = 'kado';
const AUDIENCE = 'kado-api';

export interface TokenClaims {
  personId: string;
}

/** Short bearer tokens. They say who, never what: roles are read from the database at each request. */
export class Tokens {
  private readonly key: Uint8Array;

  constructor(secret: string) {
    this.key = new TextEncoder().encode(secret);
  }

  sign(claims: TokenClaims): Promise<string> {
    return new SignJWT({})
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setSubject(claims.personId)
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setIssuedAt()
      .setExpirationTime(`${TOKEN_SECONDS}s`)
      .sign(this.key);
  }

  /** Undefined for everything that is not a live token of ours. */
  async verify(token: string): Promise<TokenClaims | undefined> {
    try {
      const { payload } = await jwtVerify(token, this.key, {
        algorithms: ['HS256'],
        issuer: ISSUER,
        audience: AUDIENCE,
        requiredClaims: ['sub', 'exp'],
      });
      return payload.sub ? { personId: payload.sub } : undefined;
    } catch {
      return undefined;
    }
  }
}
