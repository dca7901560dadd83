// Nest 12 and a few others ship ES modules only; Jest 30 on Node 20 cannot require them, so they are transformed like our own sources.
const ESM_ONLY = [
  '@nestjs/',
  'jose/',
  'uuid/',
  'file-type/',
  'load-esm/',
  'strtok3/',
  'token-types/',
  'uint8array-extras/',
  '@tokenizer/',
  '@borewit/',
];
const swc = [
  '@swc/jest',
  {
    swcrc: false,
    sourceMaps: 'inline',
    jsc: {
      target: 'es2022',
      keepClassNames: true,
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true },
    },
    module: { type: 'commonjs' },
  },
];
const base = {
  testEnvironment: 'node',
  rootDir: __dirname,
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/workflows', '<rootDir>/activities'],
  moduleNameMapper: {
    '^@kado/activities/(.*)$': '<rootDir>/activities/$1',
    '^@kado/workflows/(.*)$': '<rootDir>/workflows/$1',
    '^@kado/(.*)$': '<rootDir>/libs/$1',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  transform: { '^.+\\.[mc]?[jt]s$': swc },
  transformIgnorePatterns: [`/node_modules/(?!(${ESM_ONLY.join('|')}))`],
};
module.exports = {
  coverageProvider: 'v8',
  maxWorkers: 2,
  projects: [
    {
      ...base,
      displayName: 'unit',
      testMatch: ['**/*.spec.ts'],
      testPathIgnorePatterns: ['/node_modules/', '/dist/', '\\.int\\.spec\\.ts$'],
    },
    {
      ...base,
      displayName: 'integration',
      testMatch: ['**/*.int.spec.ts'],
      testPathIgnorePatterns: ['/node_modules/', '/dist/'],
      globalSetup: '<rootDir>/libs/testing/global-setup.ts',
      globalTeardown: '<rootDir>/libs/testing/global-teardown.ts',
      // The first test of a run fetches a Temporal server where there is none, and fills the template database.
      testTimeout: 300_000,
    },
  ],
};
