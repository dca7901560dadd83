import { Hand, SLIP_RATE } from './hand';

describe('Hand', () => {
  const typed = (seed: string, count: number, careful = false): string[] => {
    const hand = new Hand(seed);
    return Array.from({ length: count }, () => hand.type('7', careful));
  };

  it('slips in 3 of 100 answers, to another digit', () => {
    const answers = typed('worker04', 20_000);
    const slips = answers.filter((answer) => answer !== '7');
    expect(slips.length / answers.length).toBeGreaterThan(SLIP_RATE - 0.005);
    expect(slips.length / answers.length).toBeLessThan(SLIP_RATE + 0.005);
    expect(new Set(slips)).toEqual(new Set('012345689'));
  });

  it('slips the same way again for the same person, another way for another', () => {
    expect(typed('worker04', 500)).toEqual(typed('worker04', 500));
    expect(typed('worker04', 500)).not.toEqual(typed('worker05', 500));
  });

  it('types with care what has come back', () => {
    expect(new Set(typed('worker04', 2_000, true))).toEqual(new Set(['7']));
  });

  it('takes a few seconds an item', () => {
    const hand = new Hand('worker04');
    for (let i = 0; i < 500; i++) expect(hand.seconds()).toBeGreaterThan(1);
  });
});
