import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { api, ask } from '../../api/client';
import { useMe } from '../../app/session';
import { Loaded } from '../../kit/loaded';
import { LabellingScreen } from './labelling-screen';

const route = getRouteApi('/app/work/$key');

export function LabellingPage() {
  const { key } = route.useParams();
  const me = useMe();
  const work = useQuery({
    // Not among what live changes outdate: everybody's submissions would have every screen read it again.
    queryKey: ['work', key],
    queryFn: () => ask(api.GET('/api/v1/engagements/{id}/my-work', { params: { path: { id: key } } })),
    refetchInterval: 60_000,
  });
  return (
    <Loaded query={work} height={420}>
      {(data) => <LabellingScreen key={`${me.person.id}:${data.engagement.key}`} work={data} personId={me.person.id} />}
    </Loaded>
  );
}
