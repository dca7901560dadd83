import { Alert, Button, Group, Modal, NumberInput, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { IconHeartHandshake } from '@tabler/icons-react';
import { Controller, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../../api/client';
import { useCommand } from '../../api/command';
import { keys } from '../../api/keys';
import { ProblemError } from '../../api/problem';
import type { Of } from '../../api/types';
import { useFormDraft } from '../../kit/draft';
import { showOnFields } from '../../kit/form-problem';
import { ProblemAlert } from '../../kit/problem-alert';
import { today } from '../../kit/time';
import { toast } from '../../kit/toast';
import { useNames } from '../../kit/words';
import { OfferPreview } from './offer-preview';

type Send = Of<'SendOffers'>;

interface OfferDialogProps {
  engagementKey: string;
  role: Send['role'];
  purpose: Send['purpose'];
  people: readonly Of<'Candidate'>[];
  onRemove: (personIds: readonly string[]) => void;
  onClose: () => void;
  onSent: () => void;
}

const DAYS_TO_ANSWER = 5;
const inDays = (days: number) => today(Date.now() + days * 86_400_000);

/** The words of the offer, and what each person will read, before it is sent. Times are Japan's. */
export function OfferDialog(props: OfferDialogProps) {
  const { t } = useTranslation('team');
  const names = useNames();
  const { engagementKey, role, purpose, people } = props;
  const form = useForm<{ hoursPerWeek: number | ''; hourlyYen: number | ''; expiresAt: string }>({
    defaultValues: { hoursPerWeek: '', hourlyYen: '', expiresAt: `${inDays(DAYS_TO_ANSWER)}T18:00` },
  });
  const draft = useFormDraft(`offer:${engagementKey}:${role}:${purpose}`, form);
  const send = useCommand(
    (body: Send, key) =>
      ask(
        api.POST('/api/v1/engagements/{id}/offers', {
          params: { path: { id: engagementKey }, header: { 'Idempotency-Key': key } },
          body,
        }),
      ),
    {
      outdates: [keys.engagement(engagementKey)],
      onDone: ({ items }) => {
        draft.forget();
        toast(t('offer.sent', { count: items.length }));
        props.onSent();
      },
    },
  );
  const refusals = refusalsOf(send.error, send.variables?.personIds ?? []);
  const refused = people.filter(({ personId }) => refusals.has(personId)).map(({ personId }) => personId);
  const values = form.watch();
  const submit = form.handleSubmit(({ hoursPerWeek, hourlyYen, expiresAt }) => {
    if (people.length === 0) return;
    send.mutate(
      {
        personIds: people.map(({ personId }) => personId),
        role,
        purpose,
        hoursPerWeek: Number(hoursPerWeek),
        hourlyYen: Number(hourlyYen),
        expiresAt: `${expiresAt}:00+09:00`,
      },
      { onError: (error) => showOnFields(error, form) },
    );
  });
  const amount = { required: t('offer.needed') };
  return (
    <Modal
      opened
      onClose={props.onClose}
      size="lg"
      title={t('offer.title', { role: names.role(role), purpose: t(`purpose.${purpose}`) })}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <form noValidate onSubmit={(event) => void submit(event)}>
        <Stack>
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <Controller
              control={form.control}
              name="hoursPerWeek"
              rules={{ ...amount, min: { value: 0.5, message: t('offer.hoursLeast') } }}
              render={({ field: { ref, ...field }, fieldState }) => (
                <NumberInput
                  {...field}
                  ref={ref}
                  label={t('offer.hours')}
                  error={fieldState.error?.message}
                  min={0.5}
                  max={168}
                  step={0.5}
                  decimalScale={1}
                  required
                />
              )}
            />
            <Controller
              control={form.control}
              name="hourlyYen"
              rules={{ ...amount, min: { value: 1, message: t('offer.yenLeast') } }}
              render={({ field: { ref, ...field }, fieldState }) => (
                <NumberInput
                  {...field}
                  ref={ref}
                  label={t('offer.yen')}
                  error={fieldState.error?.message}
                  min={1}
                  step={10}
                  allowDecimal={false}
                  thousandSeparator=","
                  required
                />
              )}
            />
            <TextInput
              type="datetime-local"
              label={t('offer.until')}
              required
              error={form.formState.errors.expiresAt?.message}
              {...form.register('expiresAt', {
                required: t('offer.needed'),
                validate: (at) => Date.parse(`${at}:00+09:00`) > Date.now() || t('offer.inFuture'),
              })}
            />
          </SimpleGrid>
          <Alert variant="light" color="green" icon={<IconHeartHandshake aria-hidden />}>
            {t('offer.noPenalty')}
          </Alert>
          <OfferPreview people={people} role={role} values={values} refusals={refusals} onRemove={props.onRemove} />
          {send.error && refused.length === 0 && <ProblemAlert error={send.error} />}
          {refused.length > 0 && (
            <Alert color="red" title={t('offer.someRefused', { count: refused.length })} role="alert">
              <Stack gap="xs" align="flex-start">
                <Text size="sm">{t('offer.nothingSent')}</Text>
                <Button
                  variant="default"
                  onClick={() => {
                    props.onRemove(refused);
                    send.reset();
                  }}
                >
                  {t('offer.removeRefused')}
                </Button>
              </Stack>
            </Alert>
          )}
          {people.length === 0 && <Text fw={700}>{t('offer.nobodyLeft')}</Text>}
          <Group justify="flex-end">
            <Button variant="default" onClick={props.onClose}>
              {t('common:back')}
            </Button>
            <Button type="submit" loading={send.isPending}>
              {t('offer.send', { count: people.length })}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** The API says of whom it would have none, and why: all or nothing. */
function refusalsOf(error: unknown, personIds: readonly string[]): ReadonlyMap<string, string> {
  const errors = error instanceof ProblemError ? (error.problem.errors ?? []) : [];
  return new Map(
    errors.flatMap(({ pointer, detail }) => {
      const at = /\/personIds\/(\d+)$/.exec(pointer)?.[1];
      const id = at === undefined ? undefined : personIds[Number(at)];
      return id === undefined ? [] : [[id, detail] as const];
    }),
  );
}
