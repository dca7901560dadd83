import { Outlet } from '@tanstack/react-router';
import { Page } from '../../kit/page';

export function LabellingPage() {
  return (
    <Page title="LabellingPage">
      <Outlet />
    </Page>
  );
}
