import { ITEM_STATES } from '@kado/domain/work-items';
import { z } from 'zod';
import { instant, PersonRef, Words } from './common';
import { storableProse, versionNumber } from './fields';
import { PlanStep } from './plans';

const count = z.int().min(0);
const value = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]);
const FieldChange = z.object({ field: z.string(), before: value, after: value }).meta({ id: 'PlanFieldChange' });

export const PlanDiff = z
  .object({
    added: z.array(PlanStep),
    removed: z.array(PlanStep),
    changed: z.array(z.object({ code: z.string(), fields: z.array(FieldChange) })),
    order: z.array(z.string()).nullable().describe('Codes of the steps in their new order, where it is another.'),
    qa: z.array(FieldChange),
    split: z
      .array(z.object({ from: z.string(), into: z.array(z.string()) }))
      .describe('Removed steps whose followers and time are divided among added ones.'),
  })
  .meta({ id: 'PlanDiff' });

const Looks = z.object({
  reviews: count,
  secondLooks: count,
  hours: z.number().nullable().describe('By the time of one look in the quote that stands; null without one.'),
});

/** What a plan would do to the work that is under way. */
const touched = {
  items: z.object({
    moving: count.describe('Nobody has begun them: they go under the new plan.'),
    toCome: count.describe('Not imported or in no lot yet: they begin under the new plan.'),
    finishing: z
      .array(z.object({ state: z.enum(ITEM_STATES), items: count }))
      .describe('In hand or begun: they finish under the plan they carry.'),
    done: count,
  }),
  people: z
    .array(z.object({ person: PersonRef, holding: count, returned: count }))
    .describe('Who holds items, or has items that came back, under the old plan.'),
  hours: z.object({ before: z.number(), after: z.number() }).describe('Standard times of all items left.'),
  reviews: z.object({ before: Looks, after: Looks }).describe('Looks at the items that go under the new plan.'),
};
export const PlanTouched = z.object(touched).meta({ id: 'PlanTouched' });
export type PlanTouched = z.output<typeof PlanTouched>;

export const PlanDryRun = z
  .object({
    version: versionNumber,
    fromVersion: versionNumber.describe('The plan that is approved.'),
    manualVersion: z.object({ before: versionNumber, after: versionNumber }),
    faults: z.array(z.object({ pointer: z.string(), code: z.string(), detail: Words })),
    isChange: z.boolean().describe('Plan or manual differ from the approved ones.'),
    diff: PlanDiff,
    ...touched,
  })
  .meta({ id: 'PlanDryRun' });
export type PlanDryRun = z.output<typeof PlanDryRun>;

export const ProposePlanChange = z
  .strictObject({ planVersion: versionNumber, reason: storableProse(1, 4_000) })
  .meta({ id: 'ProposePlanChange' });
export type ProposePlanChange = z.output<typeof ProposePlanChange>;

export const PlanChange = z
  .object({
    planVersion: versionNumber,
    fromVersion: versionNumber,
    status: z.enum(['proposed', 'approved', 'returned', 'withdrawn']),
    author: PersonRef,
    approver: PersonRef.nullable(),
    reason: z.string().nullable(),
    diff: PlanDiff,
    touched: PlanTouched.partial().describe('As it was when the change was proposed.'),
    createdAt: instant,
    closedAt: instant.nullable(),
    taskId: z.string().nullable().describe('The open human task that decides on it.'),
  })
  .meta({ id: 'PlanChange' });
export type PlanChange = z.output<typeof PlanChange>;
