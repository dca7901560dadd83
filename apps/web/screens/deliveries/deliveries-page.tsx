import { Outlet } from '@tanstack/react-router';
import { Page } from '../../kit/page';

export function DeliveriesPage() {
  return (
    <Page title="DeliveriesPage">
      <Outlet />
    </Page>
  );
}
