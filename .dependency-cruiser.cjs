/** Which part may lean on which (CONTRIBUTING.md). `npm run boundaries` holds it. */
const LIBS = ['core', 'channels', 'infra', 'access', 'profiles', 'webhooks', 'messaging'];

/** What each lib may enter, besides itself. Whatever is not named here is forbidden. */
const MAY_ENTER = {
  core: [],
  channels: ['core'],
  infra: ['core'],
  access: ['core', 'channels', 'infra'],
  profiles: ['core', 'channels', 'infra', 'access'],
  webhooks: ['core', 'channels', 'infra', 'access', 'profiles'],
  messaging: ['core', 'channels', 'infra', 'access', 'profiles', 'webhooks'],
};

const libDirections = LIBS.map((lib) => {
  const allowed = [lib, ...MAY_ENTER[lib]].join('|');
  return {
    name: `${lib}-direction`,
    comment: `libs/${lib} may enter: ${MAY_ENTER[lib].join(', ') || 'nothing'}.`,
    severity: 'error',
    from: { path: `^libs/${lib}/` },
    to: { path: '^(libs|apps|test)/', pathNot: `^libs/(${allowed})/` },
  };
});

module.exports = {
  forbidden: [
    ...libDirections,
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { pathNot: '/generated/' } },
    },
    {
      name: 'a-lib-by-its-index-for-apps',
      comment: 'Import @app/<lib>, not a file inside it.',
      severity: 'error',
      from: { path: '^(apps|test|bench)/' },
      to: { path: '^libs/', pathNot: '^libs/[^/]+/src/index\\.ts$' },
    },
    {
      name: 'a-lib-by-its-index-for-libs',
      comment: 'Import @app/<lib>, not a file inside it.',
      severity: 'error',
      from: { path: '^libs/([^/]+)/' },
      to: { path: '^libs/', pathNot: ['^libs/[^/]+/src/index\\.ts$', '^libs/$1/'] },
    },
    {
      name: 'channels-do-not-know-each-other',
      comment: 'What two channels share stands beside them (meta/, provider-call.ts …). The registry knows all of them.',
      severity: 'error',
      from: { path: '^libs/channels/src/([^/]+)/', pathNot: '^libs/channels/src/(meta|text)/' },
      to: { path: '^libs/channels/src/([^/]+)/', pathNot: '^libs/channels/src/($1|meta|text)/' },
    },
    {
      name: 'channels-without-machinery',
      comment: 'A channel is a value: no Nest, no database, no queue; HTTP is handed in.',
      severity: 'error',
      from: { path: '^libs/(core|channels)/', pathNot: '\\.spec\\.ts$' },
      to: { path: 'node_modules/(@nestjs|@prisma|pg|bullmq|ioredis|undici)/' },
    },
    {
      name: 'apps-do-not-know-each-other',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'the-product-does-not-know-its-tests',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^(test|bench)/|\\.spec\\.ts$' },
    },
    {
      name: 'nothing-unresolved',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|libs/infra/src/database/generated)/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
};
