/**
 * Which folder may import which. The direction is one line:
 *
 *     domain ← infra ← readmodels ← { server, worker }      client → domain, and server for types
 *
 * `parser: 'swc'` and the package @swc/core are load-bearing: without the package, beside TypeScript
 * 7, the tool reads no TypeScript file at all and reports success; without the option it takes
 * `import type` for a value. `scripts/check/direction.mjs` therefore also counts what was read, and
 * `tests/habits/direction.test.ts` plants a violation of each rule.
 */

const TEST_FILE = '[.]test[.]tsx?$';

/** Folders a feature of the same layer may import; everything else in the layer is a feature. */
const SHARED_SERVER = 'http|trpc|auth|live';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'domain-imports-zod-only',
      severity: 'error',
      comment: 'The domain is pure: events, commands and decisions, with zod for their shapes.',
      from: { path: '^src/domain/', pathNot: TEST_FILE },
      to: { pathNot: ['^src/domain/', '(^|/)node_modules/zod/'] },
    },
    {
      name: 'domain-is-lowest',
      severity: 'error',
      comment: 'Not even a test of the domain needs a layer above it.',
      from: { path: '^src/domain/' },
      to: { path: '^(src/(infra|readmodels|server|worker|client)|drizzle)/' },
    },
    {
      name: 'infra-below-readmodels',
      severity: 'error',
      from: { path: '^src/infra/' },
      to: { path: '^src/(readmodels|server|worker|client)/' },
    },
    {
      name: 'readmodels-below-processes',
      severity: 'error',
      from: { path: '^src/readmodels/' },
      to: { path: '^src/(server|worker|client)/' },
    },
    {
      name: 'server-and-worker-apart',
      severity: 'error',
      comment: 'They may run in different containers; they meet through events and jobs.',
      from: { path: '^src/(server|worker)/' },
      to: { path: '^src/(server|worker|client)/', pathNot: '^src/$1/' },
    },
    {
      name: 'client-sees-domain-and-server-types',
      severity: 'error',
      from: { path: '^src/client/' },
      to: { path: '^(src/(infra|readmodels|worker)|drizzle|migrations)/' },
    },
    {
      name: 'client-imports-server-types-only',
      severity: 'error',
      comment: 'A value import would put server code, and its secrets, into the bundle.',
      from: { path: '^src/client/' },
      to: { path: '^src/server/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'client-runs-in-a-browser',
      severity: 'error',
      from: { path: '^src/client/', pathNot: TEST_FILE },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'server-features-apart',
      severity: 'error',
      comment: 'Features meet through an event or a route, never by their insides.',
      from: { path: '^src/server/([^/]+)/', pathNot: `^src/server/(${SHARED_SERVER})/` },
      to: { path: '^src/server/[^/]+/', pathNot: `^src/server/($1|${SHARED_SERVER})/` },
    },
    {
      name: 'worker-features-apart',
      severity: 'error',
      from: { path: '^src/worker/([^/]+)/' },
      to: { path: '^src/worker/[^/]+/', pathNot: '^src/worker/$1/' },
    },
    {
      name: 'client-features-apart',
      severity: 'error',
      from: { path: '^src/client/features/([^/]+)/' },
      to: { path: '^src/client/(features/[^/]+|routes)/', pathNot: '^src/client/features/$1/' },
    },
    {
      name: 'client-kit-knows-no-feature',
      severity: 'error',
      from: { path: '^src/client/(ui|live|i18n)/' },
      to: { path: '^src/client/(features|routes|app)/' },
    },
    {
      name: 'tables-import-nothing-of-ours',
      severity: 'error',
      from: { path: '^drizzle/' },
      to: { path: '^(src|tests|bench|scripts)/', pathNot: '^src/domain/' },
    },
    {
      name: 'tables-behind-readmodels',
      severity: 'error',
      comment:
        'Servers and workers read through queries of readmodels/ and write through events. The ' +
        'secrets of auth (password and token hashes) are no read model and in no event.',
      from: { path: '^src/(server|worker)/', pathNot: TEST_FILE },
      to: { path: '^drizzle/', pathNot: '^drizzle/auth[./-]' },
    },
    {
      name: 'product-imports-no-test',
      severity: 'error',
      from: { path: '^(src|drizzle|scripts)/', pathNot: TEST_FILE },
      to: { path: ['^(tests|bench)/', TEST_FILE] },
    },
    {
      name: 'product-runs-without-dev-dependencies',
      severity: 'error',
      comment: 'Servers run the sources as they are, installed without development packages.',
      from: { path: '^(src|drizzle)/', pathNot: [TEST_FILE, '^src/client/'] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-circular',
      severity: 'error',
      comment: 'Circles of types are erased and harmless; circles of values load in odd orders.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: '(^|/)node_modules/' },
    exclude: { path: '^(dist|data|[.]node|[.]shots)/' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
      conditionNames: ['import', 'node', 'types', 'default'],
      exportsFields: ['exports'],
    },
  },
};
