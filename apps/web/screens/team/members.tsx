import { Button, Switch } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Of } from '../../api/types';
import { Empty } from '../../kit/empty';
import { Loaded } from '../../kit/loaded';
import { Section } from '../../kit/section';
import { mayIn } from '../../parts/engagement';
import { AppointDialog } from './appoint-dialog';
import { MembersTable } from './members-table';
import { useMembers, useTeamCheck } from './queries';
import { ReassignDialog } from './reassign-dialog';
import { type PaperKind, papersICanRecord, RecordPapers } from './record-papers';

export type Member = Of<'Member'>;

/** Who is in the team, with the papers each one owes; papers are recorded for several people at once. */
export function Members({ engagement }: { engagement: Of<'Engagement'> }) {
  const { t } = useTranslation('team');
  const members = useMembers(engagement.key);
  const check = useTeamCheck(engagement.key, mayIn(engagement, 'team.check'));
  const [isFormer, setFormer] = useState(false);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [isAppointing, setAppointing] = useState(false);
  const [leaving, setLeaving] = useState<Member | null>(null);
  const kinds = papersICanRecord(engagement);
  const choose = (ids: readonly string[]) => setChosen(new Set(ids));
  const mayAppoint = engagement.myRoles.some((role) => role === 'manager' || role === 'coordinator');

  return (
    <Section
      title={t('members.title')}
      actions={
        mayAppoint && (
          <Button
            variant="default"
            leftSection={<IconUserPlus size={18} aria-hidden />}
            onClick={() => setAppointing(true)}
          >
            {t('appoint.open')}
          </Button>
        )
      }
    >
      <Loaded query={members} height={240}>
        {(all) => {
          const present = all.filter(({ until }) => until === null);
          const shown = isFormer ? all : present;
          const ofPapers = present.filter(({ role }) => role === 'leader' || role === 'teleworker');
          const lacking = (kind: PaperKind) =>
            (check.data?.missing ?? []).filter((one) => !paperOf(one, kind)).map(({ personId }) => personId);
          return (
            <>
              {all.length === 0 ? (
                <Empty>{t('members.empty')}</Empty>
              ) : (
                <MembersTable
                  members={shown}
                  missing={check.data?.missing}
                  chosen={kinds.length > 0 ? chosen : undefined}
                  onChoose={choose}
                  onReassign={mayIn(engagement, 'members.reassign') ? setLeaving : undefined}
                />
              )}
              {all.length > present.length && (
                <Switch
                  label={t('members.former', { count: all.length - present.length })}
                  checked={isFormer}
                  onChange={(event) => setFormer(event.currentTarget.checked)}
                />
              )}
              {kinds.length > 0 && ofPapers.length > 0 && (
                <RecordPapers
                  engagementKey={engagement.key}
                  kinds={kinds}
                  people={ofPapers}
                  lacking={lacking}
                  chosen={chosen}
                  onChoose={choose}
                />
              )}
            </>
          );
        }}
      </Loaded>
      {isAppointing && <AppointDialog engagement={engagement} onClose={() => setAppointing(false)} />}
      {leaving && <ReassignDialog engagementKey={engagement.key} member={leaving} onClose={() => setLeaving(null)} />}
    </Section>
  );
}

function paperOf(one: Of<'TeamCheck'>['missing'][number], kind: PaperKind): boolean {
  if (kind === 'terms_notice') return one.termsNotice;
  return kind === 'training_gate' ? one.trainingGate : true;
}
