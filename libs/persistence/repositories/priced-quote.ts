/**
 * Version of the quote that stands: the one a manager last handed in, or that of a change both sides have agreed to since. A
 * newer draft is nobody's word yet, so it is neither signed nor delivered under. `engagement` names a column or parameter with the engagement's id.
 */
export const pricedQuoteVersion = (engagement: string): string => `
  (select (t.data->>'version')::int from human_task t
    where t.engagement_id = ${engagement} and t.status = 'completed' and t.data ? 'version'
      and (t.kind = 'price_quote' or (t.kind = 'consent_change' and t.outcome = 'agreed'))
    order by t.decided_at desc limit 1)`;
