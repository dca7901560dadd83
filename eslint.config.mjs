import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/**
 * Biome formats and does the untyped rules for the whole tree. ESLint is here for what Biome can not do: rules that need
 * types, and the rules of the sandbox, that is of code that is executed again when Temporal replays a history.
 */
const SPECS = ['**/*.spec.ts', 'workflows/test/**', 'apps/api/test/**'];
const SANDBOX = ['workflows/**/*.ts', 'libs/contracts/**/*.ts', 'libs/domain/**/*.ts'];
/** zod schemas are for the API; the holiday calendar changes from year to year. Neither is loaded by a workflow. */
const OUTSIDE_SANDBOX = [...SPECS, 'libs/contracts/schemas/**', 'libs/domain/calendar*.ts'];

const unavailable = (name, instead) => ({ name, message: `Not in the sandbox of a workflow: ${instead}` });
const sandboxGlobals = [
  unavailable('process', 'pass settings in the input or read them in an activity.'),
  unavailable('fetch', 'reach the network in an activity.'),
  unavailable('crypto', 'use uuid4() of @temporalio/workflow, or hash in an activity.'),
  unavailable('Buffer', 'handle bytes in an activity.'),
  unavailable('Temporal', 'it reads the zone data of the machine; use instants, and the calendar in an activity.'),
  unavailable('Intl', 'it follows the ICU data of the machine; write texts in an activity.'),
  unavailable('performance', 'use Date.now(), which the workflow replays.'),
  unavailable('setImmediate', 'await a condition.'),
  unavailable('queueMicrotask', 'await a condition.'),
  unavailable('console', 'use log of @temporalio/workflow, which is silent on replay.'),
  unavailable('require', 'import at the top, so that dependency rules see it.'),
  unavailable('WeakRef', 'garbage collection is not replayed.'),
  unavailable('FinalizationRegistry', 'garbage collection is not replayed.'),
];

const LOCAL_TIME =
  '/^(?:[gs]et(?:Full)?Year|[gs]et(?:Month|Date|Day|Hours|Minutes|Seconds|Milliseconds)|getTimezoneOffset|toLocale(?:Date|Time)?String|toDateString|toTimeString|localeCompare)$/';
const sandboxSyntax = [
  {
    selector: `CallExpression[callee.property.name=${LOCAL_TIME}]`,
    message: 'Depends on zone or locale of the machine, so it can differ on replay. Use UTC and plain comparison.',
  },
  {
    selector: 'NewExpression[callee.name="Date"][arguments.length>1]',
    message: 'new Date(year, month, …) is local time. Use Date.UTC(…).',
  },
  { selector: 'ExportAllDeclaration', message: 'Name what is exported: export * drags whole files into the bundle.' },
  { selector: 'ImportExpression', message: 'Import at the top: the bundle is built once and is not split.' },
];
const moduleState = ['Program > VariableDeclaration', 'Program > ExportNamedDeclaration > VariableDeclaration'].flatMap(
  (top) => [
    {
      selector: `${top}[kind!="const"]`,
      message: 'Mutable state of a module outlives one execution. Keep it in the workflow function or its desk.',
    },
    {
      selector: `${top} > VariableDeclarator[init.type="NewExpression"][init.callee.name=/^(?:Weak)?(?:Map|Set)$/]:not([id.typeAnnotation.typeAnnotation.typeName.name=/^Readonly/])`,
      message:
        'A collection at the top of a module is mutable state. Type it ReadonlyMap or ReadonlySet, or move it in.',
    },
  ],
);
const workflowSyntax = [
  ...moduleState,
  {
    selector: 'PropertyDefinition[static=true]:not([readonly=true])',
    message: 'A static field is mutable state of a module.',
  },
  {
    selector: 'Property[key.name="validator"] > :matches(ArrowFunctionExpression, FunctionExpression)[async=true]',
    message: 'A validator answers at once: it may not wait. Look things up in an activity of the handler.',
  },
];
/** A plain Error fails the workflow task for ever (workflow) or is retried for ever (activity). */
const onlyApplicationFailures = {
  selector: 'ThrowStatement > NewExpression[callee.name=/Error$/]',
  message: 'Throw an ApplicationFailure whose type is in the closed union of libs/contracts/failures.ts.',
};
const domainSyntax = [
  {
    selector: 'CallExpression[callee.object.name="Date"][callee.property.name="now"]',
    message: 'The domain has no clock: take the instant as an argument.',
  },
  {
    selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
    message: 'The domain has no clock: take the instant as an argument.',
  },
  {
    selector: 'CallExpression[callee.object.name="Math"][callee.property.name="random"]',
    message: 'The domain has no chance of its own: take a seed as an argument (libs/domain/seeded.ts).',
  },
];

export default defineConfig(
  {
    ignores: ['**/node_modules/', 'dist/', 'out/', 'coverage/', '.kado/', '**/.bad-edit-*/', '**/*.{js,cjs,mjs}'],
  },
  {
    files: ['**/*.ts'],
    languageOptions: { parser: tseslint.parser, parserOptions: { projectService: true } },
    plugins: { '@typescript-eslint': tseslint.plugin },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
    },
  },
  {
    files: SANDBOX,
    ignores: OUTSIDE_SANDBOX,
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-restricted-globals': ['error', ...sandboxGlobals],
      'no-restricted-syntax': ['error', ...sandboxSyntax, ...workflowSyntax],
    },
  },
  {
    files: ['libs/domain/**/*.ts'],
    ignores: OUTSIDE_SANDBOX,
    rules: { 'no-restricted-syntax': ['error', ...sandboxSyntax, ...workflowSyntax, ...domainSyntax] },
  },
  {
    files: ['workflows/**/*.ts'],
    ignores: SPECS,
    rules: { 'no-restricted-syntax': ['error', ...sandboxSyntax, ...workflowSyntax, onlyApplicationFailures] },
  },
  {
    files: ['activities/**/*.ts'],
    ignores: SPECS,
    rules: { 'no-restricted-syntax': ['error', onlyApplicationFailures] },
  },
);
