import { Outlet } from '@tanstack/react-router';
import { Page } from '../../kit/page';

export function RequirementsPage() {
  return (
    <Page title="RequirementsPage">
      <Outlet />
    </Page>
  );
}
