/**
 * What the screens of the console read and start: long work with its real progress, the faulty rows of an import for the
 * person who sent it, and orders of lists that an index can walk.
 */
export const SCHEMA_4_UP = /* sql */ `
alter table operation drop constraint operation_state_check;
alter table operation add constraint operation_state_check check (state in ('running', 'done', 'failed', 'cancelled'));
-- what long work is doing now, where it has parts
alter table operation add column phase text;
create index operation_mine on operation (created_by, id desc);

-- Faulty rows of an import, packed, for the importer alone and for a day; a newer check of the same engagement takes the
-- place of an older one.
create table import_bad_rows (
  operation_id uuid not null references operation,
  file text not null check (file in ('manifest', 'gold')),
  site_id uuid not null references site,
  engagement_id uuid not null references engagement,
  created_by uuid not null references person,
  -- rows in it, and how many more there were
  listed integer not null,
  left_out integer not null default 0,
  csv_gz bytea not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  primary key (operation_id, file)
);
create index import_bad_rows_expiry on import_bad_rows (expires_at);
create index import_bad_rows_owner on import_bad_rows (created_by, engagement_id);

create index engagement_newest on engagement (created_at desc, id desc);
create index work_item_state on work_item (engagement_id, state, purpose, seq, pass, id);
create index work_item_author on work_item (engagement_id, author_id, purpose, seq, pass, id) where author_id is not null;
-- by bytes, so that a prefix is a range
create index work_item_prefix on work_item (engagement_id, external_id text_pattern_ops);
create index human_task_due on human_task (status, due_at, id);
`;

export const SCHEMA_4_TABLES = ['import_bad_rows'] as const;

export const SCHEMA_4_DOWN = /* sql */ `
drop index human_task_due, work_item_prefix, work_item_author, work_item_state, engagement_newest, operation_mine;
drop table import_bad_rows;
alter table operation drop column phase;
alter table operation drop constraint operation_state_check;
alter table operation add constraint operation_state_check check (state in ('running', 'done', 'failed'));
`;
