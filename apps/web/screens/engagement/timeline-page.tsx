import { Outlet } from '@tanstack/react-router';
import { Page } from '../../kit/page';

export function TimelinePage() {
  return (
    <Page title="TimelinePage">
      <Outlet />
    </Page>
  );
}
