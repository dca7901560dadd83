import { Button, Container, Stack, Text, Title } from '@mantine/core';
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { AnchorLink } from '../kit/links';
import { ProblemAlert } from '../kit/problem-alert';

export function NotFound() {
  const { t } = useTranslation();
  return (
    <Container size="sm" py="xl" component="main">
      <Stack>
        <Title order={1}>{t('notFound.title')}</Title>
        <Text>{t('notFound.text')}</Text>
        <AnchorLink to="/">{t('notFound.home')}</AnchorLink>
      </Stack>
    </Container>
  );
}

export function RouteFault({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation();
  const router = useRouter();
  return (
    <Container size="sm" py="xl" component="main">
      <Stack align="flex-start">
        <Title order={1}>{t('fault.title')}</Title>
        <ProblemAlert error={error} />
        <Button
          onClick={() => {
            reset();
            void router.invalidate();
          }}
        >
          {t('tryAgain')}
        </Button>
      </Stack>
    </Container>
  );
}
