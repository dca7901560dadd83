import fc from 'fast-check';
import {
  DATA_CLASSES,
  PILOT_MIN_ITEMS,
  PILOT_MIN_PEOPLE,
  pilotRequired,
  type RequirementClauses,
} from './requirements';

const clauses: RequirementClauses = {
  scope: '手書き数字の画像にラベルを付ける',
  category: 'digital_data',
  mode: 'item',
  volume: 1_797,
  deliveryDue: '2027-03-31',
  qualityTarget: 0.97,
  dataClass: 'none',
  place: 'home',
  priceModel: 'per_item',
  acceptanceWindowDays: 10,
  deemedAcceptance: false,
};

describe('pilotRequired', () => {
  it('asks for a pilot above 1,000 items', () => {
    expect(pilotRequired(clauses)).toBe(true);
    expect(pilotRequired({ ...clauses, volume: 1_001 })).toBe(true);
    expect(pilotRequired({ ...clauses, volume: 1_000 })).toBe(false);
  });

  it('asks for a pilot wherever data is personal, however few items there are', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 1_000 }),
        fc.constantFrom(...DATA_CLASSES),
        (volume, dataClass) => pilotRequired({ ...clauses, volume, dataClass }) === (dataClass !== 'none'),
      ),
    );
  });

  it('measures at least 30 items by 3 people', () => {
    expect([PILOT_MIN_ITEMS, PILOT_MIN_PEOPLE]).toEqual([30, 3]);
  });
});
