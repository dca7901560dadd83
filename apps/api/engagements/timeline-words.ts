import { HUMAN_TASK_KINDS, isHumanTaskKind } from '@kado/domain/human-tasks';
import { ROLE_NAMES, type Role } from '@kado/domain/roles';
import type { Words } from '../common/problem-catalog';
import { namedWith, type SubjectFacts, subjectWords } from '../common/subject-words';
import { OUTCOME_WORDS, OUTCOMES_OF, STAGE_WORDS } from './words';

/** What an audit row knows, for its sentence. */
export interface AuditFacts {
  operation: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  kind: string | null;
  lotNo: number | null;
  /** What the human task of the row is about. */
  subject: SubjectFacts | null;
}

export type Say = (facts: AuditFacts) => Words;

export const fixed =
  (ja: string, en: string): Say =>
  () => ({ ja, en });

export const versioned =
  (ja: string, en: string): Say =>
  ({ after }) => {
    const version = after?.version === undefined ? '' : `${after.version}`;
    return { ja: version ? `${ja}（第${version}版）` : ja, en: version ? `${en} (version ${version})` : en };
  };

/** The human task of the row, with what it is about where several of its kind may be open. */
export const task = ({ kind, subject }: AuditFacts): Words => {
  const name = kind !== null && isHumanTaskKind(kind) ? HUMAN_TASK_KINDS[kind] : { ja: kind ?? '', en: kind ?? '' };
  return namedWith(name, subjectWords(subject));
};

export const stage = (value: unknown): Words => STAGE_WORDS[String(value)] ?? { ja: String(value), en: String(value) };
export const outcome = ({ kind, after }: AuditFacts): Words => {
  const value = String(after?.outcome);
  return OUTCOMES_OF[kind ?? '']?.[value] ?? OUTCOME_WORDS[value] ?? { ja: value, en: value };
};
export const role = (value: unknown): Words => ROLE_NAMES[value as Role] ?? { ja: '', en: '' };

/** A sentence that begins with the lot it speaks of. */
export const both = (facts: AuditFacts, ja: string, en: string): Words => {
  const number = facts.lotNo ?? (facts.after?.lotNo as number | undefined) ?? null;
  if (number === null) return { ja, en };
  return number === 0
    ? { ja: `パイロット: ${ja}`, en: `Pilot: ${en}` }
    : { ja: `ロット${number}: ${ja}`, en: `Lot ${number}: ${en}` };
};
