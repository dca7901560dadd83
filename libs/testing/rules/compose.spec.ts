import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadSettings } from '@kado/config/settings';
import { load } from 'js-yaml';

const root = join(__dirname, '../../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

interface Service {
  image: string;
  build?: { dockerfile: string };
  environment?: Record<string, string>;
  depends_on?: Record<string, { condition: string }>;
  restart?: string;
  ports?: string[];
  volumes?: string[];
  healthcheck?: { test: string[] };
}
/** What a YAML merge key (`<<`) does, for a parser that leaves it alone. */
function merged<T>(value: T): T {
  if (Array.isArray(value)) return value.map(merged) as T;
  if (value === null || typeof value !== 'object') return value;
  const { '<<': base, ...own } = value as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries({ ...(merged(base) as object | undefined), ...own }).map(([key, inner]) => [key, merged(inner)]),
  ) as T;
}

const { services, volumes } = merged(load(read('docker-compose.yml'))) as {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
};
const ENDS_BY_ITSELF = ['temporal-schema', 'temporal-namespace', 'prepare'];
const all = Object.entries(services);
const lasting = all.filter(([name]) => !ENDS_BY_ITSELF.includes(name));

describe('docker-compose.yml', () => {
  it('has every part of KADO', () => {
    expect(Object.keys(services).sort()).toEqual(
      [
        'api',
        'postgres',
        'prepare',
        'temporal',
        'temporal-namespace',
        'temporal-schema',
        'temporal-ui',
        'worker',
      ].sort(),
    );
  });

  it.each(all)('%s has an image of an exact version', (_name, service) => {
    expect(service.image).toMatch(/^[a-z/-]+:\d+\.\d+(\.\d+)?(-[a-z]+)?$/);
  });

  it.each(lasting)('%s says when it is healthy and comes back when it falls', (_name, service) => {
    expect(service.healthcheck?.test.length).toBeGreaterThan(1);
    expect(service.restart).toBe('unless-stopped');
  });

  it.each(all)('%s waits for services that exist, in a way that can come true', (_name, service) => {
    for (const [name, { condition }] of Object.entries(service.depends_on ?? {})) {
      expect(services).toHaveProperty([name]);
      expect(condition).toBe(ENDS_BY_ITSELF.includes(name) ? 'service_completed_successfully' : 'service_healthy');
    }
  });

  it.each(all)('%s is reached from this machine only, and keeps no secret in the file', (_name, service) => {
    for (const port of service.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/);
    for (const [key, value] of Object.entries(service.environment ?? {})) {
      if (/PASSWORD|PWD|SECRET/.test(key)) expect(value).toMatch(/^\$\{[A-Z_]+:\?[^}]+\}$/);
      if (/_URL$/.test(key) && value.startsWith('postgres')) expect(value).toMatch(/:\$\{[A-Z_]+:\?[^}]+\}@/);
    }
  });

  it.each(all)('%s mounts what exists', (_name, service) => {
    for (const volume of service.volumes ?? []) {
      const [source = ''] = volume.split(':');
      if (source.startsWith('./')) expect(existsSync(join(root, source))).toBe(true);
      else expect(volumes).toHaveProperty([source]);
    }
  });

  it.each(['api', 'worker'])('%s gets settings that pass the check at boot, and not the role of the owner', (name) => {
    const given = Object.entries(services[name]?.environment ?? {}).map(([key, value]) => [
      key,
      value.replace(/\$\{[A-Z_]+:-([^}]*)\}/g, '$1').replace(/\$\{[A-Z_]+:\?[^}]+\}/g, 'x'.repeat(32)),
    ]);
    expect(loadSettings(Object.fromEntries(given) as NodeJS.ProcessEnv).databaseOwnerUrl).toBeUndefined();
  });

  it('takes from .env what docker/example.env names, all of it', () => {
    const wanted = [...read('docker-compose.yml').matchAll(/\$\{([A-Z_]+):\?/g)].map(([, name]) => name);
    const named = [...read('docker/example.env').matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name);
    expect(new Set(named)).toEqual(new Set([...wanted, 'KADO_SEED']));
  });
});

describe('docker/Dockerfile', () => {
  const lines = read('docker/Dockerfile').split('\n');

  it('stands on images of an exact version and runs as nobody special', () => {
    for (const line of lines.filter((l) => l.startsWith('FROM')))
      expect(line).toMatch(/^FROM node:\d+\.\d+\.\d+-\w+-slim/);
    expect(lines).toContain('USER node');
  });

  it('copies only what exists', () => {
    const sources = lines.filter((l) => /^COPY (?!--from)/.test(l)).flatMap((l) => l.split(' ').slice(1, -1));
    expect(sources.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});
