import { Outlet } from '@tanstack/react-router';
import { Page } from '../../kit/page';

export function PlanPage() {
  return (
    <Page title="PlanPage">
      <Outlet />
    </Page>
  );
}
