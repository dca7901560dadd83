import { Outlet } from '@tanstack/react-router';
import { Page } from '../../kit/page';

export function ItemsPage() {
  return (
    <Page title="ItemsPage">
      <Outlet />
    </Page>
  );
}
