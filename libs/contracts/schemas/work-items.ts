import { ITEM_STATES } from '@kado/domain/work-items';
import { z } from 'zod';
import { Words } from './common';
import { answerText, batchOf, codeText, REQUIRED, rowId, seconds } from './fields';

export const PURPOSES = ['pilot', 'production'] as const;
export const Purpose = z.enum(PURPOSES);
export type Purpose = z.infer<typeof Purpose>;

/** As many items as one command may move. */
export const MAX_BATCH = 50;
const fence = z.int().min(0).max(2_147_483_647);

export const ReserveItems = z
  .strictObject({ limit: z.int().min(1).max(MAX_BATCH), purpose: Purpose.optional() })
  .meta({ id: 'ReserveItems' });
export type ReserveItems = z.infer<typeof ReserveItems>;

export const ReservedItem = z
  .object({
    id: z.uuid(),
    externalId: z.string(),
    payload: z.record(z.string(), z.unknown()),
    imageUrl: z.string().nullable(),
    fence,
    leaseUntil: z.string(),
    manualVersion: z.int().nullable(),
    returned: z.object({ code: z.string().nullable(), comment: z.string().optional() }).optional(),
  })
  .meta({ id: 'ReservedItem' });
export type ReservedItem = z.infer<typeof ReservedItem>;
export const ReservedItems = z.object({ items: z.array(ReservedItem) }).meta({ id: 'ReservedItems' });
export type ReservedItems = z.infer<typeof ReservedItems>;

export const ReleaseItem = z.strictObject({ fence }).meta({ id: 'ReleaseItem' });
export const ReleaseItems = z
  .strictObject({ items: batchOf(ReleaseItem.extend({ id: rowId }), 'id', MAX_BATCH) })
  .meta({ id: 'ReleaseItems' });
export type ReleaseItems = z.infer<typeof ReleaseItems>;
export const SubmitItem = z
  .strictObject({ fence, answer: answerText, activeSeconds: seconds })
  .meta({ id: 'SubmitItem' });
export type SubmitItem = z.infer<typeof SubmitItem>;
export const SubmitItems = z
  .strictObject({
    items: batchOf(SubmitItem.extend({ id: rowId }), 'id', MAX_BATCH),
  })
  .meta({ id: 'SubmitItems' });
export type SubmitItems = z.infer<typeof SubmitItems>;

export const ItemStateName = z.enum(ITEM_STATES);
export const ItemStateAnswer = z.object({ state: ItemStateName }).meta({ id: 'ItemStateAnswer' });
export type ItemStateAnswer = z.infer<typeof ItemStateAnswer>;

/** Each item of a batch is judged by itself: a state where it moved, a problem code where it did not. */
export const ItemResult = z
  .union([z.object({ id: z.uuid(), state: ItemStateName }), z.object({ id: z.uuid(), problem: z.string() })])
  .meta({ id: 'ItemResult' });
export type ItemResult = z.infer<typeof ItemResult>;
export const ItemResults = z.object({ results: z.array(ItemResult) }).meta({ id: 'ItemResults' });
export type ItemResults = z.infer<typeof ItemResults>;

export const ReviewVerdict = z.enum(['accept', 'fix', 'return']);
const Review = z
  .strictObject({
    id: rowId,
    fence,
    verdict: ReviewVerdict,
    answer: answerText.optional(),
    code: codeText.optional(),
  })
  .superRefine((review, context) => {
    const need = (field: 'answer' | 'code', when: string) => {
      if (review.verdict === when && review[field] === undefined)
        context.addIssue({ code: 'custom', path: [field], message: REQUIRED });
    };
    need('answer', 'fix');
    need('code', 'return');
  });
export const DecideReviews = z.strictObject({ items: batchOf(Review, 'id', MAX_BATCH) }).meta({ id: 'DecideReviews' });
export type DecideReviews = z.infer<typeof DecideReviews>;
export type ReviewInput = DecideReviews['items'][number];

