import { Outlet } from '@tanstack/react-router';
import { Page } from '../../kit/page';

export function ChangesPage() {
  return (
    <Page title="ChangesPage">
      <Outlet />
    </Page>
  );
}
