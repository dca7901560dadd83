import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Catalog } from '../i18n/catalog';

export type Language = 'ja' | 'en';

const STORED = 'kado-language';

export const i18n = i18next.createInstance();

type Files = { default: Record<string, Catalog> };
const FIRST: Record<Language, () => Promise<Files>> = {
  ja: () => import('../i18n/ja'),
  en: () => import('../i18n/en'),
};
const MORE: Record<Language, () => Promise<Files>> = {
  ja: () => import('../i18n/ja-more'),
  en: () => import('../i18n/en-more'),
};
let hasMore = false;

function add(language: Language, { default: files }: Files): void {
  for (const [path, catalog] of Object.entries(files)) {
    const namespace = path.slice(path.lastIndexOf('/') + 1, -'.json'.length);
    i18n.addResourceBundle(language, namespace, catalog);
  }
}

/** Nobody loads the other language's words, and a teleworker none of the other pages'. */
async function load(language: Language): Promise<void> {
  const [first, more] = await Promise.all([FIRST[language](), hasMore ? MORE[language]() : undefined]);
  add(language, first);
  if (more) add(language, more);
}

/** Pages that can do with the first catalogues: `i18n/ja.ts`. */
const LIGHT = /^\/($|work(\/|$)|offers(\/|$)|sign-in)/;

/** Before a page is shown: its words are there. */
export async function loadWordsFor(pathname: string): Promise<void> {
  if (hasMore || LIGHT.test(pathname)) return;
  add(currentLanguage(), await MORE[currentLanguage()]());
  hasMore = true;
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
