import { SEARCH_ATTRIBUTES } from '@kado/contracts/search-attributes';
import { startTestTemporal, type TestTemporal } from './temporal';

describe('startTestTemporal', () => {
  let temporal: TestTemporal;
  beforeAll(async () => {
    temporal = await startTestTemporal();
  }, 300_000);
  afterAll(() => temporal?.stop());

  it('answers with every search attribute registered under its type', async () => {
    const { customAttributes } = await temporal.env.connection.operatorService.listSearchAttributes({
      namespace: 'default',
    });
    expect(Object.keys(customAttributes ?? {})).toEqual(expect.arrayContaining(Object.keys(SEARCH_ATTRIBUTES)));
    expect(customAttributes?.DueAt).toBe(6);
    expect(customAttributes?.Stage).toBe(2);
  });
});
