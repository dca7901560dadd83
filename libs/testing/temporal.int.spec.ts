import { SEARCH_ATTRIBUTES } from '@kado/contracts/search-attributes';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { startTestTemporal } from './temporal';
import { workflowBundle } from './workflow-bundle';

describe('startTestTemporal', () => {
  let env: TestWorkflowEnvironment;
  beforeAll(async () => {
    env = await startTestTemporal();
  }, 300_000);
  afterAll(() => env?.teardown());

  it('answers with every search attribute registered under its type', async () => {
    const { customAttributes } = await env.connection.operatorService.listSearchAttributes({
      namespace: 'default',
    });
    expect(Object.keys(customAttributes ?? {})).toEqual(expect.arrayContaining(Object.keys(SEARCH_ATTRIBUTES)));
    expect(customAttributes?.DueAt).toBe(6);
    expect(customAttributes?.Stage).toBe(2);
  });
});

describe('workflowBundle', () => {
  it('holds every workflow and is made once a run', async () => {
    const bundle = await workflowBundle();
    expect(bundle.code).toContain('engagementWorkflow');
    const before = Date.now();
    expect((await workflowBundle()).code).toBe(bundle.code);
    expect(Date.now() - before).toBeLessThan(500);
  }, 120_000);
});
