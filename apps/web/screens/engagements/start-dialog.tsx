import { WORK_CATEGORIES, type WorkCategory } from '@kado/domain/requirements';
import { Button, Group, Modal, NativeSelect, Radio, Stack, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Controller, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../../api/client';
import { useCommand } from '../../api/command';
import { keys } from '../../api/keys';
import { settled } from '../../api/operation';
import { useFormDraft } from '../../kit/draft';
import { showOnFields } from '../../kit/form-problem';
import { Loaded } from '../../kit/loaded';
import { ProblemAlert } from '../../kit/problem-alert';
import { toast } from '../../kit/toast';
import { useNames } from '../../kit/words';

interface Fields {
  clientId: string;
  title: string;
  category: WorkCategory;
  description: string;
  deliveryDue: string;
}

/** An order comes in: the least one must know to begin. Everything else is the requirements' business. */
export function StartDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('engagements');
  const clients = useQuery({
    queryKey: keys.clients,
    queryFn: () => ask(api.GET('/api/v1/clients', { params: { query: { limit: 200 } } })),
  });
  return (
    <Modal opened onClose={onClose} title={t('start')} size="lg" closeButtonProps={{ 'aria-label': t('common:close') }}>
      <Loaded query={clients} height={420}>
        {({ items }) => <StartForm clients={items} onClose={onClose} />}
      </Loaded>
    </Modal>
  );
}

function StartForm({ clients, onClose }: { clients: readonly { id: string; name: string }[]; onClose: () => void }) {
  const { t } = useTranslation('engagements');
  const names = useNames();
  const navigate = useNavigate();
  const form = useForm<Fields>({
    defaultValues: { clientId: '', title: '', category: 'digital_data', description: '', deliveryDue: '' },
  });
  const draft = useFormDraft('engagements.start', form);
  const start = useCommand(
    ({ deliveryDue, description, ...fields }: Fields, key) =>
      settled(
        api.POST('/api/v1/engagements', {
          params: { header: { 'Idempotency-Key': key } },
          body: { ...fields, ...(description !== '' && { description }), ...(deliveryDue !== '' && { deliveryDue }) },
        }),
      ),
    {
      outdates: [keys.engagements, keys.tasks],
      onDone: ({ key }) => {
        draft.forget();
        toast(t('startedAs', { key }));
        void navigate({ to: '/engagements/$key', params: { key } });
      },
    },
  );
  const submit = form.handleSubmit((fields) => start.mutate(fields, { onError: (error) => showOnFields(error, form) }));
  const errorOf = (name: keyof Fields) => {
    const error = form.formState.errors[name];
    return error && (error.message || t('needed'));
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <NativeSelect
          label={t('client')}
          required
          data-autofocus
          error={errorOf('clientId')}
          data={[{ value: '', label: t('choose') }, ...clients.map(({ id, name }) => ({ value: id, label: name }))]}
          {...form.register('clientId', { required: true })}
        />
        <TextInput
          label={t('titleField')}
          description={t('titleHelp')}
          required
          maxLength={200}
          error={errorOf('title')}
          {...form.register('title', { required: true })}
        />
        <Controller
          control={form.control}
          name="category"
          render={({ field }) => (
            <Radio.Group label={t('category')} required {...field}>
              <Group mt="xs">
                {WORK_CATEGORIES.map((value) => (
                  <Radio key={value} value={value} label={names.code('category', value)} />
                ))}
              </Group>
            </Radio.Group>
          )}
        />
        <TextInput
          type="date"
          label={t('deliveryDueWished')}
          error={errorOf('deliveryDue')}
          {...form.register('deliveryDue')}
        />
        <Textarea
          label={t('description')}
          description={t('descriptionHelp')}
          error={errorOf('description')}
          {...form.register('description')}
        />
        {start.error && <ProblemAlert error={start.error} onRetry={() => void submit()} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common:back')}
          </Button>
          <Button type="submit" loading={start.isPending}>
            {t('start')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
