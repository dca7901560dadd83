import { StackFault } from '@kado/devstack/fault';
import { Client } from 'pg';

export async function requireDatabase(url: string, setting: string): Promise<void> {
  try {
    await countOf(url, undefined);
  } catch (error) {
    throw new StackFault(
      `The database of ${setting} cannot be used (${(error as Error).message}): check address, role and password.`,
    );
  }
}

/** Rows in a table, seen as the system; without a table it only asks whether the database answers. */
export async function countOf(url: string, table: 'person' | 'engagement' | undefined): Promise<number> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    if (table === undefined) return 0;
    await client.query('begin');
    await client.query("select set_config('kado.sites', '*', true)");
    const { rows } = await client.query<{ n: number }>(`select count(*)::int as n from ${table}`);
    await client.query('commit');
    return rows[0]?.n ?? 0;
  } finally {
    await client.end();
  }
}
