/**
 * Query keys. The first word says what goes out of date together: an event of the stream about an engagement outdates
 * everything under `engagement(key)`, and the lists that may show it.
 */
export const keys = {
  me: ['me'] as const,
  myWork: ['my-work'] as const,
  tasks: ['tasks'] as const,
  task: (id: string) => ['tasks', 'one', id] as const,
  notices: ['notices'] as const,
  engagements: ['engagements'] as const,
  engagement: (key: string, ...part: readonly unknown[]) => ['engagement', key, ...part] as const,
  offers: ['offers'] as const,
  people: ['people'] as const,
  clients: ['clients'] as const,
  operation: (id: string) => ['operation', id] as const,
};
