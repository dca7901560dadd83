import { COMMANDS } from '@kado/domain/commands';
import type { Stage } from '@kado/domain/lifecycle';

/** Whether a command makes sense where the engagement stands: hides what the API would refuse; it decides nothing. */
export function isTimely(command: keyof typeof COMMANDS, { stage }: { stage: Stage }): boolean {
  return (COMMANDS[command].stages as readonly Stage[]).includes(stage);
}
