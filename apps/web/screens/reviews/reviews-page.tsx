import { Outlet } from '@tanstack/react-router';
import { Page } from '../../kit/page';

export function ReviewsPage() {
  return (
    <Page title="ReviewsPage">
      <Outlet />
    </Page>
  );
}
