import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from './problem-alert';

interface ReasonDialogProps {
  title: string;
  about?: ReactNode;
  submit: string;
  /** Without: the reason may be left out. */
  isNeeded?: boolean;
  isDangerous?: boolean;
  isPending: boolean;
  error: unknown;
  onClose: () => void;
  onSubmit: (reason: string) => void;
  /** Asked before the reason; its first field may take the focus (`data-autofocus`). */
  children?: ReactNode;
}

/** For whatever owes a written reason: sending back, refusing, holding, cancelling, handing over. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const [isAsked, setAsked] = useState(false);
  const id = useId();
  const isMissing = props.isNeeded === true && reason.trim() === '';
  return (
    <Modal opened onClose={props.onClose} title={props.title} closeButtonProps={{ 'aria-label': t('close') }}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(true);
          if (!isMissing) props.onSubmit(reason.trim());
        }}
      >
        <Stack>
          {props.about && <Text component="div">{props.about}</Text>}
          {props.children}
          <Textarea
            id={id}
            data-autofocus={props.children ? undefined : true}
            label={props.isNeeded ? t('reason.label') : t('reason.optional')}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            required={props.isNeeded}
            error={isAsked && isMissing ? t('reason.needed') : undefined}
            maxLength={4000}
          />
          {props.error != null && <ProblemAlert error={props.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={props.onClose}>
              {t('back')}
            </Button>
            <Button type="submit" loading={props.isPending} color={props.isDangerous ? 'red.9' : undefined}>
              {props.submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
