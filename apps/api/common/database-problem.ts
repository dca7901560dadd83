import { Problem } from './problem';

const AWAY = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOTFOUND',
  'ETIMEDOUT',
  '57P01',
  '57P02',
  '57P03',
  '57014',
  '53300',
  '3D000',
]);
const RETRY = { headers: { 'Retry-After': '5' } };

/** The problem that a fault of PostgreSQL or its driver means for the client; undefined for every other error. */
export function databaseProblem(error: unknown): Problem | undefined {
  const driver = (error as { driverError?: unknown })?.driverError ?? error;
  if (driver instanceof AggregateError) return databaseProblem(driver.errors[0]);
  const { code, message } = (driver ?? {}) as { code?: unknown; message?: unknown };
  if (isAway(String(code ?? ''), String(message ?? ''))) return new Problem(503, 'database_unavailable', RETRY);
  if (typeof code !== 'string' || !/^[0-9A-Z]{5}$/.test(code)) return undefined;
  // Serialization faults and deadlocks: the same request sent again will do.
  if (code === '40001' || code === '40P01' || code === '55P03') return new Problem(503, 'database_unavailable', RETRY);
  // A value that no schema refused but that no column can keep.
  if (code.startsWith('22')) return new Problem(422, 'invalid_fields');
  if (code.startsWith('23')) return new Problem(409, 'conflict');
  return undefined;
}

function isAway(code: string, message: string): boolean {
  return (
    AWAY.has(code) ||
    code.startsWith('08') ||
    /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Query read timeout)/.test(
      message,
    ) ||
    /Connection terminated/.test(message)
  );
}
