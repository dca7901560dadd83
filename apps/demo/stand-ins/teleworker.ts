import { Eyes } from './eyes';
import { Hand } from './hand';
import type { Session } from './http';
import { type Memory, see } from './memory';
import { seededRandom } from './random';
import { inParallel, keepWorking, type Shift } from './shift';

interface ReservedItem {
  id: string;
  externalId: string;
  imageUrl: string;
  fence: number;
  returned?: { code: string } | null;
}

const BATCH = 20;
const PICTURES_AT_ONCE = 4;

/** Takes items, looks, types; now and then another digit than the one seen. What comes back is typed with care. */
export class Teleworker {
  private readonly eyes: Eyes;
  private readonly hand: Hand;

  constructor(
    private readonly session: Session,
    memory: Memory,
  ) {
    this.eyes = new Eyes(session.login, memory);
    this.hand = new Hand(session.login);
  }

  async work(shift: Shift): Promise<void> {
    await acknowledgeManual(this.session, shift.engagement);
    await keepWorking(shift, seededRandom(`breaks:${this.session.login}`), () => this.batch(shift));
  }

  private async batch(shift: Shift): Promise<number> {
    const wish = shift.take(BATCH);
    if (wish === 0) return 0;
    const { items } = await this.session.post<{ items: ReservedItem[] }>(
      `/engagements/${shift.engagement}/work-items/reserve`,
      { limit: wish, purpose: shift.purpose },
    );
    shift.giveBack(wish - items.length);
    if (items.length === 0) return 0;
    const answers = await inParallel(items, PICTURES_AT_ONCE, async (item) => ({
      id: item.id,
      fence: item.fence,
      answer: this.hand.type(await this.read(item), Boolean(item.returned)),
      activeSeconds: this.hand.seconds(),
    }));
    await this.session.post(`/engagements/${shift.engagement}/work-items/submissions`, { items: answers });
    shift.counts.answered += items.length;
    shift.counts.returned += items.filter((item) => item.returned).length;
    return items.length;
  }

  private async read(item: ReservedItem): Promise<string> {
    const picture = await this.session.bytes(item.imageUrl);
    return this.eyes.look(see(picture, item.externalId)).label;
  }
}

/** Nobody is given items before having read the manual in force; a pilot has none yet. */
export async function acknowledgeManual(session: Session, engagement: string): Promise<void> {
  const manuals = await session.all<{ version: number }>(`/engagements/${engagement}/manuals`);
  const version = Math.max(0, ...manuals.map((manual) => manual.version));
  if (version > 0) await session.post(`/engagements/${engagement}/manuals/${version}/acknowledgement`);
}
