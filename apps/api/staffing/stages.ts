import { isFinal, STAGES, type Stage } from '@kado/domain/lifecycle';

/** While there is work to do or to close, people may join. */
export const RUNNING: readonly Stage[] = STAGES.filter((stage) => !isFinal(stage));

/** A pilot measures while the order is being agreed; the team is asked once the plan stands, and while it works. */
export const OFFERING: Record<'pilot' | 'team', readonly Stage[]> = {
  pilot: ['requirements'],
  team: ['team_assembly', 'production', 'quality'],
};
