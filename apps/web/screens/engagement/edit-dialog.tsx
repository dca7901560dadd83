import { Alert, Button, Group, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../../api/client';
import { useCommand } from '../../api/command';
import { keys } from '../../api/keys';
import { ProblemError } from '../../api/problem';
import type { Of } from '../../api/types';
import { showOnFields } from '../../kit/form-problem';
import { Loaded } from '../../kit/loaded';
import { ProblemAlert } from '../../kit/problem-alert';
import { toast } from '../../kit/toast';

interface Version {
  etag: string;
  engagement: Of<'Engagement'>;
}

async function readVersion(key: string): Promise<Version> {
  let etag = '';
  const call = api.GET('/api/v1/engagements/{id}', { params: { path: { id: key } } }).then((answer) => {
    etag = answer.response.headers.get('etag') ?? '';
    return answer;
  });
  const engagement = await ask(call);
  return { etag, engagement };
}

/** Title, description and date. Whoever saves second sees what the first one wrote, and chooses. */
export function EditDialog({ engagement, onClose }: { engagement: Of<'Engagement'>; onClose: () => void }) {
  const { t } = useTranslation('engagement');
  const version = useQuery({
    queryKey: keys.engagement(engagement.key, 'version'),
    queryFn: () => readVersion(engagement.key),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  return (
    <Modal opened onClose={onClose} title={t('edit')} size="lg" closeButtonProps={{ 'aria-label': t('common:close') }}>
      <Loaded query={version} height={280}>
        {(data) => <EditForm first={data} onClose={onClose} />}
      </Loaded>
    </Modal>
  );
}

function EditForm({ first, onClose }: { first: Version; onClose: () => void }) {
  const { t } = useTranslation('engagement');
  const [base, setBase] = useState(first);
  const [theirs, setTheirs] = useState<Of<'Engagement'>>();
  const { key, title, description, deliveryDue } = first.engagement;
  const form = useForm({ defaultValues: { title, description, deliveryDue: deliveryDue ?? '' } });
  const save = useCommand(
    (fields: { title: string; description: string; deliveryDue: string }) =>
      ask(
        api.PATCH('/api/v1/engagements/{id}', {
          params: { path: { id: key }, header: { 'If-Match': base.etag } },
          body: { ...fields, deliveryDue: fields.deliveryDue === '' ? null : fields.deliveryDue },
        }),
      ),
    {
      outdates: [keys.engagement(key), keys.engagements],
      onDone: () => {
        toast(t('saved'));
        onClose();
      },
    },
  );
  const submit = form.handleSubmit((fields) =>
    save.mutate(fields, {
      onError: (error) => {
        showOnFields(error, form);
        if (error instanceof ProblemError && error.status === 412)
          void readVersion(key).then((now) => {
            setBase(now);
            setTheirs(now.engagement);
          });
      },
    }),
  );
  const isStale = save.error instanceof ProblemError && save.error.status === 412;
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {theirs && (
          <Alert color="yellow" title={t('editedMeanwhile')}>
            <Stack gap={4} align="flex-start">
              <Text size="sm">{theirs.title}</Text>
              <Text size="sm">{theirs.description}</Text>
              <Text size="sm">{theirs.deliveryDue}</Text>
              <Text size="sm">{t('editedChoice')}</Text>
              <Button
                size="compact-md"
                variant="default"
                onClick={() => {
                  form.reset({
                    title: theirs.title,
                    description: theirs.description,
                    deliveryDue: theirs.deliveryDue ?? '',
                  });
                  setTheirs(undefined);
                }}
              >
                {t('takeTheirs')}
              </Button>
            </Stack>
          </Alert>
        )}
        <TextInput
          label={t('title')}
          required
          maxLength={200}
          error={form.formState.errors.title && (form.formState.errors.title.message || t('needed'))}
          {...form.register('title', { required: true })}
        />
        <Textarea
          label={t('description')}
          error={form.formState.errors.description?.message}
          {...form.register('description')}
        />
        <TextInput
          type="date"
          label={t('deliveryDue')}
          description={t('deliveryDueHelp')}
          error={form.formState.errors.deliveryDue?.message}
          {...form.register('deliveryDue')}
        />
        {save.error && !isStale && <ProblemAlert error={save.error} onRetry={() => void submit()} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common:back')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {t('save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
