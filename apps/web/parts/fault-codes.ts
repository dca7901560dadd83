import { REJECTION_CODES } from '@kado/domain/rejection-codes';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../api/client';
import { keys } from '../api/keys';
import { useWords } from '../kit/words';

/** The sections of the manual that is in force; none before the first is published. */
function useManualInForce(engagementKey: string) {
  return useQuery({
    queryKey: keys.engagement(engagementKey, 'manuals', 'in-force'),
    queryFn: async () => {
      const path = { id: engagementKey };
      const { items } = await ask(
        api.GET('/api/v1/engagements/{id}/manuals', { params: { path, query: { limit: 100 } } }),
      );
      const head = items.find(({ publishedAt }) => publishedAt !== null);
      if (!head) return null;
      return ask(
        api.GET('/api/v1/engagements/{id}/manuals/{version}', {
          params: { path: { ...path, version: String(head.version) } },
        }),
      );
    },
  });
}

/** What a fault may be called: the section of the manual it goes against, or one of the general names. */
export function useFaultCodes(engagementKey: string) {
  const { t } = useTranslation('lots');
  const say = useWords();
  const sections = useManualInForce(engagementKey).data?.sections ?? [];
  const general = Object.entries(REJECTION_CODES).map(([value, name]) => ({ value, label: say(name) }));
  const groups = [
    {
      group: t('code.manual'),
      items: sections.map(({ code, titleJa }) => ({ value: code, label: `${titleJa} (${code})` })),
    },
    {
      group: t('code.general'),
      items: general.filter(({ value }) => !sections.some(({ code }) => code === value)),
    },
  ].filter(({ items }) => items.length > 0);
  const names = new Map(groups.flatMap(({ items }) => items.map(({ value, label }) => [value, label] as const)));
  return { groups, nameOf: (code: string | null) => (code === null ? '—' : (names.get(code) ?? code)) };
}
