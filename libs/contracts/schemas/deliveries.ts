import { REJECTION_CODES } from '@kado/domain/rejection-codes';
import { z } from 'zod';
import { prose, Words } from './common';
import { codeText, plainText } from './fields';

export const DeliveryFile = z
  .object({
    id: z.uuid(),
    name: z.string(),
    mediaType: z.string(),
    bytes: z.int(),
    sha256: z.string(),
    url: z.string(),
  })
  .meta({ id: 'DeliveryFile' });
export type DeliveryFile = z.infer<typeof DeliveryFile>;

export const Delivery = z
  .object({
    id: z.uuid(),
    deliveryNo: z.int(),
    items: z.int(),
    lotNos: z.array(z.int()).describe('Lots of this delivery.'),
    status: z.enum(['built', 'sent', 'accepted', 'rejected']),
    builtAt: z.string(),
    sentAt: z.string().nullable(),
    acceptedAt: z.string().nullable(),
    acceptedVia: z
      .enum(['api', 'signal', 'clock', 'ops'])
      .nullable()
      .describe('`clock`: deemed acceptance, as the contract says.'),
    rejectedItems: z.int().min(0).describe('Items that the client has named as not acceptable.'),
    report: z.record(z.string(), z.unknown()),
    files: z.object({ csv: DeliveryFile, report: DeliveryFile, note: DeliveryFile }),
  })
  .meta({ id: 'Delivery' });
export type Delivery = z.infer<typeof Delivery>;
export const DeliveryList = z
  .object({ items: z.array(Delivery), nextCursor: z.string().nullable() })
  .meta({ id: 'DeliveryList' });

/** Rows are judged together by the service, so that one answer names every faulty one. */
export const NameRejections = z
  .strictObject({
    items: z
      .array(
        z.strictObject({
          externalId: plainText(1, 200),
          code: codeText.describe(`One of: ${Object.keys(REJECTION_CODES).join(', ')}.`),
          comment: prose(2_000).optional(),
        }),
      )
      .min(1)
      .max(1_000),
  })
  .meta({ id: 'NameRejections' });
export type NameRejections = z.infer<typeof NameRejections>;

export const Rejections = z
  .object({
    deliveryNo: z.int(),
    status: Delivery.shape.status,
    items: z.array(
      z.object({
        workItemId: z.uuid(),
        externalId: z.string(),
        code: z.string(),
        name: Words,
        comment: z.string(),
        namedAt: z.string(),
      }),
    ),
  })
  .meta({ id: 'Rejections' });
export type Rejections = z.infer<typeof Rejections>;
