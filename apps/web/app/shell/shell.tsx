import { AppShell, Box, Burger, Drawer, Group, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Outlet } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Bell } from './bell';
import { ConnectionNote } from './connection-note';
import { useLiveChanges } from './live';
import { Logo } from './logo';
import { MeMenu } from './me-menu';
import { NavLinks } from './nav-links';
import { Shortcuts } from './shortcuts-help';
import { SignInAgain } from './sign-in-again';

/** The frame of every page: where one can go, what is new, who one is; and the connection behind it. */
export function Shell() {
  const { t } = useTranslation();
  const [isOpen, drawer] = useDisclosure();
  const connection = useLiveChanges();
  return (
    <AppShell header={{ height: 60 }} padding={{ base: 'md', sm: 'lg' }}>
      <a className="skip-link" href="#main">
        {t('skipToMain')}
      </a>
      <AppShell.Header component="header" px={{ base: 'xs', sm: 'lg' }}>
        <Group h="100%" wrap="nowrap" gap="xs">
          <Burger hiddenFrom="sm" opened={isOpen} onClick={drawer.toggle} aria-label={t('menu')} size="sm" />
          <Logo />
          <Box component="nav" aria-label={t('mainNavigation')} visibleFrom="sm" flex={1}>
            <Group gap={4} wrap="nowrap">
              <NavLinks />
            </Group>
          </Box>
          <Group ml="auto" gap={4} wrap="nowrap">
            <Bell />
            <MeMenu />
          </Group>
        </Group>
      </AppShell.Header>
      <Drawer
        opened={isOpen}
        onClose={drawer.close}
        size={280}
        title={t('menu')}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        <Stack component="nav" gap={4} aria-label={t('mainNavigation')}>
          <NavLinks onGo={drawer.close} />
        </Stack>
      </Drawer>
      <AppShell.Main id="main" tabIndex={-1} style={{ outline: 'none' }}>
        <ConnectionNote state={connection} />
        <Outlet />
      </AppShell.Main>
      <SignInAgain />
      <Shortcuts />
    </AppShell>
  );
}
