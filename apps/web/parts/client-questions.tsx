import { Paper, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../api/client';
import { keys } from '../api/keys';
import type { Of } from '../api/types';
import { Empty } from '../kit/empty';
import { Loaded } from '../kit/loaded';
import { Section } from '../kit/section';
import { StatusTag, type Tone } from '../kit/status-tag';
import { When } from '../kit/when';
import { useNames, useWords } from '../kit/words';
import { type Engagement, mayIn } from './engagement';
import { OpenDecisions } from './open-decisions';

type Question = Of<'ClientQuestion'>;

const TONES: Record<Question['status'], Tone> = { open: 'waiting', answered: 'done', called: 'done', dropped: 'ended' };

/** Questions to the client with their answers; who may answer one does it here. */
export function ClientQuestions({ engagement }: { engagement: Engagement }) {
  const { t } = useTranslation('questions');
  const { key } = engagement;
  const mayRead = mayIn(engagement, 'questions.list');
  const questions = useQuery({
    queryKey: keys.engagement(key, 'questions'),
    queryFn: () =>
      ask(api.GET('/api/v1/engagements/{id}/questions', { params: { path: { id: key }, query: { limit: 200 } } })),
    enabled: mayRead,
  });
  if (!mayRead) return null;
  return (
    <Section title={t('title')}>
      <Loaded query={questions} height={80}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty>{t(engagement.myRoles.includes('client') ? 'emptyClient' : 'empty')}</Empty>
          ) : (
            <Stack gap="md">
              <OpenDecisions engagement={engagement} kinds={['answer_question', 'call_client']} isInside />
              <Stack gap="md" component="ol" m={0} p={0} style={{ listStyle: 'none' }}>
                {items.map((question) => (
                  <li key={question.id}>
                    <OneQuestion question={question} />
                  </li>
                ))}
              </Stack>
            </Stack>
          )
        }
      </Loaded>
    </Section>
  );
}

function OneQuestion({ question }: { question: Question }) {
  const { t } = useTranslation('questions');
  const names = useNames();
  const say = useWords();
  const { questionNo, status, askedBy, askedAt, answeredBy, answeredAt, task } = question;
  return (
    <Paper withBorder p="md">
      <Stack gap="xs" align="flex-start">
        <StatusTag tone={TONES[status]} text={names.code('questionStatus', status)} />
        <Text fw={700} style={{ whiteSpace: 'pre-wrap' }}>
          {t('question', { no: questionNo })} {question.question}
        </Text>
        <Text size="sm" c="dimmed" component="div">
          {askedBy && `${askedBy.name} `}
          <When at={askedAt} /> {task && t('about', { what: say(task.name) })}
        </Text>
        {question.answer !== null && (
          <>
            <Text style={{ whiteSpace: 'pre-wrap' }}>
              {t('answer')} {question.answer}
            </Text>
            <Text size="sm" c="dimmed" component="div">
              {answeredBy && `${answeredBy.name} `}
              {answeredAt && <When at={answeredAt} />}
            </Text>
          </>
        )}
      </Stack>
    </Paper>
  );
}
