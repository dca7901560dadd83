import { Outlet } from '@tanstack/react-router';
import { Page } from '../../kit/page';

export function LotsPage() {
  return (
    <Page title="LotsPage">
      <Outlet />
    </Page>
  );
}
