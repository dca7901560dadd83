import type { BoardCarry, DeliveryState } from '@kado/contracts/engagement';
import { type LotStageReport, PILOT_LOT_NO } from '@kado/contracts/lot';
import { type LotStage, type Stage, stageOfLots } from '@kado/domain/lifecycle';
import type { Desk } from '../shared/desk';

/**
 * The engagement's view of its lots and deliveries: it stands where its least advanced lot stands. The pilot
 * lot is measured, not delivered: it is none of those that the stage follows.
 */
export class LotBoard {
  /** As the contract says; known once production is prepared. */
  instalments: boolean;
  readonly deliveries: DeliveryState[];
  private readonly lots: Map<number, LotStageReport>;
  private lotsDecide: boolean;
  private pilot: BoardCarry['pilot'];

  constructor(
    private readonly desk: Desk<Stage>,
    carry: BoardCarry = { lots: [], lotsDecide: false, instalments: false, pilot: 'none', deliveries: [] },
  ) {
    this.lots = new Map(carry.lots.map((lot) => [lot.lotNo, lot]));
    this.lotsDecide = carry.lotsDecide;
    this.instalments = carry.instalments;
    this.pilot = carry.pilot;
    this.deliveries = carry.deliveries;
  }

  carry(): BoardCarry {
    const { lotsDecide, instalments, pilot, deliveries } = this;
    return { lots: this.list(), lotsDecide, instalments, pilot, deliveries };
  }

  pilotState(): BoardCarry['pilot'] {
    return this.pilot;
  }

  pilotBegins(): void {
    this.pilot = 'working';
  }

  list(): LotStageReport[] {
    return [...this.lots.values()].sort((a, b) => a.lotNo - b.lotNo);
  }

  /** From here on the lots decide the stage. All numbers are known at once: a lot that has not reported is in production. */
  begin(lotNos: readonly number[]): void {
    for (const lotNo of lotNos)
      if (!this.lots.has(lotNo)) this.lots.set(lotNo, { lotNo, stage: 'production', round: 1 });
    this.lotsDecide = true;
  }

  end(): void {
    this.lotsDecide = false;
  }

  /** Lots whose execution is still at work, the pilot's among them. */
  working(): number[] {
    const lots = this.in('production', 'quality').map(({ lotNo }) => lotNo);
    return this.pilot === 'working' ? [PILOT_LOT_NO, ...lots] : lots;
  }

  isFormed(): boolean {
    return this.lots.size > 0;
  }

  areAll(...stages: LotStage[]): boolean {
    return this.lots.size > 0 && this.list().every(({ stage }) => stages.includes(stage));
  }

  /** Lots that can be delivered now: in instalments as they are released, otherwise once none is at work any more. */
  deliverable(): number[] {
    if (!this.instalments && this.working().length > 0) return [];
    return this.in('released').map(({ lotNo }) => lotNo);
  }

  /** The next delivery, of these lots; it counts from now on, so that no lot is in two. */
  formDelivery(lotNos: readonly number[]): DeliveryState {
    const delivery: DeliveryState = { no: this.deliveries.length + 1, lotNos: [...lotNos], state: 'open' };
    this.deliveries.push(delivery);
    for (const lotNo of lotNos) this.set(lotNo, 'delivered');
    return delivery;
  }

  set(lotNo: number, stage: LotStage, round?: number): void {
    if (lotNo === PILOT_LOT_NO) {
      this.pilot = 'ended';
      return;
    }
    const known = this.lots.get(lotNo);
    this.lots.set(lotNo, { lotNo, stage, round: round ?? known?.round ?? 1 });
  }

  /** The stage follows the lots, where they decide; written with the next step. */
  follow(): void {
    if (this.lotsDecide) this.desk.enter(stageOfLots([...this.lots.values()].map((lot) => lot.stage)));
  }

  async report(report: LotStageReport): Promise<void> {
    if (report.lotNo === PILOT_LOT_NO) {
      if (report.stage === 'released' || report.stage === 'cancelled') this.pilot = 'ended';
      return;
    }
    const known = this.lots.get(report.lotNo);
    if (known && known.round > report.round) return;
    this.lots.set(report.lotNo, report);
    if (!this.lotsDecide) return;
    const stage = stageOfLots([...this.lots.values()].map((lot) => lot.stage));
    // `delivery` is entered by the story itself, with the delivery it forms.
    if (stage === 'delivery' || stage === this.desk.currentStage()) return;
    this.desk.enter(stage);
    await this.desk.step();
  }

  private in(...stages: LotStage[]): LotStageReport[] {
    return this.list().filter(({ stage }) => stages.includes(stage));
  }
}
