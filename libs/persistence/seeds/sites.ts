/** The hub and the partner municipalities of the wide-area scheme (広域連携), FY2023. */
export const SITES = [
  { code: 'SHIOJIRI', nameJa: '塩尻市', nameEn: 'Shiojiri', kind: 'hub' },
  { code: 'TATESHINA', nameJa: '立科町', nameEn: 'Tateshina', kind: 'partner' },
  { code: 'MATSUMOTO', nameJa: '松本市', nameEn: 'Matsumoto', kind: 'partner' },
  { code: 'AZUMINO', nameJa: '安曇野市', nameEn: 'Azumino', kind: 'partner' },
  { code: 'OMACHI', nameJa: '大町市', nameEn: 'Omachi', kind: 'partner' },
  { code: 'NAKATSUGAWA', nameJa: '中津川市', nameEn: 'Nakatsugawa', kind: 'partner' },
  { code: 'ITOIGAWA', nameJa: '糸魚川市', nameEn: 'Itoigawa', kind: 'partner' },
  { code: 'MINOWA', nameJa: '箕輪町', nameEn: 'Minowa', kind: 'partner' },
  { code: 'BIBAI', nameJa: '美唄市', nameEn: 'Bibai', kind: 'partner' },
  { code: 'KAWAMOTO', nameJa: '川本町', nameEn: 'Kawamoto', kind: 'partner' },
  { code: 'AMAKUSA', nameJa: '天草市', nameEn: 'Amakusa', kind: 'partner' },
] as const;

export type SiteCode = (typeof SITES)[number]['code'];

export const HUB: SiteCode = 'SHIOJIRI';

/**
 * The 389 teleworkers of FY2023 by municipality, as the programme reports them. Towns and villages around Shiojiri
 * (周辺町村) have no base of their own: their people work from the hub.
 */
export const TELEWORKERS_FY2023: readonly { municipality: string; site: SiteCode; people: number }[] = [
  { municipality: '塩尻市', site: 'SHIOJIRI', people: 152 },
  { municipality: '周辺町村', site: 'SHIOJIRI', people: 33 },
  { municipality: '立科町', site: 'TATESHINA', people: 53 },
  { municipality: '松本市', site: 'MATSUMOTO', people: 51 },
  { municipality: '安曇野市', site: 'AZUMINO', people: 47 },
  { municipality: '大町市', site: 'OMACHI', people: 27 },
  { municipality: '中津川市', site: 'NAKATSUGAWA', people: 16 },
  { municipality: '糸魚川市', site: 'ITOIGAWA', people: 10 },
];
