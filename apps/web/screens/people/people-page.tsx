import { Outlet } from '@tanstack/react-router';
import { Page } from '../../kit/page';

export function PeoplePage() {
  return (
    <Page title="PeoplePage">
      <Outlet />
    </Page>
  );
}
