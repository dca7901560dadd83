import { useQuery } from '@tanstack/react-query';
import { api, ask } from '../../api/client';
import { keys } from '../../api/keys';

/** Does the team stand, and who lacks a paper. */
export function useTeamCheck(engagementKey: string, isMine: boolean) {
  return useQuery({
    enabled: isMine,
    queryKey: keys.engagement(engagementKey, 'team'),
    queryFn: () => ask(api.GET('/api/v1/engagements/{id}/team', { params: { path: { id: engagementKey } } })),
  });
}

/** Every member there is or was: a team is small enough to be read whole. */
export function useMembers(engagementKey: string) {
  return useQuery({
    queryKey: keys.engagement(engagementKey, 'members'),
    queryFn: async () => {
      const read = (cursor?: string) =>
        ask(
          api.GET('/api/v1/engagements/{id}/members', {
            params: { path: { id: engagementKey }, query: { limit: 200, cursor } },
          }),
        );
      let page = await read();
      const members = [...page.items];
      while (page.nextCursor !== null) {
        page = await read(page.nextCursor);
        members.push(...page.items);
      }
      return members;
    },
  });
}
