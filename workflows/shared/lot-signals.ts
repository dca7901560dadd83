import type { LotOrder, LotReady, LotStageReport } from '@kado/contracts/lot';
import { LOT_STAGES } from '@kado/domain/lifecycle';

/**
 * Signals between executions can be sent by hand as well. What is none of theirs is passed over: a handler that throws
 * fails the workflow task, which is tried again for ever, and nobody could decide anything any more.
 */
export function readLotStage(payload: unknown): LotStageReport | undefined {
  const { lotNo, stage, round } = fieldsOf(payload);
  const known = LOT_STAGES.find((one) => one === stage);
  return known && isCount(lotNo) && isCount(round) ? { lotNo, stage: known, round } : undefined;
}

/** The round that is ready; nothing where the payload names none. */
export function readReadyRound(payload: unknown): LotReady['round'] | undefined {
  const { round } = fieldsOf(payload);
  return isCount(round) ? round : undefined;
}

const ORDERS: readonly LotOrder['order'][] = ['hold', 'resume', 'stop', 'hand_over'];

/** What the engagement orders; nothing where the payload names no order. */
export function readLotOrder(payload: unknown): LotOrder['order'] | undefined {
  const { order } = fieldsOf(payload);
  return ORDERS.find((one) => one === order);
}

const fieldsOf = (payload: unknown): Record<string, unknown> =>
  typeof payload === 'object' && payload !== null ? (payload as Record<string, unknown>) : {};

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
