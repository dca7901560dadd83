import { Eyes } from './eyes';
import type { Session } from './http';
import { type Memory, see } from './memory';
import { seededRandom } from './random';
import { inParallel, keepWorking, type Shift } from './shift';
import { acknowledgeManual } from './teleworker';

interface ReviewItem {
  id: string;
  externalId?: string;
  imageUrl: string;
  answer: string;
  fence: number;
  returns: number;
}

const BATCH = 40;
const PICTURES_AT_ONCE = 4;
/** Code of the manual's section on what a picture shows. */
const MISREAD = 'misread';

/** Reviews: looks at the picture before believing the answer, and sends back what looks different. */
export class Leader {
  private readonly eyes: Eyes;

  constructor(
    private readonly session: Session,
    memory: Memory,
  ) {
    this.eyes = new Eyes(session.login, memory, 'strokes');
  }

  async work(shift: Shift): Promise<void> {
    await acknowledgeManual(this.session, shift.engagement);
    await keepWorking(shift, seededRandom(`breaks:${this.session.login}`), () => this.batch(shift));
  }

  private async batch(shift: Shift): Promise<number> {
    const path = `/engagements/${shift.engagement}/reviews`;
    const { items } = await this.session.post<{ items: ReviewItem[] }>(`${path}/reserve`, { limit: BATCH });
    if (items.length === 0) return 0;
    const verdicts = await inParallel(items, PICTURES_AT_ONCE, async (item) => {
      const seen = see(await this.session.bytes(item.imageUrl), item.externalId);
      const agreed = this.eyes.look(seen).label === item.answer;
      const { id, fence } = item;
      return agreed ? { id, fence, verdict: 'accept' } : { id, fence, verdict: 'return', code: MISREAD };
    });
    await this.session.post(path, { items: verdicts });
    shift.counts.reviewed += items.length;
    shift.counts.sentBack += verdicts.filter((v) => v.verdict === 'return').length;
    return items.length;
  }
}
