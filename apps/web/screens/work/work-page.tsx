import { Outlet } from '@tanstack/react-router';
import { Page } from '../../kit/page';

export function WorkPage() {
  return (
    <Page title="WorkPage">
      <Outlet />
    </Page>
  );
}
