import { Box, Stack, Text } from '@mantine/core';
import { Facts } from '../kit/facts';
import { CLAUSE_NAMES, type Clauses, LONG_CLAUSES, useClauseWords } from './clauses';

/** One version to read: long texts at full width, the rest as a list of facts. */
export function ClauseList({ clauses }: { clauses: Clauses }) {
  const words = useClauseWords();
  const long = (name: 'scope' | 'notes') =>
    words.value(clauses, name) !== '' && (
      <div>
        <Text size="sm" c="dimmed">
          {words.name(name)}
        </Text>
        <Box style={{ whiteSpace: 'pre-wrap' }} maw="48em">
          {words.value(clauses, name)}
        </Box>
      </div>
    );
  return (
    <Stack>
      {long('scope')}
      <Facts
        items={CLAUSE_NAMES.filter((name) => !LONG_CLAUSES.has(name)).map((name) => {
          const value = words.value(clauses, name);
          return value === '' ? undefined : ([words.name(name), value] as const);
        })}
      />
      {long('notes')}
    </Stack>
  );
}
