import { ASIDE_STORIES } from './aside-stories';
import { type Story, STRAIGHT_STORIES } from './stories';

/** Every story; each is recorded for the replay corpus. */
export const STORIES: Record<string, Story> = { ...STRAIGHT_STORIES, ...ASIDE_STORIES };
