import { Client } from 'pg';

/** Everything a migration can leave behind, as text: two equal lists are two equal schemas. TypeORM's own table is not part of it. */
const CATALOG = /* sql */ `
  with mine as (select oid, relname, relkind, relrowsecurity, relforcerowsecurity, relacl, relowner
                  from pg_class where relnamespace = 'public'::regnamespace and relname !~ '^(migrations|PK_)')
  select 'class ' || relkind::text || ' ' || relname || ' ' || pg_get_userbyid(relowner) || ' rls ' || relrowsecurity || '/' || relforcerowsecurity
         || ' ' || coalesce(array_to_string(array(select unnest(relacl)::text order by 1), ' '), '') as line from mine
  union all select 'column ' || relname || '.' || attname || ' ' || format_type(atttypid, atttypmod) || ' ' || attnotnull || attidentity::text
         || ' ' || coalesce(pg_get_expr(adbin, adrelid), '')
    from pg_attribute join mine on mine.oid = attrelid left join pg_attrdef on adrelid = attrelid and adnum = attnum
    where attnum > 0 and not attisdropped and relkind = 'r'
  union all select 'constraint ' || relname || ' ' || conname || ' ' || pg_get_constraintdef(c.oid)
    from pg_constraint c join mine on mine.oid = conrelid
  union all select 'index ' || pg_get_indexdef(indexrelid) from pg_index join mine on mine.oid = indrelid
  union all select 'policy ' || relname || ' ' || polname || ' ' || polcmd::text || ' ' || pg_get_expr(polqual, polrelid) || ' / ' || pg_get_expr(polwithcheck, polrelid)
    from pg_policy join mine on mine.oid = polrelid
  union all select 'trigger ' || pg_get_triggerdef(t.oid) from pg_trigger t join mine on mine.oid = tgrelid where not tgisinternal
  union all select 'function ' || pg_get_functiondef(oid) from pg_proc where pronamespace = 'public'::regnamespace
  union all select 'type ' || typname from pg_type where typnamespace = 'public'::regnamespace and typtype in ('e', 'd')
  union all select 'schema grant ' || a::text from pg_namespace, unnest(nspacl) a where nspname = 'public'
  order by 1`;

export async function catalog(url: string): Promise<string[]> {
  return (await query<{ line: string }>(url, CATALOG)).map(({ line }) => line);
}

/** One statement on a connection of its own, without any scope. */
export async function query<T extends object>(url: string, sql: string, params: unknown[] = []): Promise<T[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(sql, params)).rows;
  } finally {
    await client.end();
  }
}
