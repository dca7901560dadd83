/** The demo people's common password: invented people, for trying KADO out and for nothing else. */
export const DEMO_PASSWORD = process.env.KADO_DEMO_PASSWORD || 'kado-demo';

const numbered = (name: string, from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, n) => `${name}${String(from + n).padStart(2, '0')}`);

/** Who may be asked to join: the coordinator takes those that the candidate list ranks first. */
export const workers = (from: number, to: number): string[] => numbered('worker', from, to);
export const leaders = (from: number, to: number): string[] => numbered('leader', from, to);
