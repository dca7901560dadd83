import { notifications } from '@mantine/notifications';
import { i18n } from '../app/i18n';

/** Said when something is done, for the eye and for screen readers (role=alert of the library). */
export function toast(message: string): void {
  notifications.show({
    message,
    color: 'green',
    withBorder: true,
    closeButtonProps: { 'aria-label': i18n.t('close') },
  });
}

export function toastProblem(message: string): void {
  notifications.show({
    message,
    color: 'red',
    withBorder: true,
    autoClose: false,
    closeButtonProps: { 'aria-label': i18n.t('close') },
  });
}
