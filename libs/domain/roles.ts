/** Who acts. One person may hold several roles, each within a site, a client or an engagement. */
export const ROLES = [
  'manager',
  'director',
  'leader',
  'teleworker',
  'coordinator',
  'pro',
  'client',
  'partner',
  'city',
  'ops',
] as const;
export type Role = (typeof ROLES)[number];

export const ROLE_NAMES: Record<Role, { ja: string; en: string }> = {
  manager: { ja: 'マネージャー', en: 'Manager' },
  director: { ja: 'ディレクター', en: 'Director' },
  leader: { ja: 'リーダー', en: 'Leader' },
  teleworker: { ja: 'テレワーカー', en: 'Teleworker' },
  coordinator: { ja: '人材コーディネーター', en: 'Coordinator' },
  pro: { ja: '民間プロ人材', en: 'Outside expert' },
  client: { ja: 'クライアント', en: 'Client' },
  partner: { ja: '連携自治体', en: 'Partner municipality' },
  city: { ja: '塩尻市職員', en: 'City staff' },
  ops: { ja: '運用', en: 'Operations engineer' },
};
