import { CHANGEABLE } from '@kado/domain/change-impact';
import { ROLES } from '@kado/domain/roles';
import { z } from 'zod';
import { businessDate, instant, PersonRef, rate, Words } from './common';
import { HUMAN_TASK_KIND } from './engagement';
import { storableProse } from './fields';

const terms = {
  volume: z.number().int().min(1).max(10_000_000),
  deliveryDue: businessDate,
  qualityTarget: rate,
  scope: storableProse(1, 10_000),
  notes: storableProse(0, 10_000),
  acceptanceWindowDays: z.number().int().min(1).max(365),
  instalments: z.boolean(),
};
export const ChangeTerms = z.strictObject(terms).meta({ id: 'ChangeTerms' });

/** That a wish changes something is the service's to say: it knows what stands, and who may ask. */
export const WishedTerms = z.strictObject(terms).partial().meta({ id: 'WishedTerms' });

const price = {
  marginRate: z.number().min(0).max(0.95).optional().describe('Default: that of the quote that stands.'),
  priceYen: z.number().int().min(1).max(1_000_000_000_000).optional().describe('Without tax, instead of a margin.'),
};
const ONE_OF_TWO = 'either_or|価格と利益率はどちらか一方を指定してください。|Name the price or the margin, not both.';
const isEither = (offer: { priceYen?: number; marginRate?: number }) =>
  offer.priceYen === undefined || offer.marginRate === undefined;

export const RequestChange = z
  .strictObject({
    wished: WishedTerms,
    reason: storableProse(1, 4_000),
    offer: z
      .strictObject({ ...price, deliveryDue: businessDate.optional() })
      .refine(isEither, { error: ONE_OF_TWO, path: ['marginRate'] })
      .optional()
      .describe('Price and date that go with it; for a manager only.'),
  })
  .meta({ id: 'RequestChange' });
export type RequestChange = z.output<typeof RequestChange>;

const { deliveryDue: _, ...offeredTerms } = terms;
export const OfferChange = z
  .strictObject({
    ...price,
    deliveryDue: businessDate.optional().describe('Default: what the team needs for it, not before the wished date.'),
    clauses: z
      .strictObject(offeredTerms)
      .partial()
      .optional()
      .describe('Terms in which the offer differs from the wish.'),
  })
  .refine(isEither, { error: ONE_OF_TWO, path: ['marginRate'] })
  .meta({ id: 'OfferChange' });
export type OfferChange = z.output<typeof OfferChange>;

export const WithdrawChange = z
  .strictObject({ reason: storableProse(1, 4_000).optional() })
  .meta({ id: 'WithdrawChange' });

export const CHANGE_STATES = ['requested', 'offered', 'agreed', 'refused', 'expired', 'withdrawn'] as const;

const value = z.union([z.string(), z.number(), z.boolean()]);
const Price = z.object({ priceYen: z.number().int(), totalYen: z.number().int().describe('With tax.') });
const share = z.number();

export const Change = z
  .object({
    no: z.number().int(),
    requestedBy: z.enum(['kado', 'client']),
    author: PersonRef.nullable().describe('People of the client read the names of their own side only.'),
    reason: z.string().optional().describe('For those who decide or plan.'),
    status: z.enum(CHANGE_STATES),
    createdAt: instant,
    closedAt: instant.nullable(),
    isOffered: z.boolean().describe('KADO has put terms before the client; until then `after` is the wish.'),
    before: ChangeTerms,
    after: ChangeTerms,
    differences: z.array(z.object({ field: z.enum(CHANGEABLE), before: value, after: value })),
    deliveryDue: z.object({ before: businessDate, after: businessDate }),
    price: z
      .object({ before: Price, after: Price.nullable(), diffYen: z.number().int().nullable() })
      .optional()
      .describe('For managers and the client.'),
    margin: z.object({ before: share, after: share.nullable() }).optional().describe('For managers.'),
    impact: z
      .object({
        hours: z.number(),
        hoursDiff: z.number(),
        deliveryDue: businessDate,
        priceYen: z.number().int().optional(),
        priceDiffYen: z.number().int().optional(),
      })
      .optional()
      .describe('What the wish would mean at the rates that stand; for KADO, its prices for managers.'),
    requirementVersion: z.number().int().nullable(),
    quoteVersion: z.number().int().nullable(),
    waitsFor: z
      .object({
        taskId: z.string(),
        kind: HUMAN_TASK_KIND,
        role: z.enum(ROLES),
        dueAt: instant,
        nextStep: Words,
      })
      .nullable()
      .describe('The open human task of this change.'),
  })
  .meta({ id: 'Change' });
export type Change = z.output<typeof Change>;
