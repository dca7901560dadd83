import { type EngagementIds, type EngagementInput, engagementWorkflowId } from '@kado/contracts/engagement';
import { type LotInput, lotWorkflowId, PILOT_LOT_NO } from '@kado/contracts/lot';
import type { SEARCH_ATTRIBUTES } from '@kado/contracts/search-attributes';
import { defineSearchAttributeKey, type SearchAttributePair } from '@temporalio/common';

/** Every execution starts the same way, by whomever. */
const COMMON = {
  workflowIdConflictPolicy: 'USE_EXISTING',
  // Short, so that a task that died with its worker is handed out again soon; local activities renew it as they run.
  workflowTaskTimeout: '3 seconds',
} as const;

export function engagementStart(input: EngagementInput) {
  return {
    ...COMMON,
    workflowId: engagementWorkflowId(input.engagementKey),
    args: [input],
    staticSummary: `案件 ${input.engagementKey} · クライアント ${input.clientCode}`,
    typedSearchAttributes: attributes(input, 'inquiry'),
  };
}

/** A lot that its engagement did not start itself: the same words and filters as one that it did. */
export function lotStart(input: LotInput) {
  const { engagementKey, lotNo } = input;
  return {
    ...COMMON,
    workflowId: lotWorkflowId(engagementKey, lotNo),
    args: [input],
    staticSummary: `${engagementKey} ${lotNo === PILOT_LOT_NO ? 'パイロット' : `ロット${lotNo}`}`,
    typedSearchAttributes: attributes(input, 'production'),
  };
}

/** Filters of the Temporal UI; the execution itself keeps stage, waiting-for and due date true from here on. */
function attributes({ engagementKey, clientCode, siteCode }: EngagementIds, stage: string): SearchAttributePair[] {
  const values = {
    EngagementKey: engagementKey,
    ClientCode: clientCode,
    SiteCode: siteCode,
    Stage: stage,
    WaitingFor: 'none',
  } satisfies Partial<Record<keyof typeof SEARCH_ATTRIBUTES, string>>;
  return Object.entries(values).map(([name, value]) => ({ key: defineSearchAttributeKey(name, 'KEYWORD'), value }));
}
