import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder, firstLine } from './cache';
import { StackFault } from './fault';

const run = promisify(execFile);
const ARTIFACT = { group: 'io.temporal', name: 'temporal-test-server', version: '1.32.0' } as const;

const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>kado</groupId><artifactId>time-skipping</artifactId><version>1</version>
  <dependencies><dependency>
    <groupId>${ARTIFACT.group}</groupId><artifactId>${ARTIFACT.name}</artifactId><version>${ARTIFACT.version}</version>
  </dependency></dependencies>
</project>
`;

/** Maven checks what it fetches against the repository's own sums. Started by a script, because its classes need a Java. */
async function fromMaven(folder: string): Promise<void> {
  await run('java', ['-version'], { timeout: 20_000 });
  writeFileSync(join(folder, 'pom.xml'), POM);
  await run('mvn', ['-q', '-B', 'dependency:copy-dependencies', '-DincludeScope=runtime', '-DoutputDirectory=lib'], {
    cwd: folder,
    timeout: 600_000,
    maxBuffer: 16 * 1024 * 1024,
  });
  const script = `#!/bin/sh\nexec java -Xmx256m -cp "$(dirname "$0")/lib/*" io.temporal.testserver.TestServer "$@"\n`;
  writeFileSync(join(folder, 'server'), script, { mode: 0o755 });
}

/** The SDK can only fetch a server by starting it, so it is started once in another process and stopped again. */
async function fromSdk(folder: string): Promise<void> {
  const script = `
    const { TestWorkflowEnvironment } = require(${JSON.stringify(require.resolve('@temporalio/testing'))});
    const server = { executable: { type: 'cached-download', downloadDir: process.argv[1] } };
    TestWorkflowEnvironment.createTimeSkipping({ server }).then((env) => env.teardown()).then(
      () => process.exit(0),
      (error) => { console.error('error: ' + error.message); process.exit(1); },
    );`;
  await run(process.execPath, ['-e', script, folder], { timeout: 120_000 });
  const name = readdirSync(folder).find((file) => file.startsWith('temporal-test-server'));
  if (name === undefined) throw new Error('nothing was downloaded');
  renameSync(join(folder, name), join(folder, 'server'));
}

const SOURCES = [
  { how: `Maven artifact ${ARTIFACT.name} ${ARTIFACT.version} (java and mvn)`, get: fromMaven },
  { how: 'download by the Temporal SDK', get: fromSdk },
] as const;

/**
 * Path of a Temporal server that skips time, for tests of months; fetched into the cache once. It is another program than
 * the dev server: no visibility worth the name, no Schedules.
 */
export async function findTimeSkippingServer(projectCache: string, env = process.env): Promise<string> {
  const cache = cacheFolder(env, projectCache);
  const cached = join(cache, `time-skipping-${ARTIFACT.version}`);
  if (existsSync(join(cached, 'server'))) return join(cached, 'server');
  const tried: string[] = [];
  for (const source of SOURCES) {
    const folder = mkdtempSync(join(cache, 'get-'));
    try {
      await source.get(folder);
      // Another test process may have been faster: what it made is as good.
      if (!existsSync(join(cached, 'server'))) renameSync(folder, cached);
      return join(cached, 'server');
    } catch (error) {
      if (existsSync(join(cached, 'server'))) return join(cached, 'server');
      tried.push(`${source.how}: ${firstLine(error)}`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  throw new StackFault(
    `No time-skipping Temporal server could be had. Install Java (17 or newer) and Maven. Tried:\n  ${tried.join('\n  ')}`,
  );
}
