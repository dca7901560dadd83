import { parseArgs } from 'node:util';

export interface Call {
  method: 'GET' | 'POST';
  path: string;
  body?: unknown;
}

export interface Request {
  api: string;
  json: boolean;
  login: string | undefined;
  token: string | undefined;
  call: Call;
}

/** What was typed is no command; said with the way out, exit code 2. */
export class UsageError extends Error {}

interface Verb {
  /** Names of the positional arguments. */
  takes: readonly string[];
  needsReason: boolean;
  /** Options beside those of every verb. */
  options?: readonly (keyof Flags)[];
  what: string;
  call: (args: Record<string, string>, flags: Flags) => Call;
}

interface Flags {
  reason?: string;
  force?: boolean;
  mend?: boolean;
  only?: string[];
  lot?: string;
  task?: string;
}

const on = (key: string, rest: string): string => `/engagements/${encodeURIComponent(key)}${rest}`;
const repair =
  (name: string, more: (args: Record<string, string>, flags: Flags) => Record<string, unknown> = () => ({})) =>
  (args: Record<string, string>, flags: Flags): Call => ({
    method: 'POST',
    path: on(args.KEY as string, `/repairs/${name}`),
    body: { ...(flags.reason && { reason: flags.reason }), ...more(args, flags) },
  });

export const VERBS: Record<string, Verb> = {
  waiting: {
    takes: ['KEY'],
    needsReason: false,
    what: 'why an engagement waits',
    call: ({ KEY }) => ({ method: 'GET', path: on(KEY as string, '/waiting') }),
  },
  repairs: {
    takes: ['KEY'],
    needsReason: false,
    what: 'what fails and what can be repaired now',
    call: ({ KEY }) => ({ method: 'GET', path: on(KEY as string, '/repairs') }),
  },
  retry: {
    takes: ['KEY'],
    needsReason: true,
    options: ['task'],
    what: 'try failing effects again; --task ID one of several',
    call: repair('retry', (_, { task }) => ({ ...(task && { taskId: task }) })),
  },
  skip: {
    takes: ['KEY', 'TASK'],
    needsReason: true,
    what: 'go on without a human task or an effect that may be left out',
    call: repair('skip', ({ TASK }) => ({ taskId: TASK })),
  },
  reset: {
    takes: ['KEY', 'STAGE'],
    needsReason: true,
    what: 'begin a stage again that has been reached before',
    call: repair('reset', ({ STAGE }) => ({ stage: STAGE })),
  },
  terminate: {
    takes: ['KEY'],
    needsReason: true,
    options: ['force'],
    what: 'end it with clean-up; --force where no execution takes the command',
    call: repair('terminate', (_, { force }) => ({ ...(force && { force }) })),
  },
  resync: {
    takes: ['KEY'],
    needsReason: false,
    options: ['lot'],
    what: 'write the rows anew from the execution; --lot NUMBER those of a lot',
    call: repair('resync', (_, { lot }) => ({ ...(lot !== undefined && { lotNo: Number(lot) }) })),
  },
  'hand-over': { takes: ['KEY'], needsReason: false, what: 'go on in a new run', call: repair('hand-over') },
  reconcile: {
    takes: [],
    needsReason: false,
    options: ['mend', 'only'],
    what: 'compare rows and executions; with --mend --reason, mend what differs (--only KEY, repeatable)',
    call: (_, { mend, reason, only }) =>
      mend
        ? { method: 'POST', path: '/reconciliation', body: { mend: true, reason, ...(only && { only }) } }
        : { method: 'GET', path: '/reconciliation' },
  },
};

export const HELP = [
  'npm run ops -- <verb> [arguments] [options]',
  '',
  ...Object.entries(VERBS).map(
    ([name, { takes, what, needsReason }]) =>
      `  ${[name, ...takes].join(' ').padEnd(24)} ${what}${needsReason ? ' (--reason owed)' : ''}`,
  ),
  '',
  '  --reason TEXT   why; kept in the audit log',
  '  --login LOGIN   who you are (default ops01); the password is taken from KADO_PASSWORD',
  '  --token TOKEN   an access token instead (or KADO_TOKEN)',
  '  --api URL       where the API is (default http://127.0.0.1:3000, or KADO_API)',
  '  --json          the answer, or the problem, as it came, on standard output',
  '',
  'Exit codes: 0 done, 1 refused by the API, 2 not a command, 3 the API, or what it stands on, does not answer: try later.',
].join('\n');

const OWN_OPTIONS = ['force', 'mend', 'only', 'lot', 'task'] as const;

export function parse(args: readonly string[], env: NodeJS.ProcessEnv): Request {
  const { values, positionals } = read(args);
  const [name = '', ...given] = positionals;
  const verb = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
  if (!verb)
    throw new UsageError(`${name ? `There is no verb "${name}"` : 'A verb is missing'}: npm run ops -- --help`);
  if (given.length !== verb.takes.length)
    throw new UsageError(`${name} takes ${verb.takes.join(' ') || 'no arguments'}: npm run ops -- --help`);
  const foreign = OWN_OPTIONS.find((option) => values[option] !== undefined && !verb.options?.includes(option));
  if (foreign) throw new UsageError(`${name} knows no --${foreign}: npm run ops -- --help`);
  if (values.only && !values.mend) throw new UsageError('--only says what to mend: give --mend --reason with it');
  if (values.lot !== undefined && !/^\d+$/.test(values.lot)) throw new UsageError('--lot takes the number of a lot');
  if ((verb.needsReason || values.mend) && !values.reason?.trim())
    throw new UsageError(`${name} needs --reason "why", which is kept in the audit log`);
  const named = Object.fromEntries(verb.takes.map((key, at) => [key, given[at] as string]));
  return {
    api: `${(values.api ?? env.KADO_API ?? 'http://127.0.0.1:3000').replace(/\/+$/, '')}/api/v1`,
    json: values.json === true,
    login: values.login,
    token: values.token ?? env.KADO_TOKEN,
    call: verb.call(named, values),
  };
}

function read(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        reason: { type: 'string' },
        login: { type: 'string' },
        token: { type: 'string' },
        api: { type: 'string' },
        json: { type: 'boolean' },
        force: { type: 'boolean' },
        mend: { type: 'boolean' },
        only: { type: 'string', multiple: true },
        lot: { type: 'string' },
        task: { type: 'string' },
      },
    });
  } catch (error) {
    throw new UsageError(`${(error as Error).message}: npm run ops -- --help`);
  }
}
