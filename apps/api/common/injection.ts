/** Injection tokens of what has no class of its own. */
export const SETTINGS = Symbol('settings');
/** A `Storage` (libs/integrations/storage): bytes of pictures and delivered files. */
export const STORAGE = Symbol('storage');
/** A pino logger. */
export const LOG = Symbol('log');
