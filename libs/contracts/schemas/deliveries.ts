import { z } from 'zod';

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
    status: z.enum(['built', 'sent', 'accepted']),
    builtAt: z.string(),
    sentAt: z.string().nullable(),
    acceptedAt: z.string().nullable(),
    report: z.record(z.string(), z.unknown()),
    files: z.object({ csv: DeliveryFile, report: DeliveryFile, note: DeliveryFile }),
  })
  .meta({ id: 'Delivery' });
export type Delivery = z.infer<typeof Delivery>;
export const DeliveryList = z
  .object({ items: z.array(Delivery), nextCursor: z.string().nullable() })
  .meta({ id: 'DeliveryList' });
