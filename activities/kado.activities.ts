import type { KadoActivities } from '@kado/contracts/activities';
import type { Database } from '@kado/persistence/database';
import type { PutFile } from './delivery/build-delivery';
import type { StepSettings } from './shared/step-settings';
import { StepActivitiesProvider } from './steps/step.activities';
import { WorkActivitiesProvider } from './work.activities';

/** All activities of the worker as one object, put together the same way by the worker and by tests. */
export function createActivities(database: Database, put: PutFile, settings: StepSettings): KadoActivities {
  const steps = new StepActivitiesProvider(database, settings);
  const work = new WorkActivitiesProvider(database, put);
  return {
    writeStep: (input) => steps.writeStep(input),
    reviewDecision: (input) => steps.reviewDecision(input),
    reviewCommand: (input) => steps.reviewCommand(input),
    recordClock: (input) => steps.recordClock(input),
    recordRefusedSignal: (input) => steps.recordRefusedSignal(input),
    formPilotLot: (input) => work.formPilotLot(input),
    formLots: (input) => work.formLots(input),
    drawInspection: (input) => work.drawInspection(input),
    screenLot: (input) => work.screenLot(input),
    reworkLot: (input) => work.reworkLot(input),
    releaseLot: (input) => work.releaseLot(input),
    buildDelivery: (input) => work.buildDelivery(input),
    reopenRejected: (input) => work.reopenRejected(input),
    stopLots: (input) => work.stopLots(input),
    withdrawOffers: (input) => work.withdrawOffers(input),
  };
}
