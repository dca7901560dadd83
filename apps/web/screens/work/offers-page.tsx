import { Outlet } from '@tanstack/react-router';
import { Page } from '../../kit/page';

export function OffersPage() {
  return (
    <Page title="OffersPage">
      <Outlet />
    </Page>
  );
}
