/**
 * The whole life of an engagement: hold, changes, questions, instalments and rejected items, cancelling, absences, notices,
 * clocks with all their points. Same conventions as the first schema.
 */
export const SCHEMA_2_UP = /* sql */ `
alter table engagement
  -- on hold: the stage of the story underneath
  add column held_stage text,
  add column held_since timestamptz,
  add column chapter text,
  add column reopens uuid references engagement,
  -- rises with each agreed change that people have to be told of: their terms notice must be of this number
  add column terms_no integer not null default 1;
create index engagement_reopens on engagement (reopens) where reopens is not null;

alter table lot drop constraint lot_stage_check;
alter table lot add constraint lot_stage_check
  check (stage in ('production', 'quality', 'released', 'delivered', 'accepted', 'cancelled'));
-- lots formed for an agreed change; null for those of the plan
alter table lot add column formed_for text;

alter table evidence add column terms_no integer not null default 1;
alter table evidence drop constraint evidence_kind_check;
alter table evidence add constraint evidence_kind_check check (kind in
  ('terms_notice','training_gate','invoice','time_approval','pay_schedule','data_return','retrospective','kpi','end_notice'));
alter table evidence drop constraint evidence_check;
alter table evidence add constraint evidence_check
  check ((kind in ('terms_notice', 'training_gate', 'end_notice')) = (person_id is not null));
alter table evidence drop constraint evidence_engagement_id_kind_person_id_document_sha256_key;
alter table evidence add constraint evidence_once
  unique nulls not distinct (engagement_id, kind, person_id, document_sha256, terms_no);

alter table requirement_version drop constraint requirement_version_status_check;
alter table requirement_version add constraint requirement_version_status_check
  check (status in ('draft', 'submitted', 'returned', 'signed', 'declined'));

alter table delivery
  add column lot_nos integer[] not null default '{}',
  add column accepted_via text check (accepted_via in ('api', 'signal', 'clock', 'ops'));
alter table delivery drop constraint delivery_status_check;
alter table delivery add constraint delivery_status_check check (status in ('built', 'sent', 'accepted', 'rejected'));

-- Items that the client does not accept, named before the decision and taken back with it.
create table delivery_rejection (
  delivery_id uuid not null references delivery,
  site_id uuid not null references site,
  work_item_id uuid not null references work_item,
  code text not null,
  comment text not null default '',
  named_by uuid not null references person,
  named_at timestamptz not null default now(),
  primary key (delivery_id, work_item_id)
);

alter table human_task drop constraint human_task_decided_via_check;
alter table human_task add constraint human_task_decided_via_check check (decided_via in ('api', 'signal', 'clock', 'ops'));
alter table human_task
  add column chapter text,
  add column journal_key text,
  add column subject jsonb not null default '{}',
  add column clocks jsonb not null default '[]',
  -- what has struck, as {code: instant}
  add column struck jsonb not null default '{}',
  add column escalated_to text[] not null default '{}',
  add column paused_at timestamptz,
  -- who passed it on to the holder and gets it back; how often it was passed on
  add column owner_id uuid references person,
  add column delegations smallint not null default 0;

-- A change of what was agreed. before, wished: clauses, price and date as they are and as they would be.
create table change_request (
  id uuid primary key,
  site_id uuid not null references site,
  engagement_id uuid not null references engagement,
  change_no integer not null,
  requested_by text not null check (requested_by in ('kado', 'client')),
  author_id uuid not null references person,
  reason_id uuid not null references reason_text,
  before jsonb not null,
  wished jsonb not null,
  -- what KADO offers: price and date; null until assessed
  offered jsonb,
  offered_by uuid references person,
  status text not null check (status in ('requested', 'offered', 'agreed', 'refused', 'expired', 'withdrawn')),
  requirement_version integer,
  quote_version integer,
  created_at timestamptz not null default now(),
  closed_at timestamptz,
  unique (engagement_id, change_no)
);

create table client_question (
  id uuid primary key,
  site_id uuid not null references site,
  engagement_id uuid not null references engagement,
  question_no integer not null,
  task_id text not null,
  asked_by uuid not null references person,
  question_id uuid not null references reason_text,
  answer_id uuid references reason_text,
  status text not null check (status in ('open', 'answered', 'called', 'dropped')),
  asked_at timestamptz not null default now(),
  answered_at timestamptz,
  unique (engagement_id, question_no)
);

-- Proposed changes of a running plan and what became of them.
create table plan_change (
  id uuid primary key,
  site_id uuid not null references site,
  engagement_id uuid not null references engagement,
  plan_version integer not null,
  from_version integer not null,
  author_id uuid not null references person,
  diff jsonb not null,
  touched jsonb not null,
  status text not null check (status in ('proposed', 'approved', 'returned', 'withdrawn')),
  approved_by uuid references person,
  created_at timestamptz not null default now(),
  closed_at timestamptz,
  unique (engagement_id, plan_version)
);

-- the execution that carries it, where no human task names it
alter table operation add column workflow_id text;

create table absence (
  id uuid primary key,
  site_id uuid not null references site,
  person_id uuid not null references person,
  first_day date not null,
  last_day date,
  cover_id uuid references person,
  declared_by uuid not null references person,
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  check (last_day is null or last_day >= first_day),
  check (cover_id is distinct from person_id)
);
create index absence_person on absence (person_id, first_day) where ended_at is null;

create table notice (
  id uuid primary key,
  site_id uuid not null references site,
  engagement_id uuid references engagement,
  person_id uuid not null references person,
  kind text not null,
  -- the same word is said once
  key text not null,
  data jsonb not null default '{}',
  created_at timestamptz not null default now(),
  read_at timestamptz,
  unique (person_id, key)
);
create index notice_inbox on notice (person_id, created_at desc, id desc);
`;

export const SCHEMA_2_TABLES = [
  'delivery_rejection',
  'change_request',
  'client_question',
  'plan_change',
  'absence',
  'notice',
] as const;

export const SCHEMA_2_DOWN = /* sql */ `
drop table ${SCHEMA_2_TABLES.join(', ')} cascade;
alter table operation drop column workflow_id;
alter table human_task drop column chapter, drop column journal_key, drop column subject, drop column clocks,
  drop column struck, drop column escalated_to, drop column paused_at, drop column owner_id, drop column delegations;
alter table human_task drop constraint human_task_decided_via_check;
alter table human_task add constraint human_task_decided_via_check check (decided_via in ('api', 'signal'));
alter table delivery drop constraint delivery_status_check, drop column lot_nos, drop column accepted_via;
alter table delivery add constraint delivery_status_check check (status in ('built', 'sent', 'accepted'));
alter table requirement_version drop constraint requirement_version_status_check;
alter table requirement_version add constraint requirement_version_status_check
  check (status in ('draft', 'submitted', 'returned', 'signed'));
alter table evidence drop constraint evidence_once;
alter table evidence drop column terms_no;
alter table evidence add unique nulls not distinct (engagement_id, kind, person_id, document_sha256);
alter table evidence drop constraint evidence_kind_check, drop constraint evidence_check;
alter table evidence add constraint evidence_kind_check check (kind in
  ('terms_notice','training_gate','invoice','time_approval','pay_schedule','data_return','retrospective','kpi'));
alter table evidence add constraint evidence_check check ((kind in ('terms_notice', 'training_gate')) = (person_id is not null));
alter table lot drop constraint lot_stage_check, drop column formed_for;
alter table lot add constraint lot_stage_check check (stage in ('production', 'quality', 'released'));
alter table engagement drop column held_stage, drop column held_since, drop column chapter, drop column reopens,
  drop column terms_no;
`;
