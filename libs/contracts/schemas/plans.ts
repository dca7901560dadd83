import { DEVICES } from '@kado/domain/plan';
import { AQLS } from '@kado/domain/quality';
import { DATA_CLASSES, PLACES, WORK_MODES } from '@kado/domain/requirements';
import { z } from 'zod';
import { codeText, plainText, sha256, versionNumber } from './fields';

const ManualSection = z
  .strictObject({ code: codeText, titleJa: plainText(1, 200), bodyJa: plainText(1, 20_000) })
  .meta({ id: 'ManualSection' });

export const WriteManual = z
  .strictObject({ sections: z.array(ManualSection).min(1).max(100) })
  .meta({ id: 'WriteManual' });
export type WriteManual = z.infer<typeof WriteManual>;

export const ManualHead = z
  .object({
    version: versionNumber,
    authorId: z.uuid(),
    contentHash: sha256,
    publishedAt: z.string().nullable(),
    createdAt: z.string(),
  })
  .meta({ id: 'ManualHead' });
export type ManualHead = z.infer<typeof ManualHead>;
export const ManualList = z
  .object({ items: z.array(ManualHead), nextCursor: z.string().nullable() })
  .meta({ id: 'ManualList' });
export const Manual = ManualHead.extend({
  sections: z.array(ManualSection),
  acknowledged: z
    .boolean()
    .nullable()
    .describe('Whether I have said that I have read it, or a newer one; null where that is not asked of me.'),
}).meta({ id: 'Manual' });
export type Manual = z.infer<typeof Manual>;
export const ManualAcknowledged = z
  .object({ version: versionNumber, acknowledgedVersion: versionNumber })
  .meta({ id: 'ManualAcknowledged' });

export const PlanStep = z
  .strictObject({
    /** May be empty here: that a step has no code is one of the plan's faults. */
    code: z.string().regex(/^([a-z0-9][a-z0-9_.-]{0,63})?$/),
    nameJa: plainText(1, 200),
    mode: z.enum(WORK_MODES),
    after: z.array(plainText(1, 64)).max(50),
    itemMinutesMax: z.number().max(100_000),
    interruptible: z.boolean(),
    dataLevel: z.enum(DATA_CLASSES),
    device: z.enum(DEVICES),
    skills: z.array(codeText).max(20),
    place: z.enum(PLACES),
    standardSeconds: z.number().max(6_000_000),
  })
  .meta({ id: 'PlanStep' });
/** Shape only: what makes a plan workable is `checkPlan`'s to say, with a pointer for every fault. */
export const PlanDocument = z
  .strictObject({
    steps: z.array(PlanStep).max(100),
    qa: z.strictObject({
      review: z.strictObject({ firstItems: z.number().max(1_000_000), rate: z.number() }),
      secondLook: z
        .strictObject({ rate: z.number() })
        .optional()
        .describe('Share of what a first review accepted that another leader looks at too.'),
      gold: z.strictObject({ enabled: z.boolean() }),
      inspection: z.strictObject({ aql: z.literal(AQLS) }),
      lots: z.number().max(50),
    }),
  })
  .meta({ id: 'PlanDocument' });

export const WritePlan = z.strictObject({ plan: PlanDocument, manualVersion: versionNumber }).meta({ id: 'WritePlan' });
export type WritePlan = z.infer<typeof WritePlan>;

export const PlanVersion = z
  .object({
    version: versionNumber,
    plan: PlanDocument,
    manualVersion: versionNumber,
    authorId: z.uuid(),
    status: z.enum(['draft', 'submitted', 'returned', 'approved']),
    contentHash: sha256,
    createdAt: z.string(),
  })
  .meta({ id: 'PlanVersion' });
export type PlanVersion = z.infer<typeof PlanVersion>;
export const PlanList = z
  .object({ items: z.array(PlanVersion), nextCursor: z.string().nullable() })
  .meta({ id: 'PlanList' });

/** The answer to a new version of a document. */
export const VersionWritten = z.object({ version: versionNumber, contentHash: sha256 }).meta({ id: 'VersionWritten' });
export type VersionWritten = z.infer<typeof VersionWritten>;
