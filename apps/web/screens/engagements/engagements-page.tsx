import { Outlet } from '@tanstack/react-router';
import { Page } from '../../kit/page';

export function EngagementsPage() {
  return (
    <Page title="EngagementsPage">
      <Outlet />
    </Page>
  );
}
