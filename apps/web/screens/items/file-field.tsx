import { Button, Group, Input, Text } from '@mantine/core';
import { useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './file-field.module.css';

interface FileFieldProps {
  label: string;
  about: string;
  isRequired: boolean;
  accept: string;
  file: File | undefined;
  error: string | undefined;
  onFile: (file: File | undefined) => void;
}

/** The browser's own file field, large enough to drop a file on it. */
export function FileField({ label, about, isRequired, accept, file, error, onFile }: FileFieldProps) {
  const { t, i18n } = useTranslation('items');
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const size = (bytes: number) => {
    const isSmall = bytes < 1_000_000;
    const amount = bytes / (isSmall ? 1_000 : 1_000_000);
    return `${new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 }).format(amount)} ${isSmall ? 'kB' : 'MB'}`;
  };
  return (
    <Input.Wrapper
      id={id}
      label={label}
      description={about}
      error={error}
      required={isRequired}
      size="md"
      inputWrapperOrder={['label', 'description', 'input', 'error']}
    >
      <input
        ref={field}
        id={id}
        type="file"
        accept={accept}
        required={isRequired}
        aria-invalid={error !== undefined || undefined}
        aria-describedby={`${id}-description${error ? ` ${id}-error` : ''}`}
        className={classes.drop}
        onChange={(event) => onFile(event.currentTarget.files?.[0])}
      />
      {file && (
        <Group gap="xs" mt={4}>
          <Text size="sm">{t('file.chosen', { name: file.name, size: size(file.size) })}</Text>
          <Button
            variant="subtle"
            size="compact-md"
            mih={44}
            onClick={() => {
              if (field.current) field.current.value = '';
              onFile(undefined);
            }}
          >
            {t('file.remove')}
          </Button>
        </Group>
      )}
    </Input.Wrapper>
  );
}
