import {
  comparePresence,
  compareProjection,
  type Difference,
  type EngagementFacts,
  endedUnheard,
  seenTwice,
} from './reconciliation';

const row: EngagementFacts = {
  key: 'K-1',
  stage: 'quality',
  version: 7,
  openTasks: ['K-1-T3'],
  lots: [
    { lotNo: 0, stage: 'released', openTasks: [] },
    { lotNo: 1, stage: 'quality', openTasks: ['K-1-L1-T1'] },
    { lotNo: 2, stage: 'production', openTasks: [] },
  ],
};
const kinds = (differences: Difference[]) => differences.map(({ kind, lotNo }) => [kind, lotNo]);

describe('which executions should be there', () => {
  it('is content with one for the engagement and one for each lot at work', () => {
    const running = [{ engagementKey: 'K-1' }, ...[1, 2].map((lotNo) => ({ engagementKey: 'K-1', lotNo }))];
    expect(comparePresence([row], running)).toEqual([]);
  });

  it('misses each that is not there, and none of a lot that has ended', () => {
    expect(kinds(comparePresence([row], []))).toEqual([
      ['missing_execution', undefined],
      ['missing_lot_execution', 1],
      ['missing_lot_execution', 2],
    ]);
  });

  it('finds those astray: of an end, of a lot that has ended, of no row at all', () => {
    const closed = { ...row, stage: 'closed' as const };
    const running = [{ engagementKey: 'K-1' }, { engagementKey: 'K-1', lotNo: 1 }, { engagementKey: 'K-9' }];
    expect(kinds(comparePresence([closed], running))).toEqual([
      ['stray_execution', undefined],
      ['stray_lot_execution', 1],
      ['stray_execution', undefined],
    ]);
    const all = [{ engagementKey: 'K-1' }, ...[0, 1, 2].map((lotNo) => ({ engagementKey: 'K-1', lotNo }))];
    expect(kinds(comparePresence([row], all))).toEqual([['stray_lot_execution', 0]]);
  });
});

describe('whether rows show what an execution says', () => {
  const told = { engagementKey: 'K-1', stage: 'quality' as const, version: 7, openTasks: ['K-1-T3'] };

  it('is content where they do', () => {
    expect(compareProjection(row, told)).toBeUndefined();
    expect(compareProjection(row, { engagementKey: 'K-1', lotNo: 1, openTasks: ['K-1-L1-T1'] })).toBeUndefined();
  });

  it('names every fault: rows first, execution second; + is open in the rows only', () => {
    const differs = compareProjection(row, { ...told, stage: 'delivery', version: 8, openTasks: ['K-1-T4'] });
    expect(differs?.facts.differs).toBe('stage quality/delivery, version 7/8, +K-1-T3, -K-1-T4');
    expect(compareProjection(row, { engagementKey: 'K-1', lotNo: 2, openTasks: ['K-1-L2-T1'] })).toMatchObject({
      lotNo: 2,
      facts: { differs: '-K-1-L2-T1' },
    });
  });

  it('finds lots that have ended and are believed at work, not those in a delivery', () => {
    const lots = [
      { lotNo: 0, stage: 'released' as const, openTasks: [] },
      { lotNo: 1, stage: 'released' as const, openTasks: [] },
      { lotNo: 2, stage: 'released' as const, openTasks: [] },
    ];
    const believed = [
      { lotNo: 1, stage: 'quality' },
      { lotNo: 2, stage: 'delivered' },
    ];
    expect(endedUnheard({ lots }, { lots: believed }).map(({ lotNo }) => lotNo)).toEqual([1]);
  });
});

it('tells only what both looks have seen, as the second one saw it', () => {
  const seen = (kind: Difference['kind'], lotNo: number | undefined, at: number): Difference => ({
    kind,
    engagementKey: 'K-1',
    ...(lotNo !== undefined && { lotNo }),
    facts: { at },
  });
  const first = [seen('projection_differs', undefined, 1), seen('missing_lot_execution', 1, 1)];
  const second = [seen('projection_differs', undefined, 2), seen('missing_lot_execution', 2, 2)];
  expect(seenTwice(first, second)).toEqual([seen('projection_differs', undefined, 2)]);
});
