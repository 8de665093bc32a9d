/**
 * Suites tell their cost in their suffix:
 *   *.spec.ts(x)     pure or jsdom, milliseconds
 *   *.int-spec.ts    needs a real PostgreSQL (a fresh copy of a template database each)
 *   *.e2e-spec.ts    the whole system, most with a browser
 * TypeScript runs through swc as CommonJS; packages that ship only ES modules are let through the transform.
 */
const moduleNameMapper = {
  '^@chatloom/nodes/(.*)$': '<rootDir>/libs/nodes/src/$1',
  '^@chatloom/test/(.*)$': '<rootDir>/test/support/$1',
  '^@chatloom/([^/]+)$': '<rootDir>/libs/$1/src/index.ts',
};
const base = {
  rootDir: __dirname,
  transform: { '^.+\\.(t|j|mj)sx?$': '@swc/jest' },
  extensionsToTreatAsEsm: [],
  moduleFileExtensions: ['ts', 'tsx', 'js', 'mjs', 'cjs', 'json'],
  moduleNameMapper,
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  // Every package is transformed on first use and then cached; listing the ES-module-only ones keeps the rest fast.
  transformIgnorePatterns: [
    'node_modules/(?!(@nestjs|@noble|woff2-encoder|typeorm|uuid|re2js|bullmq|@line|fast-check|pure-rand|luxon|cookie|content-disposition|file-type|@tokenizer|token-types|strtok3|uint8array-extras|@borewit|fastify|@fastify|set-cookie-parser|light-my-request|find-my-way)/)',
  ],
};
/** Every request of our gateway is held against LINE's own description, where that is at hand. */
const RECORD_GATEWAY = '<rootDir>/test/support/recordGateway.ts';
// PostgreSQL for the projects that need it: TEST_DATABASE_URL when set, else one of this checkout's own.
const withDatabase = {
  globalSetup: '<rootDir>/test/support/databaseGlobalSetup.ts',
  globalTeardown: '<rootDir>/test/support/databaseGlobalTeardown.ts',
};
const suite = (name, match, more = {}) => ({ ...base, displayName: name, testMatch: match, testEnvironment: 'node', setupFilesAfterEnv: ['<rootDir>/test/support/patience.ts', RECORD_GATEWAY], ...more });

module.exports = {
  testSequencer: '<rootDir>/test/support/longestFirst.cjs',
  // Workers never give back all of a suite's memory; one that has so much begins anew.
  workerIdleMemoryLimit: '1500MB',
  projects: [
    suite('unit', ['<rootDir>/{libs,apps,test}/**/*.spec.ts']),
    suite('studio', ['<rootDir>/{libs,apps}/**/*.spec.tsx'], {
      testEnvironment: 'jsdom',
      setupFilesAfterEnv: ['<rootDir>/apps/studio/src/testing/patience.ts'],
      moduleNameMapper: { '\\.(css|svg)$': '<rootDir>/test/support/emptyModule.cjs', ...moduleNameMapper },
    }),
    suite('integration', ['<rootDir>/{libs,apps,test}/**/*.int-spec.ts'], withDatabase),
    suite('e2e', ['<rootDir>/test/**/*.e2e-spec.ts'], {
      ...withDatabase,
      // Pictures of messages are drawn by the studio's own components, outside a browser, and measured in one.
      moduleNameMapper: { '\\.css$': '<rootDir>/test/support/ownNames.cjs', ...moduleNameMapper },
    }),
  ],
};
