import { loadSettings, SettingsError } from './settings';

const GOOD = { DATABASE_URL: 'postgres://kado_app:x@127.0.0.1:5433/kado', KADO_JWT_SECRET: 'x'.repeat(32) };

describe('loadSettings', () => {
  it('fills in defaults and reads numbers', () => {
    expect(loadSettings({ ...GOOD, API_PORT: '3100', LOG_LEVEL: '' })).toEqual({
      databaseUrl: GOOD.DATABASE_URL,
      databaseOwnerUrl: undefined,
      temporalAddress: '127.0.0.1:7233',
      temporalNamespace: 'default',
      temporalUiUrl: 'http://127.0.0.1:8233',
      apiHost: '127.0.0.1',
      apiPort: 3100,
      trustProxy: false,
      storageDir: '.kado/storage',
      jwtSecret: GOOD.KADO_JWT_SECRET,
      signalDecisions: 'on',
      logLevel: 'info',
      taskQueue: 'kado-engagements',
      reconcileMinutes: 60,
    });
  });

  it('names every bad key in one error and repeats no value', () => {
    const load = () =>
      loadSettings({ KADO_JWT_SECRET: 'short', API_PORT: 'x', SIGNAL_DECISIONS: 'maybe', TEMPORAL_ADDRESS: 'nowhere' });
    expect(load).toThrow(SettingsError);
    try {
      load();
    } catch (error) {
      const faults = (error as SettingsError).faults;
      expect(faults.map((fault) => fault.key).sort()).toEqual([
        'API_PORT',
        'DATABASE_URL',
        'KADO_JWT_SECRET',
        'SIGNAL_DECISIONS',
        'TEMPORAL_ADDRESS',
      ]);
      expect(faults.find((fault) => fault.key === 'DATABASE_URL')?.problem).toBe('is missing');
      expect((error as Error).message).not.toContain('short');
    }
  });
});
