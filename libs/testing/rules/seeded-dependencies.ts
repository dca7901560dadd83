/** What is there to be imported, and leans the right way. */
export const INNOCENT: Record<string, string> = {
  'libs/domain/rules.ts': "import type { Day } from './days';\nexport type Rule = Day;",
  'libs/domain/days.ts': 'export type Day = string;',
  'libs/domain/calendar.ts': "import holidays from '@holiday-jp/holiday_jp';\nexport const days = holidays;",
  'libs/contracts/lot.ts': "import type { Rule } from '@kado/domain/rules';\nexport type Lot = Rule;",
  'libs/contracts/schemas/lot.ts': "import { z } from 'zod';\nexport const lot = z.string();",
  'libs/persistence/store.ts': "import { Client } from 'pg';\nexport const store = Client;",
  'libs/persistence/k2.ts': "import { k1 } from './k1';\nexport const k2 = () => k1;",
  'libs/temporal/worker/create.ts': "import { Worker } from '@temporalio/worker';\nexport const create = Worker;",
  'libs/temporal/client/process.ts': "import { Client } from '@temporalio/client';\nexport const process = Client;",
  'libs/testing/rig.ts': "import { Worker } from '@temporalio/worker';\nexport const rig = Worker;",
  'workflows/lot.workflow.ts':
    "import { condition } from '@temporalio/workflow';\nimport type { Lot } from '@kado/contracts/lot';\nexport const lotWorkflow = (lot: Lot) => [lot, condition];",
  'workflows/lot.spec.ts':
    "import { rig } from '@kado/testing/rig';\nimport { store } from '@kado/persistence/store';\nexport const t = [rig, store];",
  'activities/lot.ts':
    "import { store } from '@kado/persistence/store';\nexport class LotActivities { store = store; }",
  'apps/worker/main.ts':
    "import { create } from '@kado/temporal/worker/create';\nimport { LotActivities } from '@kado/activities/lot';\nimport { lotWorkflow } from '@kado/workflows/lot.workflow';\nexport const main = [create, LotActivities, lotWorkflow];",
  'apps/api/main.ts':
    "import { process } from '@kado/temporal/client/process';\nimport { lot } from '@kado/contracts/schemas/lot';\nexport const main = [process, lot];",
  'apps/demo/stand-ins/hand.ts': "import { readFileSync } from 'node:fs';\nexport const hand = readFileSync;",
};

