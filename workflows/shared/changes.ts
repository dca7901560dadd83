import { patched, workflowInfo } from '@temporalio/workflow';

type State = 'on' | 'dark';

/**
 * Changes of workflow code that alter which commands an execution gives. `on`: whoever comes to the place takes the new
 * course. `dark`: this release knows the change and replays who took it, but takes nobody onto it; a release ships every
 * change dark first, so that the one that turns it on can be rolled back to it. A name stays for as long as an execution
 * from before it may be open.
 */
const STATES = {
  /** Lots tell the engagement when they have ended; it does not wait for child executions, which no next run could. */
  'engagement/lots-tell-their-end': 'on',
  /** The pilot lot tells it too. */
  'lot/pilot-tells-its-end': 'on',
} satisfies Record<string, State>;
export type ChangeName = keyof typeof STATES;
export const CHANGES: Readonly<Record<ChangeName, State>> = STATES;

/** Call it once for each execution and place, and keep the answer: `Chapter.changed` does. */
export function isOn(name: ChangeName): boolean {
  if (CHANGES[name] === 'dark' && !workflowInfo().unsafe.isReplaying) return false;
  return patched(name);
}
