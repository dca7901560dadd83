import type { DeliveryReport } from '@kado/documents/delivery-report';
import { useQuery } from '@tanstack/react-query';
import { api, ask } from '../../api/client';
import { keys } from '../../api/keys';
import { usePages } from '../../api/pages';
import type { Of } from '../../api/types';

export type Delivery = Of<'Delivery'>;
export type Rejections = Of<'Rejections'>;
export type Report = DeliveryReport;

/** Stored with the delivery as its papers were written from it; the API passes it on as it is. */
export function reportOf({ report }: Delivery): Report {
  return report as unknown as Report;
}

export function useDeliveries(key: string) {
  return usePages<Delivery>(keys.engagement(key, 'deliveries'), (cursor) =>
    ask(
      api.GET('/api/v1/engagements/{id}/deliveries', {
        params: { path: { id: key }, query: { limit: 50, ...(cursor && { cursor }) } },
      }),
    ),
  );
}

export const rejectionsKey = (key: string, no: number) => keys.engagement(key, 'deliveries', no, 'rejections');

export function useRejections(key: string, no: number, enabled: boolean) {
  return useQuery({
    queryKey: rejectionsKey(key, no),
    queryFn: () =>
      ask(
        api.GET('/api/v1/engagements/{id}/deliveries/{no}/rejections', {
          params: { path: { id: key, no: String(no) } },
        }),
      ),
    enabled,
  });
}