export const SEEDED: [what: string, file: string, text: string, rules: string[]][] = [
  [
    'the type of an activity in a workflow',
    'workflows/a1.ts',
    "import type { LotActivities } from '@kado/activities/lot';\nexport type A = LotActivities;",
    ['workflows-see-only-pure-libs', 'sandbox-never-reaches-io'],
  ],
  [
    'a database two files away from a workflow',
    'workflows/a2.ts',
    "import { leak } from '@kado/contracts/leak';\nexport const a = leak;",
    ['sandbox-never-reaches-io'],
  ],
  [
    'a contract that opens the database',
    'libs/contracts/leak.ts',
    "import { store } from '../persistence/store';\nexport const leak = store;",
    ['contracts-see-domain-only'],
  ],
  [
    'the worker SDK in a workflow',
    'workflows/a3.ts',
    "import { Worker } from '@temporalio/worker';\nexport const a = Worker;",
    ['workflows-see-only-pure-libs', 'only-the-worker-loads-the-worker-sdk'],
  ],
  [
    'the calendar in a workflow',
    'workflows/a4.ts',
    "import { days } from '@kado/domain/calendar';\nexport const a = days;",
    ['sandbox-without-schemas-and-calendar'],
  ],
  [
    'a schema in a workflow',
    'workflows/a5.ts',
    "import { lot } from '@kado/contracts/schemas/lot';\nexport const a = lot;",
    ['sandbox-without-schemas-and-calendar'],
  ],
  [
    'a node builtin in the domain',
    'libs/domain/b1.ts',
    "import { randomUUID } from 'node:crypto';\nexport const b = randomUUID;",
    ['sandbox-no-node-builtins', 'domain-is-pure'],
  ],
  [
    'a contract in the domain',
    'libs/domain/b2.ts',
    "import type { Lot } from '@kado/contracts/lot';\nexport type B = Lot;",
    ['domain-is-pure'],
  ],
  [
    'holidays beside the calendar',
    'libs/domain/b3.ts',
    "import h from '@holiday-jp/holiday_jp';\nexport const b = h;",
    ['holidays-only-in-the-calendar'],
  ],
  [
    'zod in a contract',
    'libs/contracts/c1.ts',
    "import { z } from 'zod';\nexport const c = z;",
    ['contracts-see-domain-only'],
  ],
  [
    'the database in a schema',
    'libs/contracts/schemas/c2.ts',
    "import { store } from '../../persistence/store';\nexport const c = store;",
    ['schemas-see-contracts-domain-zod'],
  ],
  [
    'a workflow in an activity',
    'activities/d1.ts',
    "import { lotWorkflow } from '@kado/workflows/lot.workflow';\nexport const d = lotWorkflow;",
    ['activities-not-to-workflows-or-apps'],
  ],
  [
    'an activity in the API',
    'apps/api/e1.ts',
    "import { LotActivities } from '@kado/activities/lot';\nexport const e = LotActivities;",
    ['api-not-to-activities'],
  ],
  [
    'a workflow in the API',
    'apps/api/e2.ts',
    "import type { lotWorkflow } from '@kado/workflows/lot.workflow';\nexport type E = typeof lotWorkflow;",
    ['api-not-to-workflow-code'],
  ],
  [
    'the worker SDK in the client library',
    'libs/temporal/client/f1.ts',
    "import { Worker } from '@temporalio/worker';\nexport const f = Worker;",
    ['only-the-worker-loads-the-worker-sdk'],
  ],
  [
    'an app in a library',
    'libs/persistence/g1.ts',
    "import { main } from '../../apps/api/main';\nexport const g = main;",
    ['libs-not-to-apps'],
  ],
  [
    'an activity in a library',
    'libs/persistence/g2.ts',
    "import { LotActivities } from '@kado/activities/lot';\nexport const g = LotActivities;",
    ['libs-not-to-activities-or-workflows'],
  ],
  [
    'the API in the command line',
    'apps/cli/h1.ts',
    "import { main } from '../api/main';\nexport const h = main;",
    ['apps-not-to-apps'],
  ],
  [
    'a library in the demo',
    'apps/demo/i1.ts',
    "import type { Lot } from '@kado/contracts/lot';\nexport type I = Lot;",
    ['demo-is-a-stranger'],
  ],
  [
    'a package in a stand-in',
    'apps/demo/stand-ins/i2.ts',
    "import { Client } from 'pg';\nexport const i = Client;",
    ['stand-ins-have-only-http'],
  ],
  [
    'the demo in a stand-in',
    'apps/demo/stand-ins/i3.ts',
    "import type { I } from '../i1';\nexport type J = I;",
    ['stand-ins-have-only-http'],
  ],
  [
    'the test rig in the product',
    'apps/api/j1.ts',
    "import { rig } from '@kado/testing/rig';\nexport const j = rig;",
    ['no-tests-in-the-product'],
  ],
  ['a circle', 'libs/persistence/k1.ts', "import { k2 } from './k2';\nexport const k1 = () => k2;", ['no-circular']],
  [
    'an import that leads nowhere',
    'libs/persistence/l1.ts',
    "import { l } from '@kado/domain/nowhere';\nexport const m = l;",
    ['not-to-unresolvable'],
  ],
  [
    'a package of the tests in the product',
    'libs/persistence/l2.ts',
    "import fc from 'fast-check';\nexport const l = fc;",
    ['not-to-dev-packages'],
  ],
];
