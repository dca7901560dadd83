import { Outlet } from '@tanstack/react-router';
import { Page } from '../../kit/page';

export function EngagementFrame() {
  return (
    <Page title="EngagementFrame">
      <Outlet />
    </Page>
  );
}
