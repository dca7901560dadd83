import { Kbd, Modal, Stack, Switch, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { setShortcutsOn, useListedShortcuts, useShortcuts, useShortcutsOn } from '../../kit/shortcuts';

let open: () => void = () => undefined;
export const openShortcuts = () => open();

/** `?` shows what the keys of this page do, and lets them be turned off (WCAG 2.1.4). */
export function Shortcuts() {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  open = () => setOpen(true);
  const isOn = useShortcutsOn();
  const listed = useListedShortcuts().filter((shortcut) => shortcut.listed !== false);
  useShortcuts([{ key: '?', text: t('shortcuts.help'), run: () => setOpen(true) }]);
  return (
    <Modal
      opened={isOpen}
      onClose={() => setOpen(false)}
      title={t('shortcuts.title')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Stack>
        <Switch
          label={t('shortcuts.on')}
          checked={isOn}
          onChange={(event) => setShortcutsOn(event.currentTarget.checked)}
        />
        {listed.length === 0 ? (
          <Text>{t('shortcuts.none')}</Text>
        ) : (
          <Table>
            <Table.Tbody>
              {listed.map(({ key, text, listed: shown }) => (
                <Table.Tr key={key}>
                  <Table.Th scope="row" w={80}>
                    <Kbd>{shown || key}</Kbd>
                  </Table.Th>
                  <Table.Td>{text}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Stack>
    </Modal>
  );
}
