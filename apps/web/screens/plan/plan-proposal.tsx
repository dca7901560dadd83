import { Button, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../../api/client';
import { useCommand } from '../../api/command';
import { keys } from '../../api/keys';
import { Facts } from '../../kit/facts';
import { Loaded } from '../../kit/loaded';
import { ReasonDialog } from '../../kit/reason-dialog';
import { Section } from '../../kit/section';
import { count } from '../../kit/time';
import { toast } from '../../kit/toast';
import { useNames } from '../../kit/words';
import { useWaiting } from '../../parts/engagement';
import { useMayHere } from '../../parts/members';

/** A newer version while work is under way: what it would do to the work, and the proposal that a manager decides on. */
export function PlanProposal({ engagementKey, version }: { engagementKey: string; version: number }) {
  const { t, i18n } = useTranslation('plan');
  const names = useNames();
  const mayHere = useMayHere(engagementKey);
  const isDeciding = useWaiting(engagementKey).data?.waiting.some(({ kind }) => kind === 'approve_plan_change');
  const [isOpen, setOpen] = useState(false);
  const trial = useQuery({
    queryKey: keys.engagement(engagementKey, 'plans', version, 'dry-run'),
    queryFn: () =>
      ask(
        api.GET('/api/v1/engagements/{id}/plans/{version}/dry-run', {
          params: { path: { id: engagementKey, version: String(version) } },
        }),
      ),
    enabled: mayHere('planChanges.check'),
  });
  const propose = useCommand(
    (reason: string, key) =>
      ask(
        api.POST('/api/v1/engagements/{id}/plan-changes', {
          params: { path: { id: engagementKey }, header: { 'Idempotency-Key': key } },
          body: { planVersion: version, reason },
        }),
      ),
    {
      outdates: [keys.engagement(engagementKey), keys.tasks],
      onDone: () => {
        setOpen(false);
        toast(t('proposal.done'));
      },
    },
  );
  if (!mayHere('planChanges.check')) return null;
  const say = (value: number) => count(value, i18n.language);
  return (
    <Section title={t('proposal.title')}>
      <Loaded query={trial} height={120}>
        {({ isChange, items, people, hours, reviews }) =>
          isChange ? (
            <Stack>
              <Facts
                items={[
                  [t('proposal.moving'), t('proposal.items', { count: items.moving })],
                  [t('proposal.toCome'), t('proposal.items', { count: items.toCome })],
                  [
                    t('proposal.finishing'),
                    items.finishing.length === 0
                      ? t('proposal.items', { count: 0 })
                      : items.finishing
                          .map(
                            ({ state, items: n }) =>
                              `${names.code('itemState', state)} ${t('proposal.items', { count: n })}`,
                          )
                          .join('、'),
                  ],
                  [
                    t('proposal.hours'),
                    t('proposal.hoursOf', {
                      before: say(Math.round(hours.before)),
                      after: say(Math.round(hours.after)),
                    }),
                  ],
                  [
                    t('proposal.reviews'),
                    t('proposal.reviewsOf', { before: say(reviews.before.reviews), after: say(reviews.after.reviews) }),
                  ],
                  people.length === 0
                    ? undefined
                    : [
                        t('proposal.people'),
                        people
                          .map(({ person, holding }) => t('proposal.person', { name: person.name, count: holding }))
                          .join('、'),
                      ],
                ]}
              />
              {isDeciding ? (
                <Text>{t('proposal.open')}</Text>
              ) : (
                mayHere('planChanges.propose') && (
                  <Button onClick={() => setOpen(true)} style={{ alignSelf: 'flex-start' }}>
                    {t('proposal.propose')}
                  </Button>
                )
              )}
            </Stack>
          ) : (
            <Text>{t('proposal.same')}</Text>
          )
        }
      </Loaded>
      {isOpen && (
        <ReasonDialog
          title={t('proposal.propose')}
          about={t('proposal.about')}
          submit={t('proposal.submit')}
          isNeeded
          isPending={propose.isPending}
          error={propose.error}
          onClose={() => setOpen(false)}
          onSubmit={(reason) => propose.mutate(reason)}
        />
      )}
    </Section>
  );
}
