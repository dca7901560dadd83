/**
 * Chance that can be repeated: everything drawn here follows from a seed that is stored beside the result, so that a
 * sample can be drawn again and checked years later, and a retry draws the same one.
 */

/** Four 32-bit words from a string (cyrb128 over UTF-16 units): similar seeds give unrelated words. */
function hashSeed(seed: string): [number, number, number, number] {
  let h1 = 1779033703;
  let h2 = 3144134277;
  let h3 = 1013904242;
  let h4 = 2773480762;
  for (let i = 0; i < seed.length; i++) {
    const k = seed.charCodeAt(i);
    h1 = h2 ^ Math.imul(h1 ^ k, 597399067);
    h2 = h3 ^ Math.imul(h2 ^ k, 2869860233);
    h3 = h4 ^ Math.imul(h3 ^ k, 951274213);
    h4 = h1 ^ Math.imul(h4 ^ k, 2716044179);
  }
  h1 = Math.imul(h3 ^ (h1 >>> 18), 597399067);
  h2 = Math.imul(h4 ^ (h2 >>> 22), 2869860233);
  h3 = Math.imul(h1 ^ (h3 >>> 17), 951274213);
  h4 = Math.imul(h2 ^ (h4 >>> 19), 2716044179);
  return [h1 ^ h2 ^ h3 ^ h4, h2 ^ h1, h3 ^ h1, h4 ^ h1];
}

/** Rounds of the generator thrown away before the first draw, so that every bit of the seed reaches every bit drawn. */
const WARM_UP_ROUNDS = 16;

/** Endless numbers in [0, 1) with 53 random bits each (generator: sfc32). */
export function uniformStream(seed: string): () => number {
  let [a, b, c, counter] = hashSeed(seed);
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let i = 0; i < WARM_UP_ROUNDS; i++) next();
  return () => {
    const high = next() >>> 5;
    const low = next() >>> 6;
    return (high * 2 ** 26 + low) / 2 ** 53;
  };
}

/** One number in [0, 1) that belongs to this seed. */
export function uniform(seed: string): number {
  return uniformStream(seed)();
}

/**
 * `n` of `items` without replacement, in the order drawn; all of them, shuffled, where there are no more than `n`. The
 * result depends on the sequence of items, `n` and the seed alone, so the caller sorts by something that never changes;
 * a smaller sample is the beginning of a larger one from the same seed.
 */
export function drawSample<T>(items: readonly T[], n: number, seed: string): T[] {
  if (!Number.isInteger(n) || n < 0) throw new RangeError(`sample size must be a whole number from 0, not ${n}`);
  const pool = [...items];
  const size = Math.min(n, pool.length);
  const next = uniformStream(seed);
  for (let i = 0; i < size; i++) {
    const j = i + Math.floor(next() * (pool.length - i));
    const drawn = pool[j] as T;
    pool[j] = pool[i] as T;
    pool[i] = drawn;
  }
  return pool.slice(0, size);
}
