import { Stack } from '@mantine/core';
import { mayIn, useEngagement } from '../../parts/engagement';
import { Candidates } from './candidates';
import { Members } from './members';
import { Offers } from './offers';
import { Standing } from './standing';
import { TeamDecisions } from './team-decisions';

/** Who does this engagement: whether the team stands, who is in it, who could be asked, who has been. */
export function TeamPage() {
  const engagement = useEngagement();
  return (
    <Stack gap="lg">
      <TeamDecisions engagement={engagement} />
      {mayIn(engagement, 'team.check') && <Standing engagement={engagement} />}
      {mayIn(engagement, 'members.list') && <Members engagement={engagement} />}
      {mayIn(engagement, 'offers.list') && <Offers engagement={engagement} />}
      {mayIn(engagement, 'candidates.list') && <Candidates engagement={engagement} />}
    </Stack>
  );
}
