/** A second look at what a first review accepted; what a change would mean and why a running plan changes, beside them. */
export const SCHEMA_3_UP = /* sql */ `
alter table work_item
  add column second_reviewer_id uuid references person,
  -- the chance that decided whether a second look is due, kept like that of the first
  add column second_look_seed text,
  -- accepted once, and waits for somebody else's eyes
  add column second_look_due boolean not null default false;

alter table change_request add column impact jsonb not null default '{}';
alter table plan_change add column reason_id uuid references reason_text;
`;

export const SCHEMA_3_DOWN = /* sql */ `
alter table plan_change drop column reason_id;
alter table change_request drop column impact;
alter table work_item drop column second_reviewer_id, drop column second_look_seed, drop column second_look_due;
`;
