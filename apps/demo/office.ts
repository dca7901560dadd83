import { createHash } from 'node:crypto';
import { DEMO_PASSWORD } from './people';
import { apiRoot, Session } from './stand-ins/http';

interface Me {
  person: { id: string; name: string };
  roles: { role: string; client: { id: string } | null }[];
}

/** Everybody who has signed in, each with a token of their own. */
export class Office {
  private readonly sessions = new Map<string, Session>();
  private readonly persons = new Map<string, Promise<Me>>();
  readonly root: string;

  constructor(apiUrl: string) {
    this.root = apiRoot(apiUrl);
  }

  as(login: string): Session {
    const known = this.sessions.get(login) ?? new Session(this.root, login, DEMO_PASSWORD);
    this.sessions.set(login, known);
    return known;
  }

  async personId(login: string): Promise<string> {
    return (await this.me(login)).person.id;
  }

  async clientId(login: string): Promise<string> {
    const grant = (await this.me(login)).roles.find((role) => role.role === 'client');
    if (!grant?.client) throw new Error(`${login} speaks for no client`);
    return grant.client.id;
  }

  /** One after another: signing in costs the server a password hash each. */
  async personIds(logins: readonly string[]): Promise<Map<string, string>> {
    const ids = new Map<string, string>();
    for (const login of logins) ids.set(await this.personId(login), login);
    return ids;
  }

  private me(login: string): Promise<Me> {
    const known = this.persons.get(login) ?? this.as(login).get<Me>('/me');
    this.persons.set(login, known);
    return known;
  }
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const DAY_MS = 86_400_000;
const TOKYO_OFFSET_MS = 9 * 3_600_000;

export const inDays = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString();
/** Business date in Japan. */
export const dateInDays = (days: number): string =>
  new Date(Date.now() + TOKYO_OFFSET_MS + days * DAY_MS).toISOString().slice(0, 10);
