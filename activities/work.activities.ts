import type {
  BuildDeliveryInput,
  FormLotsResult,
  InspectionDraw,
  OwnerInput,
  ReopenedLot,
  StepOwner,
  WorkActivities,
} from '@kado/contracts/activities';
import type { Database, Tx } from '@kado/persistence/database';
import { stopWork, withdrawOpenOffers } from '@kado/persistence/repositories/stop-work';
import { buildDelivery, type PutFile } from './delivery/build-delivery';
import { reopenRejected } from './delivery/reopen-rejected';
import { formLots, formPilotLot } from './lots/form-lots';
import { drawInspection, releaseLot } from './lots/inspection';
import { reworkLot, screenLot } from './lots/refused-lot';
import { scopeOf } from './shared/scope';

/** The longer effects: whole lots and deliveries. Every one answers the same when it is run again. */
export class WorkActivitiesProvider implements WorkActivities {
  constructor(
    private readonly database: Database,
    private readonly put: PutFile,
  ) {}

  formPilotLot({ owner }: OwnerInput): Promise<{ lotId: string }> {
    return this.within(owner, (tx) => formPilotLot(tx, owner));
  }

  formLots({ owner, lots, more }: OwnerInput & { lots: number; more?: string }): Promise<FormLotsResult> {
    return this.within(owner, (tx) => formLots(tx, owner, lots, more));
  }

  drawInspection({ owner, round }: { owner: StepOwner; round: number }): Promise<InspectionDraw> {
    return this.within(owner, (tx) => drawInspection(tx, owner, round));
  }

  screenLot({ owner, round }: { owner: StepOwner; round: number }): Promise<{ reopened: number }> {
    return this.within(owner, (tx) => screenLot(tx, owner, round));
  }

  reworkLot({ owner, round }: { owner: StepOwner; round: number }): Promise<{ reopened: number }> {
    return this.within(owner, (tx) => reworkLot(tx, owner, round));
  }

  releaseLot({ owner, round }: { owner: StepOwner; round: number }): Promise<void> {
    return this.within(owner, (tx) => releaseLot(tx, owner, round));
  }

  buildDelivery(input: BuildDeliveryInput): Promise<{ deliveryId: string; items: number }> {
    return buildDelivery(this.database, this.put, input);
  }

  reopenRejected({ owner, deliveryNo }: OwnerInput & { deliveryNo: number }): Promise<{ lots: ReopenedLot[] }> {
    return this.within(owner, (tx) => reopenRejected(tx, owner, deliveryNo));
  }

  stopLots({ owner }: OwnerInput): Promise<{ released: number; voided: number }> {
    return this.within(owner, (tx) => stopWork(tx, owner));
  }

  withdrawOffers({ owner }: OwnerInput): Promise<{ withdrawn: number }> {
    return this.within(owner, (tx) => withdrawOpenOffers(tx, owner));
  }

  private within<T>(owner: StepOwner, effect: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.transaction(scopeOf(owner), effect);
  }
}
