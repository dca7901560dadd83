import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HUMAN_TASK_KINDS, type HumanTaskKind, isHumanTaskKind, kindSpec } from '@kado/domain/human-tasks';
import { type KeyUse, stringsIn, usesIn, usesOf } from '../test/used-keys';
import type { Catalog } from './catalog';

const WEB = join(__dirname, '..');
const namesOf = (language: string) => readdirSync(join(__dirname, language)).filter((name) => name.endsWith('.json'));
const NAMESPACES = namesOf('ja').map((name) => name.slice(0, -'.json'.length));

function read(language: 'ja' | 'en', namespace: string): Catalog {
  return JSON.parse(readFileSync(join(__dirname, language, `${namespace}.json`), 'utf8')) as Catalog;
}

/** Looked up by a table and a code: which there are, the other specs and the domain say. */
const ANY_OF_A_TABLE = /^\^\.\+\\?\.\.\+\$$/;

describe('the catalogues of the console', () => {
  const uses = usesIn(WEB);
  const strings = stringsIn(WEB);
  const matches = ({ key }: KeyUse, wanted: string) => (typeof key === 'string' ? key === wanted : key.test(wanted));
  const isPlain = ({ key }: KeyUse) => typeof key === 'string' || !ANY_OF_A_TABLE.test(key.source);

  it('are the same files in both languages', () => {
    expect(namesOf('en')).toEqual(namesOf('ja'));
  });

  describe.each(NAMESPACES)('%s', (namespace) => {
    const ja = read('ja', namespace);
    const en = read('en', namespace);

    it('has the same keys in both languages, sorted, none empty', () => {
      expect(Object.keys(ja)).toEqual(Object.keys(ja).toSorted());
      expect(Object.keys(en)).toEqual(Object.keys(ja));
      expect(Object.entries({ ...ja, ...en }).filter(([, text]) => text.trim() === '')).toEqual([]);
    });

    it('fills in the same in both languages', () => {
      const blanks = (text = '') => [...text.matchAll(/\{\{\s*(\w+)[^}]*\}\}/g)].map(([, name]) => name).sort();
      const differing = Object.keys(ja).filter((key) => `${blanks(ja[key])}` !== `${blanks(en[key])}`);
      expect(differing).toEqual([]);
    });

    it('has what the sources ask for', () => {
      const keys = Object.keys(ja);
      const missing = uses
        .filter((use) => use.namespace === namespace && !keys.some((key) => matches(use, key)))
        .map(({ key, at }) => `${at} ${key}`);
      expect(missing).toEqual([]);
    });

    it('has nothing that no source asks for', () => {
      const here = uses.filter((use) => use.namespace === namespace && isPlain(use));
      const idle = Object.keys(ja).filter((key) => !strings.has(key) && !here.some((use) => matches(use, key)));
      expect(idle).toEqual([]);
    });
  });

  it('asks for no namespace that is not there', () => {
    expect(uses.filter(({ namespace }) => !NAMESPACES.includes(namespace)).map(({ at }) => at)).toEqual([]);
  });

  it.each(['ja', 'en'] as const)('says every outcome of the domain, and none besides (%s)', (language) => {
    const said = Object.keys(read(language, 'codes')).filter((key) => key.startsWith('outcome.'));
    const outcomesOf = (kind: HumanTaskKind) => {
      const { outcomes, byClock = [], skippedAs } = kindSpec(kind);
      return [...outcomes, ...byClock, ...(skippedAs ? [skippedAs] : [])];
    };
    const kinds = Object.keys(HUMAN_TASK_KINDS) as HumanTaskKind[];
    const every = new Set(kinds.flatMap(outcomesOf));
    expect([...every].filter((outcome) => !said.includes(`outcome.${outcome}`))).toEqual([]);
    const unknown = said.filter((key) => {
      const [, first = '', second] = key.split('.');
      return second === undefined ? !every.has(first) : !isHumanTaskKind(first) || !outcomesOf(first).includes(second);
    });
    expect(unknown).toEqual([]);
  });
});

describe('reading the sources', () => {
  const keysIn = (text: string) => usesOf('x.tsx', text).map(({ namespace, key }) => `${namespace} ${key}`);

  it('knows which namespace each t looks in', () => {
    expect(
      keysIn(`
        function A() { const { t } = useTranslation('inbox'); const { t: say } = useTranslation(); t('a'); say('b'); t('common:c'); }
        function B() { const { t, i18n } = useTranslation('parts'); return <b>{t('d', { at: i18n.language })}</b>; }
        function C({ t }) { t('not ours'); }`),
    ).toEqual(['inbox a', 'common b', 'common c', 'parts d']);
  });

  it('follows choices, lists and patterns', () => {
    expect(
      keysIn(`
        function A() { const { t } = useTranslation('x');
          t(is ? 'a' : 'b'); t(\`c.\${x}\`); t([...(k ? [\`d.\${k}.\${o}\`] : []), 'e']); t(unknown); names.code('table', c); i18n.t('f'); }`),
    ).toEqual(['x a', 'x b', 'x /^c\\..+$/', 'x /^d\\..+\\..+$/', 'x e', 'codes /^table\\..+$/', 'common f']);
  });
});
