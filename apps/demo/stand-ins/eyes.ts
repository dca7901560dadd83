import { GRID, type Ink, type Memory, type Seen } from './memory';
import { between, pick, seededRandom } from './random';

/** How one person looks; drawn once from the seed, so that people differ and a person stays the same. */
interface Sight {
  /** How many of the nearest remembered pictures have a say. */
  neighbours: number;
  /** Weight of a neighbouring cell relative to the cell itself. */
  blur: number;
  /** Exponent on the ink: below 1 faint strokes count, above 1 only strong ones. */
  contrast: number;
  /** Displacement in cells: nobody holds the picture quite straight before the eyes. */
  shiftX: number;
  shiftY: number;
}

/** Careful people compare strokes, not cells: a stroke may lie one cell beside where it is remembered. */
const SHORTLIST = 80;

export type Care = 'glance' | 'strokes';

export interface Impression {
  label: string;
  /** Share of the say that went to the label, 0 to 1. */
  sure: number;
}

/** One pair of eyes: nearest neighbours among the remembered pictures, the picture itself left out. */
export class Eyes {
  private readonly sight: Sight;
  /** Remembered pictures as these eyes saw them; absent where the picture does not come to mind. */
  private readonly views = new Map<string, Ink>();

  constructor(
    seed: string,
    private readonly memory: Memory,
    private readonly care: Care = 'glance',
  ) {
    const random = seededRandom(`eyes:${seed}`);
    this.sight = {
      neighbours: pick(random, [1, 2, 3, 4, 5]),
      blur: between(random, 0, 0.3),
      contrast: between(random, 0.75, 1.3),
      shiftX: between(random, -0.25, 0.25),
      shiftY: between(random, -0.25, 0.25),
    };
    const recall = between(random, 0.85, 1);
    for (const known of memory.pictures) {
      if (random() < recall) this.views.set(known.fingerprint, this.focus(known.ink));
    }
  }

  look(seen: Seen): Impression {
    const tilted = shift(seen.ink, this.sight.shiftX, this.sight.shiftY);
    const view = this.focus(tilted);
    const near = this.memory
      .others(seen)
      .flatMap(({ label, ink, fingerprint }) => {
        const known = this.views.get(fingerprint);
        return known ? [{ label, ink, distance: apart(view, known) }] : [];
      })
      .sort((a, b) => a.distance - b.distance);
    if (this.care === 'glance') return vote(near.slice(0, this.sight.neighbours));
    return vote(this.followStrokes(seen, near.slice(0, SHORTLIST)));
  }

  private followStrokes(seen: Seen, near: { label: string; ink: Ink }[]): { label: string; distance: number }[] {
    const wanted = this.sight.neighbours + 2;
    let nearest: { label: string; distance: number }[] = [];
    for (const { label, ink } of near) {
      const limit = nearest[wanted - 1]?.distance ?? Number.POSITIVE_INFINITY;
      nearest.push({ label, distance: strokesApart(seen.ink, ink, limit) });
      nearest = nearest.sort((a, b) => a.distance - b.distance).slice(0, wanted);
    }
    return nearest;
  }

  private focus(ink: Ink): Ink {
    return blurred(ink, this.sight.blur).map((v) => Math.max(0, v) ** this.sight.contrast);
  }
}

/** A second and third look by the same careful person: differently seeded eyes, the majority counts, then the surest. */
export class CarefulEyes {
  private readonly looks: Eyes[];

  constructor(seed: string, memory: Memory, looks = 3) {
    this.looks = Array.from({ length: looks }, (_, n) => new Eyes(`${seed}:${n}`, memory, 'strokes'));
  }

  look(seen: Seen): Impression {
    return vote(this.looks.map((eyes) => eyes.look(seen)).map((i) => ({ label: i.label, distance: 1 - i.sure + 0.2 })));
  }
}

/** Nearer ones have more say. */
function vote(near: { label: string; distance: number }[]): Impression {
  const say = new Map<string, number>();
  for (const { label, distance } of near) say.set(label, (say.get(label) ?? 0) + 1 / (distance + 1e-6));
  const total = [...say.values()].reduce((sum, s) => sum + s, 0);
  const [best] = [...say.entries()].sort((a, b) => b[1] - a[1]);
  if (!best) throw new Error('nothing is remembered to compare with');
  return { label: best[0], sure: best[1] / total };
}

function at(ink: Ink, x: number, y: number): number {
  return x < 0 || y < 0 || x >= GRID || y >= GRID ? 0 : (ink[y * GRID + x] ?? 0);
}

function apart(a: Ink, b: Ink): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += ((a[i] ?? 0) - (b[i] ?? 0)) ** 2;
  return sum;
}

/** Side of a grid with paper around it: a patch may hang over the edge by two cells. */
const PADDED = GRID + 4;
const papered = new WeakMap<Ink, Ink>();

function withPaper(ink: Ink): Ink {
  let padded = papered.get(ink);
  if (!padded) {
    padded = new Float64Array(PADDED * PADDED);
    for (let y = 0; y < GRID; y++) padded.set(ink.subarray(y * GRID, (y + 1) * GRID), (y + 2) * PADDED + 2);
    papered.set(ink, padded);
  }
  return padded;
}

/** Each 3 × 3 patch may be found up to one cell away from where it is remembered. Past `limit` the rest is not looked at. */
function strokesApart(a: Ink, b: Ink, limit: number): number {
  const seen = withPaper(a);
  const known = withPaper(b);
  let sum = 0;
  for (let y = 2; y < GRID + 2 && sum <= limit; y++) {
    for (let x = 2; x < GRID + 2; x++) {
      const here = y * PADDED + x;
      let best = Number.POSITIVE_INFINITY;
      for (let dy = -PADDED; dy <= PADDED; dy += PADDED) {
        for (let dx = -1; dx <= 1; dx++) best = Math.min(best, patchApart(seen, known, here, here + dy + dx));
      }
      sum += best;
    }
  }
  return sum;
}

function patchApart(a: Ink, b: Ink, hereA: number, hereB: number): number {
  let sum = 0;
  for (let row = -PADDED; row <= PADDED; row += PADDED) {
    for (let cell = row - 1; cell <= row + 1; cell++) {
      const difference = (a[hereA + cell] as number) - (b[hereB + cell] as number);
      sum += difference * difference;
    }
  }
  return sum;
}

function blurred(ink: Ink, weight: number): Ink {
  return ink.map((_, i) => {
    const x = i % GRID;
    const y = Math.floor(i / GRID);
    let sum = 0;
    for (let dy = -1; dy <= 1; dy++) {
      for (let dx = -1; dx <= 1; dx++) sum += at(ink, x + dx, y + dy) * weight ** (Math.abs(dx) + Math.abs(dy));
    }
    return sum / (1 + 2 * weight) ** 2;
  });
}

function shift(ink: Ink, byX: number, byY: number): Ink {
  return ink.map((_, i) => {
    const fromX = (i % GRID) - byX;
    const fromY = Math.floor(i / GRID) - byY;
    const x = Math.floor(fromX);
    const y = Math.floor(fromY);
    const rx = fromX - x;
    const ry = fromY - y;
    return (
      at(ink, x, y) * (1 - rx) * (1 - ry) +
      at(ink, x + 1, y) * rx * (1 - ry) +
      at(ink, x, y + 1) * (1 - rx) * ry +
      at(ink, x + 1, y + 1) * rx * ry
    );
  });
}
