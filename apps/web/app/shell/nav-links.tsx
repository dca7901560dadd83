import { NavLink } from '@mantine/core';
import { IconBriefcase, IconHome, IconInbox, IconMailOpened, IconPencil, IconUsers } from '@tabler/icons-react';
import { Link, type LinkProps, useMatchRoute } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { rolesOf, useMayAtAll, useMe } from '../session';

interface Entry {
  to: LinkProps['to'];
  text: string;
  icon: ComponentType<{ size?: number }>;
  isShown: boolean;
  exact?: boolean;
}

export function NavLinks({ onGo }: { onGo?: () => void }) {
  const { t } = useTranslation();
  const may = useMayAtAll();
  const roles = rolesOf(useMe());
  const isOn = useMatchRoute();
  const entries: Entry[] = [
    { to: '/', text: t('nav.home'), icon: IconHome, isShown: true, exact: true },
    { to: '/tasks', text: t('nav.tasks'), icon: IconInbox, isShown: may('humanTasks.list') },
    { to: '/engagements', text: t('nav.engagements'), icon: IconBriefcase, isShown: may('engagements.list') },
    { to: '/work', text: t('nav.work'), icon: IconPencil, isShown: roles.includes('teleworker') },
    {
      to: '/offers',
      text: t('nav.offers'),
      icon: IconMailOpened,
      isShown: roles.includes('teleworker') || roles.includes('leader'),
    },
    { to: '/people', text: t('nav.people'), icon: IconUsers, isShown: may('people.list') },
  ];
  return entries
    .filter(({ isShown }) => isShown)
    .map(({ to, text, icon: Icon, exact }) => {
      const isActive = Boolean(isOn({ to, fuzzy: !exact }));
      return (
        <NavLink
          key={to}
          component={Link}
          to={to}
          active={isActive}
          aria-current={isActive ? 'page' : undefined}
          label={text}
          leftSection={<Icon size={18} aria-hidden />}
          onClick={onGo}
          w="auto"
          mih={44}
          px="sm"
          style={{ borderRadius: 'var(--mantine-radius-md)', whiteSpace: 'nowrap' }}
        />
      );
    });
}
