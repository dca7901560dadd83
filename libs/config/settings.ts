import { z } from 'zod';

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

const port = z.coerce.number().int().min(0).max(65_535);
const postgresUrl = z.string().regex(/^postgres(ql)?:\/\//, 'must start with postgres:// or postgresql://');
const hostAndPort = z.string().regex(/^[^\s/]+:\d{1,5}$/, 'must be host:port');

/** An empty variable counts as absent: compose files and CI pass `NAME=` for "not set". */
const SCHEMA = z
  .object({
    DATABASE_URL: postgresUrl,
    DATABASE_OWNER_URL: postgresUrl.optional(),
    TEMPORAL_ADDRESS: hostAndPort.default('127.0.0.1:7233'),
    TEMPORAL_NAMESPACE: z.string().default('default'),
    TEMPORAL_UI_URL: z.url().default('http://127.0.0.1:8233'),
    API_HOST: z.string().default('127.0.0.1'),
    API_PORT: port.default(3000),
    KADO_TRUST_PROXY: z.enum(['on', 'off']).default('off'),
    KADO_CONSOLE_DIR: z.string().optional(),
    KADO_STORAGE_DIR: z.string().default('.kado/storage'),
    KADO_JWT_SECRET: z.string().min(32, 'must have at least 32 characters'),
    SIGNAL_DECISIONS: z.enum(['on', 'off']).default('on'),
    LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
    KADO_TASK_QUEUE: z.string().default('kado-engagements'),
    KADO_RECONCILE_MINUTES: z.coerce.number().int().min(0).max(10_080).default(60),
  })
  .transform((env) => ({
    /** Role kado_app: neither owner nor BYPASSRLS. */
    databaseUrl: env.DATABASE_URL,
    /** Role kado_owner, for migrations and seeds; absent in processes that must not be able to change the schema. */
    databaseOwnerUrl: env.DATABASE_OWNER_URL,
    temporalAddress: env.TEMPORAL_ADDRESS,
    temporalNamespace: env.TEMPORAL_NAMESPACE,
    temporalUiUrl: env.TEMPORAL_UI_URL,
    apiHost: env.API_HOST,
    apiPort: env.API_PORT,
    /** One proxy stands before the API: what it says in X-Forwarded-* counts. */
    trustProxy: env.KADO_TRUST_PROXY === 'on',
    /** The built console, where it does not lie in dist/web. */
    consoleDir: env.KADO_CONSOLE_DIR,
    storageDir: env.KADO_STORAGE_DIR,
    jwtSecret: env.KADO_JWT_SECRET,
    signalDecisions: env.SIGNAL_DECISIONS,
    logLevel: env.LOG_LEVEL,
    taskQueue: env.KADO_TASK_QUEUE,
    /** How often the worker compares rows and executions; 0: never. */
    reconcileMinutes: env.KADO_RECONCILE_MINUTES,
  }));

export type Settings = z.output<typeof SCHEMA>;

export class SettingsError extends Error {
  constructor(readonly faults: readonly { readonly key: string; readonly problem: string }[]) {
    super(`Settings are not usable:\n${faults.map((f) => `  ${f.key}: ${f.problem}`).join('\n')}`);
    this.name = 'SettingsError';
  }
}

/** Reads the settings once at boot; every bad key is named in one error, and no value is repeated in it. */
export function loadSettings(env: NodeJS.ProcessEnv = process.env): Settings {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = SCHEMA.safeParse(present);
  if (parsed.success) return parsed.data;
  throw new SettingsError(
    parsed.error.issues.map((issue) => {
      const key = String(issue.path[0] ?? '');
      return { key, problem: key in present ? issue.message : 'is missing' };
    }),
  );
}
