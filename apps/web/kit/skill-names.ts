import { useTranslation } from 'react-i18next';

/** What a skill is called; one that is new to the console by its code. */
export function useSkillName(): (code: string) => string {
  const { t } = useTranslation('codes');
  return (code) => t(`skill.${code}`, { defaultValue: code });
}
