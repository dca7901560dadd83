import { Outlet } from '@tanstack/react-router';
import { Page } from '../../kit/page';

export function OverviewPage() {
  return (
    <Page title="OverviewPage">
      <Outlet />
    </Page>
  );
}
