import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { BundleOptions } from '@temporalio/worker';

/** Root of the sources, or of `dist/`, which mirrors them. */
const ROOT = join(__dirname, '..', '..');

/**
 * The one place that says how workflow code is bundled: build, worker and tests must make the same bundle. The bundler
 * reads no tsconfig, so the names `@kado/…` are told to webpack; the longer ones come first because the first match wins.
 */
export function workflowBundleOptions(root: string = ROOT): BundleOptions {
  const source = join(root, 'workflows', 'index.ts');
  return {
    workflowsPath: existsSync(source) ? source : join(root, 'workflows', 'index.js'),
    logger: quiet,
    webpackConfigHook: (config) => ({
      ...config,
      resolve: {
        ...config.resolve,
        alias: {
          ...config.resolve?.alias,
          '@kado/workflows': join(root, 'workflows'),
          '@kado/activities': join(root, 'activities'),
          '@kado': join(root, 'libs'),
        },
      },
    }),
  };
}

/** Success needs no words; what webpack finds wrong is in the error that it throws, and is printed as well. */
const quiet: NonNullable<BundleOptions['logger']> = {
  log: () => undefined,
  trace: () => undefined,
  debug: () => undefined,
  info: () => undefined,
  warn: (message) => process.stderr.write(`${message}\n`),
  error: (message) => process.stderr.write(`${message}\n`),
};
