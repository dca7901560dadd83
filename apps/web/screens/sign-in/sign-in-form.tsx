import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../../api/client';
import type { Me } from '../../app/session';
import { ProblemAlert } from '../../kit/problem-alert';

interface Fields {
  login: string;
  password: string;
}

/** Two plain fields: everybody's first page does without the library of the long forms. */
export function SignInForm({ login = '', onDone }: { login?: string; onDone: (me: Me) => void }) {
  const { t } = useTranslation('signIn');
  const [fields, setFields] = useState<Fields>({ login, password: '' });
  const [isAsked, setAsked] = useState(false);
  const signIn = useMutation({
    mutationFn: (body: Fields) => ask(api.POST('/api/v1/auth/session', { body })),
    onSuccess: onDone,
  });
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (fields.login !== '' && fields.password !== '') signIn.mutate(fields);
      }}
    >
      <Stack>
        <TextInput
          label={t('login')}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          data-autofocus={login === '' || undefined}
          name="login"
          value={fields.login}
          onChange={(event) => setFields({ ...fields, login: event.currentTarget.value })}
          error={isAsked && fields.login === '' && t('needed')}
        />
        <PasswordInput
          label={t('password')}
          autoComplete="current-password"
          data-autofocus={login !== '' || undefined}
          visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
          name="password"
          value={fields.password}
          onChange={(event) => setFields({ ...fields, password: event.currentTarget.value })}
          error={isAsked && fields.password === '' && t('needed')}
        />
        {signIn.error && <ProblemAlert error={signIn.error} />}
        <Button type="submit" loading={signIn.isPending}>
          {t('submit')}
        </Button>
      </Stack>
    </form>
  );
}
