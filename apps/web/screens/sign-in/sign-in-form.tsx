import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../../api/client';
import type { Me } from '../../app/session';
import { ProblemAlert } from '../../kit/problem-alert';

interface Fields {
  login: string;
  password: string;
}

export function SignInForm({ login = '', onDone }: { login?: string; onDone: (me: Me) => void }) {
  const { t } = useTranslation('signIn');
  const form = useForm<Fields>({ defaultValues: { login, password: '' } });
  const signIn = useMutation({
    mutationFn: (body: Fields) => ask(api.POST('/api/v1/auth/session', { body })),
    onSuccess: onDone,
  });
  return (
    <form onSubmit={form.handleSubmit((fields) => signIn.mutate(fields))} noValidate>
      <Stack>
        <TextInput
          label={t('login')}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          data-autofocus={login === '' || undefined}
          error={form.formState.errors.login && t('needed')}
          {...form.register('login', { required: true })}
        />
        <PasswordInput
          label={t('password')}
          autoComplete="current-password"
          data-autofocus={login !== '' || undefined}
          visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
          error={form.formState.errors.password && t('needed')}
          {...form.register('password', { required: true })}
        />
        {signIn.error && <ProblemAlert error={signIn.error} />}
        <Button type="submit" loading={signIn.isPending}>
          {t('submit')}
        </Button>
      </Stack>
    </form>
  );
}
