import { DATA_CLASSES, PLACES, PRICE_MODELS, WORK_CATEGORIES, WORK_MODES } from '@kado/domain/requirements';
import { z } from 'zod';
import { businessDate, instant, PersonRef, prose, rate, yen } from './common';

export const RequirementClausesSchema = z
  .strictObject({
    scope: prose(10_000).min(1),
    category: z.enum(WORK_CATEGORIES),
    mode: z.enum(WORK_MODES),
    volume: z.number().int().min(1).max(10_000_000),
    deliveryDue: businessDate,
    qualityTarget: rate,
    dataClass: z.enum(DATA_CLASSES),
    place: z.enum(PLACES),
    priceModel: z.enum(PRICE_MODELS),
    acceptanceWindowDays: z.number().int().min(1).max(365),
    deemedAcceptance: z.boolean(),
    instalments: z.boolean().optional().describe('Lots are delivered as they are released.'),
    workStart: businessDate.optional().describe('The day on which the work is to begin.'),
    notes: prose(10_000).optional(),
  })
  .meta({ id: 'RequirementClauses' });

export const RequirementWritten = z
  .object({ version: z.number().int(), contentHash: z.string() })
  .meta({ id: 'RequirementWritten' });

export const RequirementVersion = z
  .object({
    version: z.number().int(),
    status: z.enum(['draft', 'submitted', 'returned', 'signed', 'declined']),
    clauses: RequirementClausesSchema,
    contentHash: z.string(),
    author: PersonRef.nullable().describe('Not for people of the client.'),
    createdAt: instant,
  })
  .meta({ id: 'RequirementVersion' });

export const WriteQuote = z
  .strictObject({
    itemSeconds: z.number().positive().max(360_000).optional().describe("Default: the median of the pilot's items."),
    reviewRate: rate,
    reviewSeconds: z.number().min(0).max(36_000),
    inspectionRate: rate,
    reworkRate: rate,
    managementRate: z.number().min(0).max(5),
    hourlyYen: yen(100_000).min(1),
    leadHourlyYen: yen(100_000).min(1),
    marginRate: z.number().min(0).max(0.95),
    validUntil: businessDate,
  })
  .meta({ id: 'WriteQuote' });

const price = {
  priceYen: z.number().int(),
  taxYen: z.number().int(),
  totalYen: z.number().int(),
  unitPriceYen: z.string(),
};

export const QuoteResult = z
  .object({
    productionMinutes: z.number().int(),
    reviewMinutes: z.number().int(),
    reworkMinutes: z.number().int(),
    inspectionMinutes: z.number().int(),
    managementMinutes: z.number().int(),
    costYen: z.number().int(),
    marginYen: z.number().int(),
    ...price,
  })
  .meta({ id: 'QuoteResult' });

export const QuoteWritten = z
  .object({
    version: z.number().int(),
    requirementVersion: z.number().int(),
    belowFloor: z.boolean().describe('The margin is under the floor: another manager has to agree.'),
    result: QuoteResult,
  })
  .meta({ id: 'QuoteWritten' });

/** What the client reads: the price, never cost or margin. */
export const QuoteVersion = z
  .object({
    version: z.number().int(),
    requirementVersion: z.number().int(),
    validUntil: businessDate,
    createdAt: instant,
    stands: z
      .boolean()
      .describe(
        'Handed in last, or of a change that both sides agreed to: what is approved, signed and delivered under.',
      ),
    ...price,
    marginRate: z.number().optional(),
    params: WriteQuote.omit({ validUntil: true }).partial().loose().optional(),
    result: QuoteResult.optional(),
    author: PersonRef.optional(),
  })
  .meta({ id: 'QuoteVersion' });

export const Pilot = z
  .object({
    items: z.number().int().describe('Different items answered.'),
    people: z.number().int(),
    answers: z.number().int(),
    medianSeconds: z.number().nullable().describe('Active time of one item.'),
    p80Seconds: z.number().nullable(),
    errorRate: z
      .number()
      .nullable()
      .describe('Share of wrong answers among items with a known answer; null without such.'),
    agreement: z.number().nullable().describe('Share of pairs of people who gave the same answer to the same item.'),
  })
  .meta({ id: 'Pilot' });
