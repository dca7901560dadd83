import { COMMANDS } from '@kado/domain/commands';
import { TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client';
import { useCommand } from '../../api/command';
import { keys } from '../../api/keys';
import { settled } from '../../api/operation';
import type { Of } from '../../api/types';
import { ReasonDialog } from '../../kit/reason-dialog';
import { toast } from '../../kit/toast';
import { useWords } from '../../kit/words';
import type { Aside } from './actions-menu';

interface Wish {
  reason: string;
  title?: string;
}

function send(aside: Aside, id: string, { reason, title }: Wish, key: string): Promise<Of<'Engagement'>> {
  const params = { path: { id }, header: { 'Idempotency-Key': key } };
  const given = reason === '' ? {} : { reason };
  switch (aside) {
    case 'hold':
      return settled(api.POST('/api/v1/engagements/{id}/hold', { params, body: { reason } }));
    case 'cancel':
      return settled(api.POST('/api/v1/engagements/{id}/cancel', { params, body: { reason } }));
    case 'lose':
      return settled(api.POST('/api/v1/engagements/{id}/lose', { params, body: { reason } }));
    case 'resume':
      return settled(api.POST('/api/v1/engagements/{id}/resume', { params, body: given }));
    case 'reopen':
      return settled(
        api.POST('/api/v1/engagements/{id}/reopen', { params, body: { ...given, ...(title && { title }) } }),
      );
  }
}

/** Says what follows before it is done; cancelling is the one that cannot be taken back. */
export function AsideDialog(props: { aside: Aside; engagement: Of<'Engagement'>; onClose: () => void }) {
  const { aside, engagement, onClose } = props;
  const { t } = useTranslation('engagement');
  const say = useWords();
  const navigate = useNavigate();
  const [title, setTitle] = useState(engagement.title);
  const name = aside === 'reopen' ? t('reopen') : say(COMMANDS[aside]);
  const command = useCommand((wish: Wish, key) => send(aside, engagement.key, wish, key), {
    outdates: [keys.engagement(engagement.key), keys.engagements, keys.tasks],
    onDone: (answer) => {
      toast(t('asideDone', { name }));
      onClose();
      if (aside === 'reopen' && answer?.key) void navigate({ to: '/engagements/$key', params: { key: answer.key } });
    },
  });
  return (
    <ReasonDialog
      title={name}
      about={t(`aside.${aside}`)}
      submit={name}
      isNeeded={aside !== 'reopen' && COMMANDS[aside].needsReason}
      isDangerous={aside === 'cancel' || aside === 'lose'}
      isPending={command.isPending}
      error={command.error}
      onClose={onClose}
      onSubmit={(reason) =>
        command.mutate({ reason, ...(aside === 'reopen' && title !== engagement.title && { title }) })
      }
    >
      {aside === 'reopen' && (
        <TextInput
          label={t('newTitle')}
          value={title}
          maxLength={200}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
      )}
    </ReasonDialog>
  );
}
