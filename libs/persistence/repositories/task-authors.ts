import type { HumanTaskKind } from '@kado/domain/human-tasks';
import { pricedQuoteVersion } from './priced-quote';

/** What a human task is about, as columns or parameters; none may be named by the aliases used below. */
export interface TaskAbout {
  kind: string;
  engagementId: string;
  lotId: string;
  planVersion: string;
}

const OF_TASK: TaskAbout = {
  kind: 't.kind',
  engagementId: 't.engagement_id',
  lotId: 't.lot_id',
  planVersion: `(t.subject ->> 'planVersion')::int`,
};

/** Rows of what is decided on that a person wrote. Whoever handed it in need not be its author: the task excludes them by itself. */
const WRITTEN_BY: Partial<Record<HumanTaskKind, (about: TaskAbout, person: string) => string>> = {
  approve_margin: ({ engagementId }, person) =>
    `select 1 from quote qa where qa.engagement_id = ${engagementId} and qa.author_id = ${person}
        and qa.version = ${pricedQuoteVersion('qa.engagement_id')}`,
  approve_plan: ({ engagementId }, person) =>
    `select 1 from plan_version va where va.engagement_id = ${engagementId} and va.author_id = ${person} and va.status = 'submitted'`,
  approve_plan_change: ({ engagementId, planVersion }, person) =>
    `select 1 from plan_version va where va.engagement_id = ${engagementId} and va.author_id = ${person} and va.version = ${planVersion}`,
  decide_lot: ({ lotId }, person) =>
    `select 1 from lot la join inspection na on na.lot_id = la.id and na.round = la.round
       join inspection_item ia on ia.inspection_id = na.id where la.id = ${lotId} and ia.inspector_id = ${person}`,
};

/** `person` has written what is decided on. A condition, so that lists and sets of tasks ask it of every row at once. */
export const hasWritten = (person: string, about: TaskAbout = OF_TASK): string => `(case ${about.kind}
  ${Object.entries(WRITTEN_BY)
    .map(([kind, written]) => `when '${kind}' then exists (${written(about, person)})`)
    .join('\n  ')}
  else false end)`;

/** Four eyes: whatever roles `person` holds, the human task `t` is not theirs to decide. */
export const isExcluded = (person: string): string => `(${person} = any (t.excluding) or ${hasWritten(person)})`;
