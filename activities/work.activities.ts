import type { FormLotsResult, InspectionDraw, OwnerInput, StepOwner, WorkActivities } from '@kado/contracts/activities';
import type { Database, Tx } from '@kado/persistence/database';
import { buildDelivery, type PutFile } from './delivery/build-delivery';
import { formLots, formPilotLot } from './lots/form-lots';
import { drawInspection, releaseLot, screenLot } from './lots/inspection';
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

  formLots({ owner, lots }: OwnerInput & { lots: number }): Promise<FormLotsResult> {
    return this.within(owner, (tx) => formLots(tx, owner, lots));
  }

  drawInspection({ owner, round }: { owner: StepOwner; round: number }): Promise<InspectionDraw> {
    return this.within(owner, (tx) => drawInspection(tx, owner, round));
  }

  screenLot({ owner, round }: { owner: StepOwner; round: number }): Promise<{ reopened: number }> {
    return this.within(owner, (tx) => screenLot(tx, owner, round));
  }

  releaseLot({ owner, round }: { owner: StepOwner; round: number }): Promise<void> {
    return this.within(owner, (tx) => releaseLot(tx, owner, round));
  }

  buildDelivery({ owner }: OwnerInput): Promise<{ deliveryId: string; items: number }> {
    return buildDelivery(this.database, this.put, owner);
  }

  private within<T>(owner: StepOwner, effect: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.transaction(scopeOf(owner), effect);
  }
}
