import { useTranslation } from 'react-i18next';
import { api } from '../../api/client';
import { useCommand } from '../../api/command';
import { keys } from '../../api/keys';
import { settled } from '../../api/operation';
import { ReasonDialog } from '../../kit/reason-dialog';
import { toast } from '../../kit/toast';

export function WithdrawDialog({
  engagementKey,
  no,
  onClose,
}: {
  engagementKey: string;
  no: number;
  onClose: () => void;
}) {
  const { t } = useTranslation('changes');
  const withdraw = useCommand(
    (reason: string, key) =>
      settled(
        api.POST('/api/v1/engagements/{id}/changes/{no}/withdraw', {
          params: { path: { id: engagementKey, no: String(no) }, header: { 'Idempotency-Key': key } },
          body: reason === '' ? {} : { reason },
        }),
      ),
    {
      outdates: [keys.engagement(engagementKey), keys.tasks],
      onDone: () => {
        toast(t('withdraw.done', { no }));
        onClose();
      },
    },
  );
  return (
    <ReasonDialog
      title={t('withdraw.title', { no })}
      about={t('withdraw.about')}
      submit={t('withdraw.submit')}
      isPending={withdraw.isPending}
      error={withdraw.error}
      onClose={onClose}
      onSubmit={withdraw.mutate}
    />
  );
}
