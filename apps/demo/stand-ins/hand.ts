import { between, type Random, seededRandom } from './random';

/** Share of answers typed wrongly although the eyes saw right. */
export const SLIP_RATE = 0.03;
const DIGITS = '0123456789';

/** Types what was seen; now and then another digit. A second look at a returned item is typed with care. */
export class Hand {
  private readonly random: Random;
  private readonly pace: number;

  constructor(
    seed: string,
    private readonly slipRate = SLIP_RATE,
  ) {
    this.random = seededRandom(`hand:${seed}`);
    this.pace = between(this.random, 2.2, 4.5);
  }

  type(label: string, careful = false): string {
    const slips = this.random() < this.slipRate;
    const others = [...DIGITS].filter((digit) => digit !== label);
    const other = others[Math.floor(this.random() * others.length)] ?? label;
    return slips && !careful ? other : label;
  }

  /** Seconds of active time this item took a person of this pace. The process itself looks faster than anybody could. */
  seconds(): number {
    return Math.round(this.pace * Math.exp(between(this.random, -0.4, 0.5)) * 10) / 10;
  }
}
