/**
 * Version of the quote that stands: the one a manager last handed in. A newer draft is nobody's word yet, so it is neither
 * signed nor delivered under. `engagement` names a column or parameter with the engagement's id.
 */
export const pricedQuoteVersion = (engagement: string): string => `
  (select (t.data->>'version')::int from human_task t
    where t.engagement_id = ${engagement} and t.kind = 'price_quote' and t.status = 'completed'
    order by t.decided_at desc limit 1)`;
