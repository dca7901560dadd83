import { Box, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Loaded } from '../../kit/loaded';
import { ClientQuestions } from '../../parts/client-questions';
import { DecisionReason } from '../../parts/decision-reason';
import { type Engagement, mayIn, useEngagement, useIsAsked, waitingQuery } from '../../parts/engagement';
import { OpenDecisions } from '../../parts/open-decisions';
import { AtHand } from './at-hand';
import { ClausesSection } from './clauses-section';
import { useQuotes, useVersions, type Version } from './queries';
import { QuotesSection } from './quotes-section';

const KINDS = ['draft_requirements', 'price_quote', 'approve_margin', 'sign_requirements', 'confirm_contract'] as const;

/** What is agreed and at which price: from the first draft to the signed contract. */
export function RequirementsPage() {
  const engagement = useEngagement();
  const versions = useVersions(engagement.key);
  const waiting = useQuery(waitingQuery(engagement.key));
  return (
    <Loaded query={versions} height={480}>
      {(written) => (
        <Loaded query={waiting} height={480}>
          {() => <Requirements engagement={engagement} versions={written} />}
        </Loaded>
      )}
    </Loaded>
  );
}

function Requirements({ engagement, versions }: { engagement: Engagement; versions: readonly Version[] }) {
  const quotes = useQuotes(engagement.key, mayIn(engagement, 'quotes.list'));
  const submitted = versions.find(({ status }) => status === 'submitted');
  const isPricing = useIsAsked(engagement.key, 'price_quote');
  const isAnswering = useIsAsked(engagement.key, 'answer_question');
  const isCalling = useIsAsked(engagement.key, 'call_client');
  const isQuestioned = isAnswering || isCalling;
  // The client's last word on the clauses stands until they are put before it again.
  const isReturned = versions.find(({ status }) => status !== 'draft')?.status === 'returned';
  return (
    <Stack gap="lg">
      {isReturned && <DecisionReason engagement={engagement} kind="sign_requirements" outcome="returned" />}
      {isPricing && quotes.data?.[0] && (
        <DecisionReason
          engagement={engagement}
          kind="approve_margin"
          outcome="refused"
          after={quotes.data[0].createdAt}
        />
      )}
      <OpenDecisions
        engagement={engagement}
        kinds={KINDS}
        about={({ kind }) =>
          kind === 'sign_requirements' && submitted ? (
            <AtHand version={submitted} quote={quotes.data?.find(({ stands }) => stands)} />
          ) : null
        }
      />
      {isQuestioned && <ClientQuestions engagement={engagement} />}
      <Box id="clauses">
        <ClausesSection engagement={engagement} versions={versions} />
      </Box>
      <Box id="quotes">
        <Stack gap="lg">
          <QuotesSection engagement={engagement} versions={versions} />
        </Stack>
      </Box>
      {!isQuestioned && <ClientQuestions engagement={engagement} />}
    </Stack>
  );
}
