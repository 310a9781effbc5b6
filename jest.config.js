/** Unit specs stand beside the code, end-to-end specs under test/. */
const common = {
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
        },
        module: { type: 'es6' },
      },
    ],
  },
  moduleNameMapper: {
    '^@app/(.*)$': '<rootDir>/libs/$1/src/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  testEnvironment: 'node',
  setupFiles: ['<rootDir>/test/support/property-runs.js'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
};

/** Properties take their time over ten thousand inputs and more, and processes start slowly on a machine that has much else to do. */
const TIMEOUT_MS = process.env.FAULTS === 'full' ? 600_000 : 90_000;

export default {
  testTimeout: TIMEOUT_MS,
  projects: [
    { ...common, displayName: 'unit', testMatch: ['<rootDir>/{libs,apps}/**/*.spec.ts'] },
    { ...common, displayName: 'e2e', testMatch: ['<rootDir>/test/**/*.e2e-spec.ts'] },
  ],
};
