import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Catalog } from '../i18n/catalog';

export const LANGUAGES = ['ja', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

const STORED = 'kado-language';

export const i18n = i18next.createInstance();

/** One file a language: nobody loads the other one's words. */
async function load(language: Language): Promise<void> {
  const { default: files } = await (language === 'ja' ? import('../i18n/ja') : import('../i18n/en'));
  for (const [path, catalog] of Object.entries<Catalog>(files)) {
    const namespace = path.slice(path.lastIndexOf('/') + 1, -'.json'.length);
    i18n.addResourceBundle(language, namespace, catalog);
  }
}

export function currentLanguage(): Language {
  return document.documentElement.lang === 'en' ? 'en' : 'ja';
}

export async function startI18n(): Promise<void> {
  const language = currentLanguage();
  await i18n.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    defaultNS: 'common',
    keySeparator: false,
    nsSeparator: ':',
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
    resources: {},
  });
  await load(language);
}

/** Kept in this browser; also the language in which the API answers. */
export async function changeLanguage(language: Language): Promise<void> {
  await load(language);
  document.documentElement.lang = language;
  try {
    localStorage.setItem(STORED, language);
  } catch {
    // private windows may refuse: the choice then lasts for this page
  }
  await i18n.changeLanguage(language);
}
