import type { StepOwner } from '@kado/contracts/activities';
import type { EngagementIds } from '@kado/contracts/engagement';
import type { LotStageReport } from '@kado/contracts/lot';
import { type Stage, stageOfLots } from '@kado/domain/lifecycle';
import type { Desk } from '../shared/desk';

/** What the stages of one engagement work with. */
export interface Engagement {
  ids: EngagementIds;
  owner: StepOwner;
  desk: Desk<Stage>;
  lots: LotBoard;
}

/** The engagement's view of its lots: it stands where its least advanced lot stands. */
export class LotBoard {
  private readonly lots = new Map<number, LotStageReport>();
  private running = false;

  constructor(private readonly desk: Desk<Stage>) {}

  list(): LotStageReport[] {
    return [...this.lots.values()].sort((a, b) => a.lotNo - b.lotNo);
  }

  /** From here on the lots decide the stage. All numbers are known at once: a lot that has not reported is in production. */
  begin(lotNos: readonly number[]): void {
    for (const lotNo of lotNos)
      if (!this.lots.has(lotNo)) this.lots.set(lotNo, { lotNo, stage: 'production', round: 1 });
    this.running = true;
  }

  end(): void {
    this.running = false;
  }

  async report(report: LotStageReport): Promise<void> {
    const known = this.lots.get(report.lotNo);
    if (known && known.round > report.round) return;
    this.lots.set(report.lotNo, report);
    if (!this.running) return;
    const stage = stageOfLots([...this.lots.values()].map((lot) => lot.stage));
    // `delivery` is entered by the story itself once every lot has ended.
    if (stage === 'delivery' || stage === this.desk.currentStage()) return;
    this.desk.enter(stage);
    await this.desk.step();
  }
}
