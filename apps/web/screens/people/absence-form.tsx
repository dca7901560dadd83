import { Button, Group, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../../api/client';
import { useCommand } from '../../api/command';
import { keys } from '../../api/keys';
import type { Of } from '../../api/types';
import { useFormDraft } from '../../kit/draft';
import { showOnFields } from '../../kit/form-problem';
import { ProblemAlert } from '../../kit/problem-alert';
import { today } from '../../kit/time';
import { toast } from '../../kit/toast';
import { absencesKey } from './absence-queries';
import { CoverField } from './cover-field';

/** Days away, and who stands in. No reason is asked for: why somebody is away is their own affair. */
export function AbsenceForm({ person, isMe }: { person: Of<'PersonRef'>; isMe: boolean }) {
  const { t } = useTranslation('people');
  const form = useForm({ defaultValues: { firstDay: today(), lastDay: '', coverId: '' } });
  const draft = useFormDraft(`absence:${isMe ? 'mine' : person.id}`, form);
  const [cover, setCover] = useState<{ id: string; name: string } | null>(null);
  const declare = useCommand(
    (body: Of<'DeclareAbsence'>, key) =>
      ask(api.POST('/api/v1/absences', { params: { header: { 'Idempotency-Key': key } }, body })),
    {
      outdates: [absencesKey, keys.tasks],
      onDone: ({ passed = [] }) => {
        toast(passed.length > 0 ? t('absence.donePassed', { count: passed.length }) : t('absence.done'));
        form.reset({ firstDay: today(), lastDay: '', coverId: '' });
        setCover(null);
        draft.forget();
      },
    },
  );
  const submit = form.handleSubmit(({ firstDay, lastDay }) =>
    declare.mutate(
      {
        firstDay,
        ...(!isMe && { personId: person.id }),
        ...(lastDay !== '' && { lastDay }),
        ...(cover && { coverId: cover.id }),
      },
      { onError: (error) => showOnFields(error, form) },
    ),
  );
  const { errors } = form.formState;
  return (
    <form noValidate onSubmit={(event) => void submit(event)}>
      <Stack>
        <Text size="sm">{t(isMe ? 'absence.aboutMine' : 'absence.about')}</Text>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput
            type="date"
            label={t('absence.firstDay')}
            required
            error={errors.firstDay?.message}
            {...form.register('firstDay', { required: t('needed') })}
          />
          <TextInput
            type="date"
            label={t('absence.lastDay')}
            description={t('absence.openEnd')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            error={errors.lastDay?.message}
            {...form.register('lastDay', {
              validate: (day, { firstDay }) => day === '' || day >= firstDay || t('absence.endsBefore'),
            })}
          />
        </SimpleGrid>
        <CoverField value={cover} onChange={setCover} without={person.id} error={errors.coverId?.message} />
        {declare.error && !Object.keys(errors).length && <ProblemAlert error={declare.error} />}
        <Group>
          <Button type="submit" loading={declare.isPending}>
            {t('absence.submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
