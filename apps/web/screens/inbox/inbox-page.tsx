import { Outlet } from '@tanstack/react-router';
import { Page } from '../../kit/page';

export function InboxPage() {
  return (
    <Page title="InboxPage">
      <Outlet />
    </Page>
  );
}
