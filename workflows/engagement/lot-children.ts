import { LOT_WORKFLOW, type LotInput, type LotResult, lotWorkflowId, PILOT_LOT_NO } from '@kado/contracts/lot';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { type ChildWorkflowHandle, startChild } from '@temporalio/workflow';
import type { Engagement } from './engagement';

type LotWorkflow = (input: LotInput) => Promise<LotResult>;
export type LotHandle = ChildWorkflowHandle<LotWorkflow>;

type LotStart = Pick<LotInput, 'lotId' | 'lotNo' | 'from'>;

/** Starts a lot's execution; none where it runs already (a story that is told again). */
export async function startLot(engagement: Engagement, lot: LotStart): Promise<LotHandle | undefined> {
  const { ids, desk, input } = engagement;
  const { lotNo } = lot;
  const name = lotNo === PILOT_LOT_NO ? 'パイロット' : `ロット${lotNo}`;
  const args: LotInput = {
    ...ids,
    ...lot,
    purpose: lotNo === PILOT_LOT_NO ? 'pilot' : 'production',
    ...(desk.heldSince() && { held: true }),
    ...(input.tuning && { tuning: input.tuning }),
  };
  try {
    return await startChild<LotWorkflow>(LOT_WORKFLOW, {
      workflowId: lotWorkflowId(ids.engagementKey, lotNo),
      args: [args],
      workflowTaskTimeout: '3 seconds',
      // A lot outlives the run that started it: an engagement goes on in further runs, and ends its lots by an order.
      parentClosePolicy: 'ABANDON',
      staticSummary: `${ids.engagementKey} ${name}`,
      searchAttributes: {
        EngagementKey: [ids.engagementKey],
        ClientCode: [ids.clientCode],
        SiteCode: [ids.siteCode],
        Stage: ['production'],
        WaitingFor: ['none'],
      },
    });
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return undefined;
    throw error;
  }
}
