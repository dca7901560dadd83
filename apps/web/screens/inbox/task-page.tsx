import { Outlet } from '@tanstack/react-router';
import { Page } from '../../kit/page';

export function TaskPage() {
  return (
    <Page title="TaskPage">
      <Outlet />
    </Page>
  );
}
