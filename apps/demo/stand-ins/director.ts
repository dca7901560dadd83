import { CarefulEyes } from './eyes';
import type { Session } from './http';
import { type Memory, see } from './memory';
import { seededRandom } from './random';
import { inParallel, keepWorking, type Shift } from './shift';

interface DisputedItem {
  id: string;
  externalId?: string;
  imageUrl: string;
  /** False where this director wrote or reviewed it. */
  notMine?: boolean;
}

const PICTURES_AT_ONCE = 4;
const LOOKS = 5;

/** Decides what author and reviewer see differently: several looks, the majority of them counts. */
export class Director {
  private readonly eyes: CarefulEyes;

  constructor(
    private readonly session: Session,
    memory: Memory,
  ) {
    this.eyes = new CarefulEyes(session.login, memory, LOOKS);
  }

  async work(shift: Shift): Promise<void> {
    await keepWorking(shift, seededRandom(`breaks:${this.session.login}`), () => this.batch(shift));
  }

  private async batch(shift: Shift): Promise<number> {
    const path = `/engagements/${shift.engagement}/adjudications`;
    const disputed = await this.session.get<{ items: DisputedItem[] }>(`${path}?limit=50`);
    const items = disputed.items.filter((item) => item.notMine !== false);
    if (items.length === 0) return 0;
    const decisions = await inParallel(items, PICTURES_AT_ONCE, async (item) => ({
      id: item.id,
      answer: this.eyes.look(see(await this.session.bytes(item.imageUrl), item.externalId)).label,
    }));
    await this.session.post(path, { items: decisions });
    shift.counts.adjudicated += items.length;
    return items.length;
  }
}
