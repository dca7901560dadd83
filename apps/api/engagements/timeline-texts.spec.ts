import { OPERATIONS } from '@kado/auth/policy';
import { HUMAN_TASK_KINDS } from '@kado/domain/human-tasks';
import { LOT_STAGES, STAGES } from '@kado/domain/lifecycle';
import { TOLD_OPERATIONS, timelineText } from './timeline-texts';
import { OUTCOME_WORDS, STAGE_WORDS } from './words';

const READS = /\.(list|get|mine|live|ready|token|timeline|waiting|check|sample|picture)$/;

describe('the timeline in words', () => {
  it('has a sentence for every operation that writes', () => {
    expect(OPERATIONS.filter((operation) => !READS.test(operation) && !TOLD_OPERATIONS.includes(operation))).toEqual(
      [],
    );
  });

  it('names every stage, kind and outcome in both languages', () => {
    expect([...STAGES, ...LOT_STAGES].filter((stage) => !STAGE_WORDS[stage])).toEqual([]);
    const outcomes = Object.values(HUMAN_TASK_KINDS).flatMap((kind) => [...kind.outcomes]);
    expect(outcomes.filter((outcome) => !OUTCOME_WORDS[outcome])).toEqual([]);
  });

  it('says what was decided, where', () => {
    const facts = {
      operation: 'humanTasks.complete',
      before: null,
      after: { outcome: 'refused' },
      kind: 'decide_lot',
      lotNo: 2,
    };
    expect(timelineText(facts)).toEqual({
      ja: 'ロット2: 「ロットの品質承認」: 差戻し',
      en: 'Lot 2: Approve or refuse the lot: refused',
    });
  });

  it('shows an operation nobody has words for by its code', () => {
    expect(timelineText({ operation: 'x.y', before: null, after: null, kind: null, lotNo: null }).ja).toBe('x.y');
  });
});
