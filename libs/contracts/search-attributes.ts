/**
 * Typed search attributes, registered at boot on every server (an unregistered one fails the workflow task for ever).
 * Ids and codes only: they are stored in clear. Limits on PostgreSQL: 10 Keyword, 3 of each other type.
 */
export const SEARCH_ATTRIBUTES = {
  EngagementKey: 'Keyword',
  Stage: 'Keyword',
  ClientCode: 'Keyword',
  SiteCode: 'Keyword',
  /** Role the execution waits for (`client`, `director`…), `none` while it works by itself. */
  WaitingFor: 'Keyword',
  DueAt: 'Datetime',
} as const;
