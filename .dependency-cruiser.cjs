/**
 * Which way the code may lean (see README, "Layout and dependency rules"). `tsPreCompilationDeps` makes type-only imports
 * count: a type of an activity class in a workflow is the first half of importing the class.
 *
 * SANDBOX is what a workflow bundle may hold: code that is executed again on replay. Two parts of the pure libraries stay
 * out of it: zod schemas (heavy at the top of a bundle) and the holiday calendar (its data changes from year to year).
 */
const SPEC = ['\\.spec\\.tsx?$', '^workflows/test/', '^apps/api/test/', '^apps/web/(test|bench)/'];
const OUTSIDE_SANDBOX = '^libs/(contracts/schemas/|domain/(calendar|change-impact|clocks|stage-plan)[.])';
const PURE = ['^libs/domain/', '^libs/contracts/'];
/** A package is seen as its file under node_modules, or by its bare name where it is not installed. */
const pkg = (name) => `(^|/)${name}(/|$)`;

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** Which libraries an area may use; what is missing here (domain, contracts, workflows, demo) has stricter rules below. */
const LIBRARIES_OF = {
  'apps/api': ['auth', 'config', 'contracts', 'documents', 'domain', 'integrations', 'persistence', 'temporal'],
  'apps/worker': ['config', 'contracts', 'domain', 'integrations', 'persistence', 'temporal'],
  activities: ['auth', 'contracts', 'documents', 'domain', 'integrations', 'persistence'],
  'libs/auth': ['domain', 'persistence'],
  'libs/config': [],
  'libs/devstack': [],
  'libs/documents': ['domain'],
  'libs/integrations': ['domain'],
  'libs/persistence': ['contracts', 'domain'],
  'libs/temporal': ['contracts', 'domain'],
};
const libraryRules = Object.entries(LIBRARIES_OF).map(([area, libraries]) =>
  rule(
    'only-neighbouring-libraries',
    `${area} uses ${libraries.join(', ') || 'no other library'}; servers for a developer's machine are for apps/cli and tests.`,
    { path: `^${area}/`, pathNot: SPEC },
    { path: '^libs/', pathNot: [`^${area}/`, '^libs/testing/', ...libraries.map((name) => `^libs/${name}/`)] },
  ),
);

