import { Box, Center, Text } from '@mantine/core';
import { IconPhotoOff } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

/** On a phone the buttons below it have to be in sight too. */
const PHONE_PX = 240;

/** The picture of an item, as large as its place allows. The alternative names it: what it shows is what has to be read. */
export function ItemPicture({ url, name, size }: { url: string | null; name: string; size: number }) {
  const { t } = useTranslation('items');
  const [missing, setMissing] = useState<string>();
  if (url === null || missing === url)
    return (
      <Center h={size} w="100%" maw={size} bg="var(--mantine-color-default-hover)" style={{ borderRadius: 8 }}>
        <Box ta="center" p="sm">
          <IconPhotoOff aria-hidden />
          <Text size="sm">{url === null ? t('picture.none') : t('picture.missing')}</Text>
        </Box>
      </Center>
    );
  return (
    <Box w="100%" maw={{ base: Math.min(size, PHONE_PX), sm: size }} style={{ aspectRatio: '1 / 1' }}>
      <img
        src={url}
        alt={t('picture.of', { name })}
        onError={() => setMissing(url)}
        style={{
          width: '100%',
          height: '100%',
          objectFit: 'contain',
          background: 'var(--mantine-color-default-hover)',
          borderRadius: 8,
        }}
      />
    </Box>
  );
}

/** The next pictures are on their way before they are asked for. */
export function usePreload(urls: readonly (string | null | undefined)[]): void {
  const wanted = urls.filter((url) => url != null).join('\n');
  useEffect(() => {
    for (const url of wanted.split('\n')) if (url !== '') new Image().src = url;
  }, [wanted]);
}
