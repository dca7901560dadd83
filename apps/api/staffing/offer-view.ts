import type { Offer } from '@kado/contracts/schemas/staffing';

export type OfferRow = Omit<Offer, 'expiresAt' | 'createdAt' | 'answeredAt'> & {
  expiresAt: Date;
  createdAt: Date;
  answeredAt: Date | null;
};

/** An offer that nobody answered in time has expired, also before anything has written so. */
export const OFFER_COLUMNS = `o.id, o.engagement_id as "engagementId", e.key as "engagementKey", e.title, o.person_id as "personId",
  p.family_name || ' ' || p.given_name as name, o.role, o.purpose, o.hours_per_week::float as "hoursPerWeek",
  o.hourly_yen as "hourlyYen", case when o.status = 'sent' and o.expires_at <= now() then 'expired' else o.status end as status,
  o.expires_at as "expiresAt", o.created_at as "createdAt", o.answered_at as "answeredAt"`;

export const OFFER_FROM = 'offer o join engagement e on e.id = o.engagement_id join person p on p.id = o.person_id';

export function showOffer(row: OfferRow): Offer {
  return {
    ...row,
    expiresAt: row.expiresAt.toISOString(),
    createdAt: row.createdAt.toISOString(),
    answeredAt: row.answeredAt?.toISOString() ?? null,
  };
}
