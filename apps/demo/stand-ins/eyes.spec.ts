import { join } from 'node:path';
import { type Care, CarefulEyes, Eyes } from './eyes';
import { Memory, type Remembered, type Seen } from './memory';

const memory = Memory.load(join(__dirname, '../data/digits'));
const seenAs = ({ externalId, fingerprint, ink }: Remembered): Seen => ({ externalId, fingerprint, ink });
describe('Memory', () => {
  it('knows the labels of 600 pictures and leaves out the one looked at, by id and by equal pixels', () => {
    expect(memory.pictures).toHaveLength(600);
    for (const known of memory.pictures.slice(0, 50)) {
      const without = (seen: Seen) => memory.others(seen).filter((other) => other.fingerprint === known.fingerprint);
      expect(without({ fingerprint: known.fingerprint, ink: known.ink })).toEqual([]);
      const other: Seen = { externalId: known.externalId, fingerprint: 'another', ink: known.ink };
      expect(memory.others(other).some((o) => o.externalId === known.externalId)).toBe(false);
      expect(memory.others(seenAs(known)).length).toBeLessThan(600);
    }
  });

  it('never lets the label of the picture itself speak', () => {
    for (const care of ['glance', 'strokes'] as Care[]) {
      const eyes = new Eyes('somebody', memory, care);
      for (const [i, picture] of memory.pictures.slice(0, 12).entries()) {
        const alone = new Memory(memory.pictures.map((p, j) => (j === i ? { ...p, label: 'its own' } : p)));
        expect(new Eyes('somebody', alone, care).look(seenAs(picture))).toEqual(eyes.look(seenAs(picture)));
      }
    }
  });
});

describe('Eyes', () => {
  it('read about 96 of 100 digits at a glance, differ between people and stay the same for one', () => {
    const people = ['worker04', 'worker05', 'worker06'].map((seed) => {
      const eyes = new Eyes(seed, memory);
      return memory.pictures.map((known) => eyes.look(seenAs(known)).label);
    });
    for (const labels of people) {
      const right = labels.filter((label, i) => label === memory.pictures[i]?.label).length / labels.length;
      expect(right).toBeGreaterThan(0.92);
      expect(right).toBeLessThan(0.99);
    }
    expect(people[0]).not.toEqual(people[1]);
    const again = new Eyes('worker04', memory);
    expect(memory.pictures.slice(0, 60).map((known) => again.look(seenAs(known)).label)).toEqual(
      people[0]?.slice(0, 60),
    );
  });

  it('see more when they follow the strokes and look several times', () => {
    const careful = new CarefulEyes('director01', memory);
    const pictures = memory.pictures.slice(0, 150);
    const right = pictures.filter((known) => careful.look(seenAs(known)).label === known.label).length;
    expect(right / pictures.length).toBeGreaterThan(0.96);
  });
});
