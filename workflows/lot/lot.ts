import type { StepOwner } from '@kado/contracts/activities';
import { engagementWorkflowId, LOT_STAGE_SIGNAL } from '@kado/contracts/engagement';
import { type LotCarry, type LotInput, type LotStageReport, lotKey, lotWorkflowId } from '@kado/contracts/lot';
import type { LotStage } from '@kado/domain/lifecycle';
import { defineSignal, getExternalWorkflowHandle } from '@temporalio/workflow';
import { Chapter } from '../shared/chapter';
import { Desk } from '../shared/desk';

const lotStageSignal = defineSignal<[LotStageReport]>(LOT_STAGE_SIGNAL);

/** One running lot: its desk, its round, and the way to its engagement. */
export class Lot {
  readonly owner: StepOwner;
  readonly desk: Desk<LotStage>;
  round: number;
  /** The round whose items are known to be done. */
  readyRound: number;
  handOverAsked = false;
  private chapter: Chapter<'stopped'> | undefined;
  private stopped = false;

  constructor(readonly input: LotInput) {
    const { engagementId, engagementKey, siteId, lotId, lotNo, from, carry } = input;
    this.owner = { workflowId: lotWorkflowId(engagementKey, lotNo), engagementId, engagementKey, siteId, lotNo, lotId };
    this.desk = new Desk<LotStage>({
      owner: this.owner,
      taskPrefix: lotKey(engagementKey, lotNo),
      stage: 'production',
      from,
      carry: carry?.desk,
    });
    this.round = carry?.round ?? from?.round ?? 1;
    this.readyRound = carry?.readyRound ?? this.round - 1;
    if (input.held && !carry) this.desk.hold();
  }

  /** Each round is a chapter. */
  begin(): Chapter<'stopped'> {
    const name = `round:${this.round}`;
    this.desk.journals[name] ??= {};
    this.chapter = new Chapter<'stopped'>(this.desk, name, this.desk.journals[name]);
    if (this.stopped) this.chapter.interrupt('stopped');
    return this.chapter;
  }

  /** Enters a stage, writes it, and tells the engagement. */
  async enter(stage: LotStage, round: number): Promise<void> {
    this.desk.enter(stage, round);
    await this.desk.step();
    await this.tell(stage, round);
  }

  /** An engagement that is gone needs no word: the lot's own end must not hang on it. */
  async tell(stage: LotStage, round: number): Promise<void> {
    const { lotNo, engagementKey } = this.input;
    await getExternalWorkflowHandle(engagementWorkflowId(engagementKey))
      .signal(lotStageSignal, { lotNo, stage, round })
      .catch(() => undefined);
  }

  /** For good: nothing can be decided any more, and the lot ends at its next turn. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.desk.withdraw(() => true);
    this.chapter?.interrupt('stopped');
    await this.desk.step();
  }

  /** Items done in a round that the next one need not do again. */
  endRound(): void {
    delete this.desk.journals[`round:${this.round}`];
    this.round += 1;
  }

  carry(): LotCarry {
    return { desk: this.desk.carry(), round: this.round, readyRound: this.readyRound };
  }
}