export const ReserveReviews = z
  .strictObject({
    limit: z.int().min(1).max(MAX_BATCH),
    ids: z
      .array(rowId)
      .min(1)
      .max(MAX_BATCH)
      .optional()
      .describe('These alone, once more: mine go on under a new lease and the same fence, others only where free.'),
  })
  .meta({ id: 'ReserveReviews' });
export type ReserveReviews = z.infer<typeof ReserveReviews>;
export const ReviewItem = z
  .object({
    id: z.uuid(),
    externalId: z.string(),
    imageUrl: z.string().nullable(),
    answer: z.string(),
    fence,
    leaseUntil: z.string(),
    returns: z.int(),
    returnCode: z.string().nullable().describe('Why it went back to its author the last time.'),
    secondLook: z.boolean().describe('Somebody else has accepted it: the plan asks for another pair of eyes.'),
  })
  .meta({ id: 'ReviewItem' });
export type ReviewItem = z.infer<typeof ReviewItem>;
export const ReviewItems = z.object({ items: z.array(ReviewItem) }).meta({ id: 'ReviewItems' });

export const AdjudicationItem = z
  .object({
    id: z.uuid(),
    externalId: z.string(),
    imageUrl: z.string().nullable(),
    answer: z.string().nullable(),
    firstAnswer: z.string().nullable(),
    returnCode: z.string().nullable(),
    returns: z.int(),
    /** False where the reader wrote or reviewed it: another director decides. */
    notMine: z.boolean(),
  })
  .meta({ id: 'AdjudicationItem' });
export type AdjudicationItem = z.infer<typeof AdjudicationItem>;
export const DecideAdjudications = z
  .strictObject({
    items: batchOf(z.strictObject({ id: rowId, answer: answerText }), 'id', MAX_BATCH),
  })
  .meta({ id: 'DecideAdjudications' });
export type DecideAdjudications = z.infer<typeof DecideAdjudications>;

export const WorkItemRow = z
  .object({
    id: z.uuid(),
    externalId: z.string(),
    purpose: Purpose,
    seq: z.int(),
    pass: z.int(),
    lot: z.string().nullable(),
    state: ItemStateName,
    answer: z.string().nullable(),
    answerVersion: z.int(),
    authorId: z.uuid().nullable(),
    reviewerId: z.uuid().nullable(),
    secondReviewerId: z.uuid().nullable(),
    fixerId: z.uuid().nullable(),
    adjudicatorId: z.uuid().nullable(),
    holderId: z.uuid().nullable(),
    leaseUntil: z.string().nullable(),
    activeSeconds: z.number().nullable(),
    returns: z.int(),
    returnCode: z.string().nullable(),
    manualVersion: z.int().nullable(),
    planVersion: z.int().nullable(),
    imageUrl: z.string().nullable(),
    updatedAt: z.string(),
  })
  .meta({ id: 'WorkItem' });
export type WorkItemRow = z.infer<typeof WorkItemRow>;
export const WorkItemEvent = z
  .object({
    at: z.string(),
    from: ItemStateName,
    to: ItemStateName,
    actorId: z.uuid().nullable(),
    reason: z.string().nullable(),
    answer: z.string().nullable(),
    fence: z.int(),
    manualVersion: z.int().nullable(),
    planVersion: z.int().nullable(),
  })
  .meta({ id: 'WorkItemEvent' });
export type WorkItemEvent = z.infer<typeof WorkItemEvent>;
export const ItemNames = z
  .record(z.string(), z.string())
  .describe('Names by id of the people these items name; empty for readers who see no colleagues.');
export const WorkItemDetail = WorkItemRow.extend({
  people: ItemNames,
  rejection: z
    .object({ deliveryNo: z.int(), code: z.string(), name: Words, comment: z.string() })
    .nullable()
    .describe('What the client did not accept the last time.'),
  events: z.array(WorkItemEvent),
}).meta({ id: 'WorkItemDetail' });
export type WorkItemDetail = z.infer<typeof WorkItemDetail>;
