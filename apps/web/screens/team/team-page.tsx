import type { HumanTaskKind } from '@kado/domain/human-tasks';
import { Stack } from '@mantine/core';
import { mayIn, useEngagement } from '../../parts/engagement';
import { OpenDecisions } from '../../parts/open-decisions';
import { Candidates } from './candidates';
import { Members } from './members';
import { Offers } from './offers';
import { Standing } from './standing';

/** The decisions that are prepared on this page, to be taken where their data stands. */
const KINDS: readonly HumanTaskKind[] = [
  'staff_pilot',
  'assemble_team',
  'issue_terms_notices',
  'renew_terms_notices',
  'pass_training_gate',
];

/** Who does this engagement: whether the team stands, who is in it, who could be asked, who has been. */
export function TeamPage() {
  const engagement = useEngagement();
  return (
    <Stack gap="lg">
      <OpenDecisions engagement={engagement} kinds={KINDS} />
      {mayIn(engagement, 'team.check') && <Standing engagement={engagement} />}
      {mayIn(engagement, 'members.list') && <Members engagement={engagement} />}
      {mayIn(engagement, 'offers.list') && <Offers engagement={engagement} />}
      {mayIn(engagement, 'candidates.list') && <Candidates engagement={engagement} />}
    </Stack>
  );
}
