import { LOT_STAGES } from '@kado/domain/lifecycle';
import { z } from 'zod';
import { answerText, batchOf, codeText, REQUIRED, rowId } from './fields';
import { Purpose } from './work-items';

export const Lot = z
  .object({
    id: z.uuid(),
    key: z.string(),
    lotNo: z.int(),
    purpose: Purpose,
    stage: z.enum(LOT_STAGES),
    round: z.int(),
    total: z.int(),
    open: z.int(),
    /** `change:1`: formed for an agreed change; null for those of the plan. */
    formedFor: z.string().nullable(),
    /** The inspection of the current round; null before it is drawn, and for the client. */
    inspection: z
      .object({ sampleSize: z.int(), acceptanceNumber: z.int(), defects: z.int(), inspected: z.int() })
      .nullable(),
  })
  .meta({ id: 'Lot' });
export type Lot = z.infer<typeof Lot>;
export const LotList = z.object({ items: z.array(Lot), nextCursor: z.string().nullable() }).meta({ id: 'LotList' });

export const SampleItem = z
  .object({
    workItemId: z.uuid(),
    externalId: z.string(),
    imageUrl: z.string().nullable(),
    /** Hidden (null) where `notMine` is false. */
    answer: z.string().nullable(),
    verdict: z.enum(['ok', 'defect']).nullable(),
    rightAnswer: z.string().nullable(),
    code: z.string().nullable(),
    inspectorId: z.uuid().nullable(),
    /** False where the reader wrote, reviewed or fixed the item, or decided on it: somebody else inspects it. */
    notMine: z.boolean(),
  })
  .meta({ id: 'SampleItem' });
export type SampleItem = z.infer<typeof SampleItem>;
export const Sample = z
  .object({ lot: z.string(), round: z.int(), acceptanceNumber: z.int(), items: z.array(SampleItem) })
  .meta({ id: 'Sample' });
export type Sample = z.infer<typeof Sample>;

const Finding = z
  .strictObject({
    workItemId: rowId,
    verdict: z.enum(['ok', 'defect']),
    rightAnswer: answerText.optional(),
    code: codeText.optional(),
  })
  .superRefine((finding, context) => {
    if (finding.verdict === 'defect' && finding.rightAnswer === undefined)
      context.addIssue({ code: 'custom', path: ['rightAnswer'], message: REQUIRED });
  });
export const RecordInspection = z
  .strictObject({ findings: batchOf(Finding, 'workItemId', 500) })
  .meta({ id: 'RecordInspection' });
export type RecordInspection = z.infer<typeof RecordInspection>;
export const InspectionProgress = z
  .object({ sampleSize: z.int(), acceptanceNumber: z.int(), inspected: z.int(), defects: z.int() })
  .meta({ id: 'InspectionProgress' });
export type InspectionProgress = z.infer<typeof InspectionProgress>;
