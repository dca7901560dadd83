import { ROLE_NAMES, ROLES } from './roles';

describe('roles', () => {
  it('have one Japanese and one English name each', () => {
    expect(Object.keys(ROLE_NAMES).sort()).toEqual([...ROLES].sort());
    for (const language of ['ja', 'en'] as const) {
      const names = ROLES.map((role) => ROLE_NAMES[role][language]);
      expect(new Set(names).size).toBe(ROLES.length);
      expect(names.every((name) => name.length > 0)).toBe(true);
    }
    for (const role of ROLES) expect(ROLE_NAMES[role].en).toMatch(/^[ -~]+$/);
  });
});
