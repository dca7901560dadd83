/**
 * Changes of workflow code that an execution rebuilt from its rows lives under: all that are on. A chapter told again from
 * a journal would otherwise keep the course from before them. A spec compares this with `workflows/shared/changes.ts`.
 */
export const REBUILT_CHANGES: Readonly<Record<string, boolean>> = {
  'engagement/lots-tell-their-end': true,
  'lot/pilot-tells-its-end': true,
};
