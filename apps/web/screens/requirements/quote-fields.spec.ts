import { computeQuote } from '@kado/domain/quote';
import { bodyOf, paramsOf, quoteFieldsOf, reckon } from './quote-fields';

const params = {
  itemSeconds: 36,
  reviewRate: 0.2,
  reviewSeconds: 6,
  inspectionRate: 0.125,
  reworkRate: 0.0317,
  managementRate: 0.15,
  hourlyYen: 1_100,
  leadHourlyYen: 1_500,
  marginRate: 0.1255,
};

describe('a quote on the screen', () => {
  it('comes to what the API will write for the same figures', () => {
    const fields = quoteFieldsOf(params, undefined, '2026-11-24');
    expect(fields.validUntil).toBe('2026-12-24');
    expect(bodyOf(fields)).toEqual({ ...params, validUntil: '2026-12-24' });
    expect(reckon(paramsOf(fields), 500)?.quote).toEqual(computeQuote({ ...params, volume: 500, taxRate: 0.1 }));
  });

  it('starts from what the pilot measured where none was written', () => {
    const pilot = {
      items: 30,
      people: 3,
      answers: 90,
      medianSeconds: 4.6,
      p80Seconds: 5.6,
      errorRate: 0.0317,
      agreement: null,
    };
    expect(quoteFieldsOf(undefined, pilot, '2026-11-24')).toMatchObject({ itemSeconds: '4.6', reworkRate: '3.17' });
  });

  it('says nothing while a figure is missing or out of its range', () => {
    const fields = quoteFieldsOf(params, undefined, '2026-11-24');
    expect(reckon(paramsOf({ ...fields, hourlyYen: '' }), 500)).toBeUndefined();
    expect(reckon(paramsOf({ ...fields, marginRate: '100' }), 500)).toBeUndefined();
    expect(reckon(paramsOf({ ...fields, reviewRate: '101' }), 500)).toBeUndefined();
  });
});
