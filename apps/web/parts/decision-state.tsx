import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconCircleCheck, IconInfoCircle, IconPlayerPause } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../app/session';
import { Facts } from '../kit/facts';
import { day, shortDateTime } from '../kit/time';
import { Due, When } from '../kit/when';
import { useNames, useWords } from '../kit/words';
import { DecisionProblem } from './decision-problem';
import { type Task, useClaim, useRelease } from './use-decision';
import { useStanding } from './use-standing';

/** In whose hands it is, until when, and why it stands where it stands. */
export function DecisionState({ task }: { task: Task }) {
  const { t } = useTranslation('parts');
  const names = useNames();
  if (task.status !== 'open') return <Closed task={task} />;
  const roles = [task.role, ...task.escalatedTo].map(names.role).join(t('listComma'));
  return (
    <Stack gap="sm">
      <Facts
        items={[
          [
            t('state.role'),
            <Text key="role" size="sm">
              {roles}
            </Text>,
          ],
          [t('state.holder'), <Holder key="holder" task={task} />],
          [
            t('state.due'),
            task.pausedAt ? (
              <Text key="due" size="sm">
                {t('state.stands')}
              </Text>
            ) : (
              <Due key="due" at={task.dueAt} />
            ),
          ],
          [t('state.since'), <When key="since" at={task.since} />],
        ]}
      />
      <Notes task={task} />
      <Clocks task={task} />
      <Hands task={task} />
    </Stack>
  );
}

function Closed({ task }: { task: Task }) {
  const { t, i18n } = useTranslation('parts');
  const names = useNames();
  if (task.status === 'cancelled')
    return (
      <Alert color="gray" icon={<IconInfoCircle aria-hidden />} title={t('closed.withdrawn')} role="status">
        {t('closed.withdrawnText')}
      </Alert>
    );
  const who =
    task.decidedVia === 'clock'
      ? t('closed.clock')
      : (task.decidedBy?.name ?? t(`closed.via.${task.decidedVia ?? 'api'}`));
  return (
    <Alert
      color="green"
      icon={<IconCircleCheck aria-hidden />}
      title={t('closed.title', { outcome: names.outcome(task.outcome ?? '', task.kind) })}
      role="status"
    >
      {t('closed.text', { who, at: task.decidedAt ? shortDateTime(task.decidedAt, i18n.language) : '' })}
    </Alert>
  );
}

function Holder({ task }: { task: Task }) {
  const { t, i18n } = useTranslation('parts');
  const me = useMe();
  if (!task.claimedBy) return <Text size="sm">{t('state.nobody')}</Text>;
  const name = task.claimedBy.id === me.person.id ? t('state.me', { name: task.claimedBy.name }) : task.claimedBy.name;
  return (
    <Text size="sm">
      {name}
      {task.claimedAt && (
        <Text span c="dimmed" size="sm">
          {` ${t('state.heldSince', { at: shortDateTime(task.claimedAt, i18n.language) })}`}
        </Text>
      )}
    </Text>
  );
}

function Notes({ task }: { task: Task }) {
  const { t, i18n } = useTranslation('parts');
  const names = useNames();
  const me = useMe();
  const { holderAbsence, ownerId, escalatedTo, pausedAt, claimedBy, obstacle } = task;
  const notes: string[] = [];
  if (holderAbsence) {
    const until = holderAbsence.until ? day(holderAbsence.until, i18n.language) : null;
    notes.push(until ? t('note.awayUntil', { until }) : t('note.away'));
    notes.push(holderAbsence.cover ? t('note.cover', { name: holderAbsence.cover.name }) : t('note.noCover'));
  }
  if (ownerId !== null)
    notes.push(ownerId === me.person.id ? t('note.lentByMe', { name: claimedBy?.name ?? '' }) : t('note.lent'));
  if (escalatedTo.length > 0)
    notes.push(t('note.escalated', { roles: escalatedTo.map(names.role).join(t('listComma')) }));
  if (pausedAt && obstacle !== 'on_hold') notes.push(t('note.paused', { at: shortDateTime(pausedAt, i18n.language) }));
  return (
    <>
      {obstacle && (
        <Alert
          color={obstacle === 'on_hold' ? 'yellow' : 'gray'}
          icon={obstacle === 'on_hold' ? <IconPlayerPause aria-hidden /> : <IconInfoCircle aria-hidden />}
          title={t('obstacle.title')}
        >
          {t(`obstacle.${obstacle}`, { role: names.role(task.role) })}
        </Alert>
      )}
      {notes.map((note) => (
        <Text key={note} size="sm">
          {note}
        </Text>
      ))}
    </>
  );
}

/** What will be told to whom, in the order of time: nobody should be surprised by a clock. */
function Clocks({ task }: { task: Task }) {
  const { t, i18n } = useTranslation('parts');
  const say = useWords();
  // The due time itself stands above.
  const clocks = task.clocks.filter(({ code }) => code !== 'due');
  if (clocks.length === 0) return null;
  return (
    <Text size="sm" c="dimmed">
      {t(task.pausedAt ? 'clocks.stopped' : 'clocks.next')}{' '}
      {clocks
        .slice(0, 4)
        .map(({ at, name }) => `${say(name)} ${shortDateTime(at, i18n.language)}`)
        .join(t('listComma'))}
    </Text>
  );
}

function Hands({ task }: { task: Task }) {
  const { t } = useTranslation('parts');
  const { mayClaim, isMine } = useStanding(task);
  const claim = useClaim(task);
  const release = useRelease(task);
  const error = claim.error ?? release.error;
  if (!mayClaim && !isMine && !error) return null;
  return (
    <>
      <Group gap="xs">
        {mayClaim && (
          <Button variant="default" loading={claim.isPending} onClick={() => claim.mutate(undefined)}>
            {t('hands.claim')}
          </Button>
        )}
        {isMine && (
          <Button variant="default" loading={release.isPending} onClick={() => release.mutate(undefined)}>
            {t('hands.release')}
          </Button>
        )}
      </Group>
      {error && <DecisionProblem task={task} error={error} />}
    </>
  );
}
