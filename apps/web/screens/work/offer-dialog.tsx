import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../../api/client';
import { useCommand } from '../../api/command';
import { keys } from '../../api/keys';
import type { Of } from '../../api/types';
import { ProblemAlert } from '../../kit/problem-alert';
import { toast } from '../../kit/toast';
import { OfferTerms } from './offer-terms';

interface OfferDialogProps {
  offer: Of<'Offer'>;
  answer: 'accept' | 'decline';
  onClose: () => void;
}

/** An answer is given once, and accepting is a contract: the terms are read once more before it goes out. */
export function OfferDialog({ offer, answer, onClose }: OfferDialogProps) {
  const { t } = useTranslation('work');
  const { t: common } = useTranslation();
  const command = useCommand<Of<'Offer'>>(
    (_, key) => {
      const params = { path: { id: offer.id }, header: { 'Idempotency-Key': key } };
      return ask(
        answer === 'accept'
          ? api.POST('/api/v1/offers/{id}/accept', { params })
          : api.POST('/api/v1/offers/{id}/decline', { params }),
      );
    },
    {
      outdates: [keys.offers, keys.myWork, keys.me],
      onDone: () => {
        toast(t(`offer.${answer}.done`, { title: offer.title }));
        onClose();
      },
    },
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(`offer.${answer}.title`)}
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      <Stack>
        <Text fw={700}>{offer.title}</Text>
        <Text>{t(`offer.${answer}.text`)}</Text>
        {answer === 'accept' && <OfferTerms offer={offer} />}
        {command.error && <ProblemAlert error={command.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {common('back')}
          </Button>
          <Button onClick={() => command.mutate()} loading={command.isPending} data-autofocus>
            {t(`offer.${answer}`)}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
