import { Outlet } from '@tanstack/react-router';
import { Page } from '../../kit/page';

export function HomePage() {
  return (
    <Page title="HomePage">
      <Outlet />
    </Page>
  );
}
