import { Modal, Stack, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { offerSignIn } from '../../api/sign-in-again';
import { SignInForm } from '../../screens/sign-in/sign-in-form';
import { useMe, useSignOut } from '../session';

/** The session is over, the page stays: whoever signs in here goes on where they were, with everything they had typed. */
export function SignInAgain() {
  const { t } = useTranslation();
  const me = useMe();
  const signOut = useSignOut();
  const [isOpen, setOpen] = useState(false);
  const answer = useRef<(isBack: boolean) => void>(() => undefined);
  useEffect(
    () =>
      offerSignIn(
        () =>
          new Promise<boolean>((resolve) => {
            answer.current = resolve;
            setOpen(true);
          }),
      ),
    [],
  );
  const close = (isBack: boolean) => {
    setOpen(false);
    answer.current(isBack);
  };
  return (
    <Modal
      opened={isOpen}
      onClose={() => close(false)}
      title={t('signInAgain.title')}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Stack>
        <Text>{t('signInAgain.text')}</Text>
        <SignInForm
          login={me.login}
          onDone={(back) => {
            // Somebody else's session must not go on with this person's page.
            if (back.person.id === me.person.id) close(true);
            else void signOut();
          }}
        />
      </Stack>
    </Modal>
  );
}
