import { ActionIcon, Menu, Text, useMantineColorScheme } from '@mantine/core';
import {
  IconCalendarOff,
  IconKeyboard,
  IconLanguage,
  IconLogout,
  IconMoon,
  IconSun,
  IconUserCircle,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useNames } from '../../kit/words';
import { changeLanguage, currentLanguage } from '../i18n';
import { rolesOf, useMe, useSignOut } from '../session';
import { openShortcuts } from './shortcuts-help';

export function MeMenu() {
  const { t } = useTranslation();
  const names = useNames();
  const me = useMe();
  const signOut = useSignOut();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const isDark =
    colorScheme === 'dark' ||
    (colorScheme === 'auto' && document.documentElement.dataset.mantineColorScheme === 'dark');
  return (
    <Menu position="bottom-end" width={260} withinPortal>
      <Menu.Target>
        <ActionIcon aria-label={t('me.menu', { name: me.person.name })}>
          <IconUserCircle size={24} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text fw={700} c="var(--mantine-color-text)">
            {me.person.name}
          </Text>
          <Text size="sm">{rolesOf(me).map(names.role).join('・')}</Text>
        </Menu.Label>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconLanguage size={18} aria-hidden />}
          onClick={() => void changeLanguage(currentLanguage() === 'ja' ? 'en' : 'ja')}
          lang={currentLanguage() === 'ja' ? 'en' : 'ja'}
        >
          {t('me.otherLanguage')}
        </Menu.Item>
        <Menu.Item
          leftSection={isDark ? <IconSun size={18} aria-hidden /> : <IconMoon size={18} aria-hidden />}
          onClick={() => setColorScheme(isDark ? 'light' : 'dark')}
        >
          {isDark ? t('me.light') : t('me.dark')}
        </Menu.Item>
        <Menu.Item component={Link} to="/absences" leftSection={<IconCalendarOff size={18} aria-hidden />}>
          {t('me.absences')}
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={18} aria-hidden />} onClick={openShortcuts}>
          {t('me.shortcuts')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={18} aria-hidden />} onClick={() => void signOut()}>
          {t('me.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
