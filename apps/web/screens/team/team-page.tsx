import { Outlet } from '@tanstack/react-router';
import { Page } from '../../kit/page';

export function TeamPage() {
  return (
    <Page title="TeamPage">
      <Outlet />
    </Page>
  );
}