module.exports = {
  forbidden: [
    rule(
      'workflows-see-only-pure-libs',
      'Workflow code sees the workflow SDK (common is a part of it), contracts and domain; effects are activities, reached by an interface of contracts.',
      { path: '^workflows/', pathNot: SPEC },
      { pathNot: ['^workflows/', ...PURE, pkg('@temporalio/workflow'), pkg('@temporalio/common')] },
    ),
    rule(
      'sandbox-without-schemas-and-calendar',
      'zod does not belong into a workflow bundle, and tables that change would change running histories.',
      { path: '^workflows/', pathNot: SPEC },
      { path: OUTSIDE_SANDBOX, reachable: true },
    ),
    rule(
      'sandbox-never-reaches-io',
      'A leak two files away is a leak: nothing a workflow reaches may do input or output.',
      { path: '^workflows/', pathNot: SPEC },
      { path: '^(apps|activities|libs/(?!domain/|contracts/))', reachable: true },
    ),
    rule(
      'sandbox-no-node-builtins',
      'The bundle fails, or worse, differs on replay.',
      { path: ['^workflows/', ...PURE], pathNot: [...SPEC, OUTSIDE_SANDBOX] },
      { dependencyTypes: ['core'] },
    ),
    rule(
      'domain-is-pure',
      'Rules without I/O: the domain sees itself only (and the calendar its table of holidays).',
      { path: '^libs/domain/', pathNot: SPEC },
      { pathNot: ['^libs/domain/', pkg('@holiday-jp/holiday_jp')] },
    ),
    rule(
      'holidays-only-in-the-calendar',
      'One file knows the holidays, and no workflow reaches it.',
      { path: '^libs/domain/', pathNot: [...SPEC, '^libs/domain/calendar'] },
      { path: pkg('@holiday-jp/holiday_jp') },
    ),
    rule(
      'contracts-see-domain-only',
      'Names and types; only the schemas may use zod.',
      { path: '^libs/contracts/', pathNot: [...SPEC, OUTSIDE_SANDBOX] },
      { pathNot: PURE },
    ),
    rule(
      'schemas-see-contracts-domain-zod',
      'Schemas are shared with clients of the API: nothing of the server in them.',
      { path: '^libs/contracts/schemas/', pathNot: SPEC },
      { pathNot: [...PURE, pkg('zod')] },
    ),
    rule(
      'activities-not-to-workflows-or-apps',
      'Activities are adapters; both sides meet in contracts.',
      { path: '^activities/', pathNot: SPEC },
      { path: ['^workflows/', '^apps/'] },
    ),
    rule(
      'api-not-to-activities',
      'The API asks the engine by contract name, through libs/temporal/client.',
      { path: '^apps/api/', pathNot: SPEC },
      { path: ['^activities/', '^libs/temporal/worker/'] },
    ),
    rule(
      'api-not-to-workflow-code',
      'Workflow code is executed by the worker only.',
      { path: '^apps/api/', pathNot: SPEC },
      { path: ['^workflows/', pkg('@temporalio/workflow'), pkg('@temporalio/worker')] },
    ),
    rule(
      'only-the-worker-loads-the-worker-sdk',
      'It carries the native core; one process owns it.',
      {
        pathNot: [...SPEC, '^apps/worker/', '^libs/temporal/(worker/|bundle-options)', '^libs/testing/', '^apps/cli/'],
      },
      { path: [pkg('@temporalio/worker'), pkg('@temporalio/testing')] },
    ),
    rule(
      'libs-not-to-apps',
      'Libraries do not know who uses them.',
      { path: '^libs/', pathNot: SPEC },
      { path: '^apps/' },
    ),
    rule(
      'libs-not-to-activities-or-workflows',
      'Only the worker joins the two; the test rig may.',
      { path: '^libs/', pathNot: [...SPEC, '^libs/testing/', '^libs/temporal/(worker/|bundle-options)'] },
      { path: ['^activities/', '^workflows/'] },
    ),
    rule(
      'apps-not-to-apps',
      'Processes meet over HTTP, Temporal and the database; the command line starts them, it does not import them.',
      { path: '^apps/([^/]+)/', pathNot: SPEC },
      { path: '^apps/', pathNot: '^apps/$1/' },
    ),
    rule(
      'demo-is-a-stranger',
      'The demo knows the public API only: no library, no database.',
      { path: '^apps/demo/', pathNot: SPEC },
      { path: ['^libs/', '^activities/', '^workflows/'] },
    ),
    rule(
      'stand-ins-have-only-http',
      'A stand-in is a person with a login and eyes: node itself, its own folder, nothing else.',
      { path: '^apps/demo/stand-ins/', pathNot: SPEC },
      { pathNot: '^apps/demo/stand-ins/', dependencyTypesNot: ['core'] },
    ),
    rule(
      'no-tests-in-the-product',
      'The test rig is not for the product.',
      { path: '^(apps|activities|libs|workflows)/', pathNot: [...SPEC, '^libs/testing/'] },
      { path: ['^libs/testing/', ...SPEC] },
    ),
    rule(
      'console-sees-the-api-and-pure-libs',
      'A browser: the API by its generated client, names and pure rules of the domain, the policy table. What decides is the API.',
      { path: '^apps/web/', pathNot: [...SPEC, '^apps/web/vite'] },
      {
        path: ['^(activities|workflows)/', '^libs/(?!domain/|contracts/|auth/policy[.])'],
        dependencyTypesNot: ['type-only'],
      },
    ),
    rule(
      'console-no-node',
      'There is no node in a browser.',
      { path: '^apps/web/', pathNot: [...SPEC, '^apps/web/(vite|tools/)'] },
      { dependencyTypes: ['core'] },
    ),
    rule(
      'screens-meet-in-the-kit',
      'What two screens share belongs into kit/ (bare), parts/ (of the domain) or app/; none of these knows a screen. (app/ joins them: routes.)',
      { path: '^apps/web/(kit|api|parts)/' },
      { path: '^apps/web/screens/' },
    ),
    ...libraryRules,
    rule(
      'no-circular',
      'A circle has no inside. (A link that is only a type is gone when the code runs.)',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
    rule('not-to-unresolvable', 'The import leads nowhere.', {}, { couldNotResolve: true }),
    rule(
      'not-to-dev-packages',
      'What runs in production must be installed there.',
      // The console is bundled: what it is made of is inside of dist/web.
      { path: '^(apps|activities|libs|workflows)/', pathNot: [...SPEC, '^libs/testing/', '^apps/web/'] },
      { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    ),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|out|coverage|\\.kado)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      mainFields: ['main', 'types'],
      extensions: ['.ts', '.tsx', '.d.ts', '.mjs', '.cjs', '.js', '.json'],
      conditionNames: ['require', 'node', 'import', 'types', 'default', 'style'],
    },
  },
};
