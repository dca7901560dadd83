import type { ValueTransformer } from 'typeorm';

/** PostgreSQL hands numeric and bigint over as text; hours, rates and yen are far below 2^53, so a number holds them exactly enough. */
export const asNumber: ValueTransformer = {
  to: (value: number | null | undefined) => value,
  from: (value: string | null) => (value === null ? null : Number(value)),
};
