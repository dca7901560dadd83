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
  const engagement = useQuery({
    // Not under keys.engagement: everybody's submissions would have every screen read it again.
    queryKey: ['work', key],
    queryFn: () => ask(api.GET('/api/v1/engagements/{id}', { params: { path: { id: key } } })),
    staleTime: 60_000,
  });
  return (
    <Loaded query={engagement} height={420}>
      {(data) => <LabellingScreen key={`${me.person.id}:${data.key}`} engagement={data} personId={me.person.id} />}
    </Loaded>
  );
}
