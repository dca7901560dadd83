import { Button, Center, Container, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../../api/keys';
import { changeLanguage, currentLanguage } from '../../app/i18n';
import { SignInForm } from './sign-in-form';

const route = getRouteApi('/sign-in');

export function SignInPage() {
  const { t } = useTranslation('signIn');
  const { next } = route.useSearch();
  const router = useRouter();
  const queries = useQueryClient();
  useEffect(() => {
    document.title = `${t('title')} | KADO`;
  }, [t]);
  return (
    <Center mih="100vh" component="main">
      <Container size={420} w="100%" py="xl">
        <Stack gap="lg">
          <Group gap="sm">
            <img src="/assets/icon.svg" alt="" width={44} height={44} />
            <Title order={1}>{t('title')}</Title>
          </Group>
          <Text>{t('about')}</Text>
          <Paper withBorder p="lg">
            <SignInForm
              onDone={(me) => {
                queries.clear();
                queries.setQueryData(keys.me, me);
                router.history.push(safeNext(next));
              }}
            />
          </Paper>
          <Button
            variant="subtle"
            lang={currentLanguage() === 'ja' ? 'en' : 'ja'}
            onClick={() => void changeLanguage(currentLanguage() === 'ja' ? 'en' : 'ja')}
          >
            {t('otherLanguage')}
          </Button>
        </Stack>
      </Container>
    </Center>
  );
}

/** Only an address of this console: a link must not send somebody elsewhere after signing in. */
export function safeNext(next: string | undefined): string {
  if (next === undefined || !next.startsWith('/')) return '/';
  const url = new URL(next, location.origin);
  return url.origin === location.origin && !url.pathname.startsWith('/api')
    ? url.pathname + url.search + url.hash
    : '/';
}
