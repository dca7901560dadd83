import { ASIDE_STORIES } from './aside-stories';
import { STRAIGHT_STORIES, type Story } from './stories';

/** Every story; each is recorded for the replay corpus. */
export const STORIES: Record<string, Story> = { ...STRAIGHT_STORIES, ...ASIDE_STORIES };
