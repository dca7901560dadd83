import { type HumanTaskKind, kindSpec } from '@kado/domain/human-tasks';
import { type LotStage, STAGE_NAMES, type Stage } from '@kado/domain/lifecycle';
import { ROLE_NAMES, type Role } from '@kado/domain/roles';
import { useTranslation } from 'react-i18next';

interface Words {
  ja: string;
  en: string;
}

/** Texts that come in both languages (from the API, or from the domain's tables). */
export function useWords(): (words: Words) => string {
  const { i18n } = useTranslation();
  return (words) => (i18n.language === 'en' ? words.en : words.ja);
}

/** The domain's own names: what the Temporal UI, the papers and the API call a thing, the console calls it too. */
export function useNames() {
  const say = useWords();
  const { t } = useTranslation('codes');
  return {
    role: (role: Role) => say(ROLE_NAMES[role]),
    stage: (stage: Stage | LotStage) => say(STAGE_NAMES[stage]),
    task: (kind: HumanTaskKind) => say(kindSpec(kind)),
    /** What a decision is called, there where it means something else for its kind; a spec holds `codes.json` and the domain together. */
    outcome: (outcome: string, kind?: HumanTaskKind) =>
      t([...(kind ? [`outcome.${kind}.${outcome}`] : []), `outcome.${outcome}`]),
    code: (table: string, code: string) => t(`${table}.${code}`),
  };
}
