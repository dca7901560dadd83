import { randomUUID } from 'node:crypto';
import { HELP, parse, type Request, UsageError } from './arguments';
import { inWords } from './words';

const DONE = 0;
const REFUSED = 1;
const USAGE = 2;
const AWAY = 3;

/** A reconciliation asks every execution, and may mend many. */
const CALL_MS = 600_000;

interface Problem {
  code?: string;
  title?: string;
  detail?: string;
  errors?: { pointer: string; detail: string }[];
}

/** Answers the exit code; whatever a person should read goes to the standard output, what went wrong to the standard error. */
export async function ops(args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(`${HELP}\n`);
    return DONE;
  }
  let request: Request;
  try {
    request = parse(args, env);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return USAGE;
  }
  try {
    return await carryOut(request, env);
  } catch (error) {
    process.stderr.write(`${request.api} does not answer (${reasonOf(error)}). Is KADO up? --api names another one.\n`);
    return AWAY;
  }
}

async function carryOut({ api, call, json, ...who }: Request, env: NodeJS.ProcessEnv): Promise<number> {
  const signedIn = await tokenOf(api, who, env);
  if (signedIn.token === undefined) return signedIn.exit;
  const response = await fetch(api + call.path, {
    method: call.method,
    headers: {
      authorization: `Bearer ${signedIn.token}`,
      'accept-language': env.LANG?.startsWith('ja') ? 'ja' : 'en',
      ...(call.method === 'POST' && { 'content-type': 'application/json', 'idempotency-key': randomUUID() }),
    },
    ...(call.body !== undefined && { body: JSON.stringify(call.body) }),
    signal: AbortSignal.timeout(CALL_MS),
  });
  const answer: unknown = await response.json();
  if (!response.ok) {
    if (json) process.stdout.write(`${JSON.stringify(answer)}\n`);
    return refuse(answer as Problem, response.status, response.status === 503 ? AWAY : REFUSED);
  }
  process.stdout.write(json ? `${JSON.stringify(answer)}\n` : `${inWords(answer)}\n`);
  return DONE;
}

/** A token given by hand, or one for the login and the password of the environment: a password on a command line is seen by all. */
async function tokenOf(
  api: string,
  { token, login = 'ops01' }: Pick<Request, 'token' | 'login'>,
  env: NodeJS.ProcessEnv,
): Promise<{ token: string; exit: number } | { token: undefined; exit: number }> {
  if (token) return { token, exit: DONE };
  if (!env.KADO_PASSWORD) {
    process.stderr.write(`The password of ${login} is taken from KADO_PASSWORD; or give --token.\n`);
    return { token: undefined, exit: USAGE };
  }
  const response = await fetch(`${api}/auth/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password: env.KADO_PASSWORD }),
    signal: AbortSignal.timeout(20_000),
  });
  const answer = (await response.json()) as { accessToken?: string } & Problem;
  if (response.ok && answer.accessToken) return { token: answer.accessToken, exit: DONE };
  return { token: undefined, exit: refuse(answer, response.status, response.status === 503 ? AWAY : REFUSED) };
}

function refuse({ code, title, detail, errors = [] }: Problem, status: number, exit: number): number {
  process.stderr.write(`${status} ${code ?? ''}: ${[title, detail].filter(Boolean).join(' ')}\n`);
  for (const { pointer, detail: why } of errors.slice(0, 5)) process.stderr.write(`  ${pointer}: ${why}\n`);
  return exit;
}

function reasonOf(error: unknown): string {
  const { cause } = error as { cause?: { code?: string } };
  return cause?.code ?? (error as Error).message;
}

if (require.main === module)
  void ops(process.argv.slice(2)).then((code) => {
    process.exitCode = code;
  });
