import { hash, verify } from '@node-rs/argon2';

/** argon2id with the library's defaults (19 MiB, 2 passes), which are OWASP's. */
export function hashPassword(password: string): Promise<string> {
  return hash(password);
}

/** A hash that is none (a seed gone wrong) is a wrong password, not a fault. */
export async function verifyPassword(stored: string, password: string): Promise<boolean> {
  return verify(stored, password).catch(() => false);
}

let decoy: Promise<string> | undefined;

/** Spends the time of a real check for a login that does not exist, so that both cost the same. */
export async function verifyNobody(password: string): Promise<false> {
  decoy ??= hashPassword('a password that nobody has');
  await verifyPassword(await decoy, password);
  return false;
}
