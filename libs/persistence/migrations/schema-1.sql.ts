/**
 * The first schema. Plain SQL: row-level security, partial indexes and triggers are what it is made of, and a decorator
 * cannot say them. Conventions: uuid keys (version 7, made by the application), `timestamptz` instants, yen as integers,
 * codes as text with a CHECK, every site's table with `site_id` and FORCE ROW LEVEL SECURITY.
 */
export const SCHEMA_1_UP = /* sql */ `
-- Scope of the running transaction, set by set_config(..., true): a list of site ids, or * for the system itself.
-- Missing means no rows, never all rows.
create function kado_sites() returns uuid[] language sql stable parallel safe as $$
  select case when coalesce(current_setting('kado.sites', true), '') in ('', '*') then array[]::uuid[]
         else string_to_array(current_setting('kado.sites', true), ',')::uuid[] end
$$;
create function kado_is_system() returns boolean language sql stable parallel safe as $$
  select coalesce(current_setting('kado.sites', true), '') = '*'
$$;

create table site (
  id uuid primary key,
  code text not null unique,
  name_ja text not null,
  name_en text not null,
  kind text not null check (kind in ('hub', 'partner')),
  created_at timestamptz not null default now()
);

create table client (
  id uuid primary key,
  site_id uuid not null references site,
  code text not null unique,
  name text not null,
  name_kana text not null,
  kind text not null check (kind in ('company', 'municipality')),
  created_at timestamptz not null default now()
);

create table person (
  id uuid primary key,
  site_id uuid not null references site,
  code text not null unique,
  family_name text not null,
  given_name text not null,
  family_kana text not null,
  given_kana text not null,
  municipality text not null,
  journey text not null check (journey in ('applied','interviewed','registered','in_training','available','active','moved_on')),
  hours_per_week numeric(5,1) not null default 0 check (hours_per_week >= 0),
  ceiling_hours_per_week numeric(5,1) not null default 40 check (ceiling_hours_per_week >= 0),
  wished_minimum_hours numeric(5,1) not null default 0,
  -- share of the declared hours that really come
  turnout numeric(4,3) not null default 0.850 check (turnout between 0 and 1),
  created_at timestamptz not null default now()
);
create index person_site on person (site_id, family_kana, given_kana, id);

create table person_skill (
  person_id uuid not null references person on delete cascade,
  site_id uuid not null references site,
  skill text not null,
  level smallint not null check (level between 1 and 5),
  primary key (person_id, skill)
);

-- One login; a client's person has an account and a person row of the hub site.
create table account (
  id uuid primary key,
  site_id uuid not null references site,
  person_id uuid not null unique references person,
  login text not null unique,
  password_hash text not null,
  locale text not null default 'ja' check (locale in ('ja', 'en')),
  disabled_at timestamptz,
  failed_attempts integer not null default 0,
  locked_until timestamptz,
  created_at timestamptz not null default now()
);

create table role_grant (
  id uuid primary key,
  site_id uuid not null references site,
  person_id uuid not null references person,
  role text not null check (role in ('manager','director','leader','teleworker','coordinator','pro','client','partner','city','ops')),
  client_id uuid references client,
  created_at timestamptz not null default now(),
  unique nulls not distinct (person_id, role, site_id, client_id),
  check ((role = 'client') = (client_id is not null))
);

create table key_counter (year integer primary key, last integer not null);

create table engagement (
  id uuid primary key,
  site_id uuid not null references site,
  key text not null unique,
  client_id uuid not null references client,
  title text not null,
  description text not null default '',
  category text not null check (category in ('digital_data', 'back_office', 'municipal')),
  stage text not null check (stage in ('inquiry','requirements','decomposition','team_assembly','production','quality','delivery','closing','closed','on_hold','cancelling','cancelled','declined','lost')),
  stage_since timestamptz not null,
  delivery_due date,
  owner_id uuid not null references person,
  step_version integer not null,
  row_version integer not null default 1,
  created_at timestamptz not null default now(),
  closed_at timestamptz
);
create index engagement_list on engagement (site_id, created_at desc, id desc);
create index engagement_client on engagement (client_id, created_at desc, id desc);

create table engagement_member (
  id uuid primary key,
  site_id uuid not null references site,
  engagement_id uuid not null references engagement,
  person_id uuid not null references person,
  role text not null check (role in ('director', 'leader', 'teleworker', 'pro')),
  purpose text not null check (purpose in ('pilot', 'team')),
  hours_per_week numeric(5,1) not null default 0,
  hourly_yen integer not null default 0,
  manual_version_acknowledged integer,
  since timestamptz not null default now(),
  until timestamptz,
  unique (engagement_id, person_id, role)
);
create index engagement_member_person on engagement_member (person_id, engagement_id);

create table requirement_version (
  id uuid primary key,
  site_id uuid not null references site,
  engagement_id uuid not null references engagement,
  version integer not null,
  clauses jsonb not null,
  author_id uuid not null references person,
  status text not null default 'draft' check (status in ('draft', 'submitted', 'returned', 'signed')),
  content_hash text not null,
  created_at timestamptz not null default now(),
  unique (engagement_id, version)
);

create table quote (
  id uuid primary key,
  site_id uuid not null references site,
  engagement_id uuid not null references engagement,
  version integer not null,
  requirement_version integer not null,
  params jsonb not null,
  result jsonb not null,
  margin_rate numeric(6,4) not null,
  price_yen bigint not null,
  valid_until date not null,
  author_id uuid not null references person,
  created_at timestamptz not null default now(),
  unique (engagement_id, version)
);

create table plan_version (
  id uuid primary key,
  site_id uuid not null references site,
  engagement_id uuid not null references engagement,
  version integer not null,
  plan jsonb not null,
  manual_version integer not null,
  author_id uuid not null references person,
  status text not null default 'draft' check (status in ('draft', 'submitted', 'returned', 'approved')),
  content_hash text not null,
  created_at timestamptz not null default now(),
  unique (engagement_id, version)
);

create table manual_version (
  id uuid primary key,
  site_id uuid not null references site,
  engagement_id uuid not null references engagement,
  version integer not null,
  sections jsonb not null,
  author_id uuid not null references person,
  content_hash text not null,
  published_at timestamptz,
  created_at timestamptz not null default now(),
  unique (engagement_id, version)
);

create table offer (
  id uuid primary key,
  site_id uuid not null references site,
  engagement_id uuid not null references engagement,
  person_id uuid not null references person,
  role text not null check (role in ('leader', 'teleworker')),
  purpose text not null check (purpose in ('pilot', 'team')),
  hours_per_week numeric(5,1) not null,
  hourly_yen integer not null,
  status text not null default 'sent' check (status in ('sent', 'accepted', 'declined', 'expired', 'withdrawn')),
  expires_at timestamptz not null,
  offered_by uuid not null references person,
  created_at timestamptz not null default now(),
  answered_at timestamptz,
  unique (engagement_id, person_id, role, purpose)
);
create index offer_person on offer (person_id, status, created_at desc);

-- What was seen, by whom, when: the hash of a document kept elsewhere until the real thing takes its place.
create table evidence (
  id uuid primary key,
  site_id uuid not null references site,
  engagement_id uuid not null references engagement,
  kind text not null check (kind in ('terms_notice','training_gate','invoice','time_approval','pay_schedule','data_return','retrospective','kpi')),
  person_id uuid references person,
  document_name text not null,
  document_sha256 text not null check (document_sha256 ~ '^[0-9a-f]{64}$'),
  recorded_by uuid not null references person,
  recorded_at timestamptz not null default now(),
  check ((kind in ('terms_notice', 'training_gate')) = (person_id is not null)),
  unique nulls not distinct (engagement_id, kind, person_id, document_sha256)
);
create index evidence_gate on evidence (engagement_id, person_id, kind);

create table stored_file (
  id uuid primary key,
  site_id uuid not null references site,
  engagement_id uuid not null references engagement,
  name text not null,
  media_type text not null,
  bytes integer not null,
  sha256 text not null,
  created_at timestamptz not null default now()
);

create table lot (
  id uuid primary key,
  site_id uuid not null references site,
  engagement_id uuid not null references engagement,
  lot_no integer not null,
  key text not null unique,
  purpose text not null check (purpose in ('pilot', 'production')),
  stage text not null check (stage in ('production', 'quality', 'released')),
  round integer not null default 1,
  total integer not null default 0,
  open integer not null default 0,
  step_version integer not null default 0,
  created_at timestamptz not null default now(),
  released_at timestamptz,
  unique (engagement_id, lot_no)
);

-- One row per item and pass. A pilot has every item once per person (passes 1..n); nobody sees two passes of one item.
create table work_item (
  id uuid primary key,
  site_id uuid not null references site,
  engagement_id uuid not null references engagement,
  lot_id uuid references lot,
  purpose text not null check (purpose in ('pilot', 'production')),
  seq integer not null,
  external_id text not null,
  pass smallint not null default 1,
  file_id uuid references stored_file,
  payload jsonb not null default '{}',
  state text not null check (state in ('draft','ready','reserved','submitted','in_review','returned','adjudication','accepted','delivered','client_accepted','skipped','void')),
  holder_id uuid references person,
  lease_until timestamptz,
  fence integer not null default 0,
  author_id uuid references person,
  reviewer_id uuid references person,
  fixer_id uuid references person,
  adjudicator_id uuid references person,
  answer text,
  first_answer text,
  answer_version integer not null default 0,
  active_seconds numeric(8,2),
  manual_version integer,
  plan_version integer,
  review_seed text,
  returns smallint not null default 0,
  return_code text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (engagement_id, purpose, external_id, pass)
);
create index work_item_open on work_item (engagement_id, purpose, seq, pass, id) where state = 'ready';
create index work_item_leased on work_item (lease_until) where state = 'reserved';
create index work_item_returned on work_item (engagement_id, author_id) where state = 'returned';
create unique index work_item_one_pass_a_person on work_item (engagement_id, external_id, author_id) where purpose = 'pilot';
create index work_item_review on work_item (engagement_id, seq, id) where state = 'in_review';
create index work_item_adjudication on work_item (engagement_id, seq, id) where state = 'adjudication';
create index work_item_lot on work_item (lot_id, seq, pass);
create index work_item_list on work_item (engagement_id, purpose, seq, pass, id);

create table work_item_event (
  id bigint generated always as identity primary key,
  site_id uuid not null references site,
  work_item_id uuid not null references work_item,
  at timestamptz not null default now(),
  from_state text not null,
  to_state text not null,
  actor_id uuid,
  reason text,
  answer text,
  fence integer not null,
  manual_version integer,
  plan_version integer
);
create index work_item_event_item on work_item_event (work_item_id, id);

-- Known answers, blind to everybody who works on the items.
create table gold (
  engagement_id uuid not null references engagement,
  site_id uuid not null references site,
  external_id text not null,
  answer text not null,
  primary key (engagement_id, external_id)
);
create table gold_score (
  id bigint generated always as identity primary key,
  site_id uuid not null references site,
  engagement_id uuid not null references engagement,
  work_item_id uuid not null references work_item,
  person_id uuid not null references person,
  is_right boolean not null,
  at timestamptz not null default now(),
  unique (work_item_id, person_id)
);

-- What a person did in an engagement in one week (its Monday in Japan), kept as a running sum: the ceiling of hours and
-- "the first items of a person" then cost a row, not a count over all items.
create table work_tally (
  site_id uuid not null references site,
  engagement_id uuid not null references engagement,
  person_id uuid not null references person,
  purpose text not null check (purpose in ('pilot', 'production')),
  week date not null,
  items integer not null default 0,
  active_seconds numeric(10,2) not null default 0,
  primary key (person_id, week, engagement_id, purpose)
);

create table inspection (
  id uuid primary key,
  site_id uuid not null references site,
  lot_id uuid not null references lot,
  round integer not null,
  seed text not null,
  sample_size integer not null,
  acceptance_number integer not null,
  created_at timestamptz not null default now(),
  unique (lot_id, round)
);
create table inspection_item (
  inspection_id uuid not null references inspection,
  site_id uuid not null references site,
  work_item_id uuid not null references work_item,
  inspector_id uuid references person,
  verdict text check (verdict in ('ok', 'defect')),
  right_answer text,
  code text,
  inspected_at timestamptz,
  primary key (inspection_id, work_item_id)
);

create table delivery (
  id uuid primary key,
  site_id uuid not null references site,
  engagement_id uuid not null references engagement,
  delivery_no integer not null,
  items integer not null,
  report jsonb not null,
  csv_file_id uuid not null references stored_file,
  report_file_id uuid not null references stored_file,
  note_file_id uuid not null references stored_file,
  status text not null check (status in ('built', 'sent', 'accepted')),
  built_at timestamptz not null default now(),
  sent_at timestamptz,
  accepted_at timestamptz,
  accepted_by uuid references person,
  unique (engagement_id, delivery_no)
);

create table human_task (
  id text primary key,
  site_id uuid not null references site,
  engagement_id uuid not null references engagement,
  lot_id uuid references lot,
  workflow_id text not null,
  kind text not null,
  role text not null,
  waits_for text not null check (waits_for in ('kado', 'client')),
  status text not null check (status in ('open', 'completed', 'cancelled')),
  excluding uuid[] not null default '{}',
  since timestamptz not null,
  due_at timestamptz not null,
  claimed_by uuid references person,
  claimed_at timestamptz,
  last_clock smallint not null default 0,
  outcome text,
  data jsonb not null default '{}',
  reason_id uuid,
  decided_by uuid references person,
  decided_via text check (decided_via in ('api', 'signal')),
  decided_at timestamptz,
  row_version integer not null default 1
);
create index human_task_open on human_task (engagement_id, due_at, id) where status = 'open';
create index human_task_inbox on human_task (site_id, role, due_at, id) where status = 'open';
create index human_task_engagement on human_task (engagement_id, since, id);

create table reason_text (
  id uuid primary key,
  site_id uuid not null references site,
  engagement_id uuid references engagement,
  author_id uuid,
  text text not null check (length(text) between 1 and 4000),
  created_at timestamptz not null default now()
);

-- The words of a command and its answer. Bound to (actor, route, key); also what a started engagement reads its title from.
create table command (
  id uuid primary key,
  site_id uuid not null references site,
  actor_id uuid not null,
  route text not null,
  idempotency_key text not null,
  request_hash text not null,
  body jsonb not null,
  engagement_id uuid,
  engagement_key text,
  state text not null check (state in ('in_flight', 'done')),
  locked_until timestamptz not null,
  response_status smallint,
  response_body jsonb,
  response_headers jsonb,
  created_at timestamptz not null default now(),
  unique (actor_id, route, idempotency_key)
);

create table operation (
  id uuid primary key,
  site_id uuid not null references site,
  engagement_id uuid references engagement,
  kind text not null,
  state text not null check (state in ('running', 'done', 'failed')),
  done integer not null default 0,
  total integer not null default 0,
  result jsonb,
  error jsonb,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table outbox (
  id bigint generated always as identity primary key,
  site_id uuid not null references site,
  aggregate text not null,
  key text not null unique,
  kind text not null,
  payload jsonb not null,
  attempts integer not null default 0,
  created_at timestamptz not null default now(),
  done_at timestamptz
);
create index outbox_undone on outbox (aggregate, id) where done_at is null;

create table audit_log (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  site_id uuid not null references site,
  engagement_id uuid,
  actor_id uuid,
  actor_role text,
  on_behalf_of uuid,
  via text not null check (via in ('api', 'signal', 'workflow', 'system')),
  operation text not null,
  entity text not null,
  entity_id text not null,
  before jsonb,
  after jsonb,
  reason_id uuid,
  trace_id text
);
create index audit_engagement on audit_log (engagement_id, id);
create function kado_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'audit_log is append-only';
end $$;
create trigger audit_append_only before update or delete or truncate on audit_log
  for each statement execute function kado_append_only();
`;

export const SCHEMA_1_TABLES = [
  'client',
  'person',
  'person_skill',
  'account',
  'role_grant',
  'engagement',
  'engagement_member',
  'requirement_version',
  'quote',
  'plan_version',
  'manual_version',
  'offer',
  'evidence',
  'stored_file',
  'lot',
  'work_item',
  'work_item_event',
  'gold',
  'gold_score',
  'work_tally',
  'inspection',
  'inspection_item',
  'delivery',
  'human_task',
  'reason_text',
  'command',
  'operation',
  'outbox',
  'audit_log',
] as const;

export const SHARED_TABLES = ['site', 'key_counter'] as const;
