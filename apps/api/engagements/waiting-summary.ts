import type { WaitingCause, WaitingTask } from '@kado/contracts/schemas/waiting';
import { dateInTokyo } from '@kado/domain/calendar';
import { STAGE_NAMES, type Stage } from '@kado/domain/lifecycle';
import { ROLE_NAMES } from '@kado/domain/roles';
import type { Words } from '../common/problem-catalog';

/** So many are named; of the rest it is said how many. */
const NAMED = 3;

/** Why an engagement stands where it stands, in one sentence for people who look at nothing else. */
export function summarize(stage: Stage, waiting: readonly WaitingTask[], causes: readonly WaitingCause[]): Words {
  const of = (type: WaitingCause['type']) => causes.filter((cause) => cause.type === type);
  const [end] = of('end');
  if (end) return endSentence(stage, end);
  const [hold] = of('hold');
  if (hold) return holdSentence(hold);
  if (stage === 'cancelling') return cancellingSentence(of('step'));
  const [effect] = of('effect');
  if (effect)
    return {
      ja: `${effect.what.ja}。自動で再試行しながら、運用の判断を待っています。`,
      en: `${effect.what.en}; it is tried again by itself, and ops is asked.`,
    };
  const work = workClause(of('lot'));
  if (waiting.length > 0) return taskSentence(waiting, work);
  if (work) return { ja: `${work.ja}。`, en: `${capital(work.en)}.` };
  const [other] = causes;
  return other ? { ja: `${other.what.ja}です。`, en: `${other.what.en}.` } : { ja: '処理中です。', en: 'At work.' };
}

function endSentence(stage: Stage, { since, facts }: WaitingCause): Words {
  const at = since ? dateInTokyo(since) : '';
  const later = (facts.reopenedAs ?? []).join(', ');
  return {
    ja: `この案件は${at}に終了しました（${STAGE_NAMES[stage].ja}）${later ? `。続きは${later}です。` : '。'}`,
    en: `This engagement ended on ${at} (${STAGE_NAMES[stage].en})${later ? ` and goes on as ${later}` : ''}.`,
  };
}

function holdSentence({ since, role, facts }: WaitingCause): Words {
  const at = since ? dateInTokyo(since) : '';
  const by = role ? ROLE_NAMES[role] : null;
  const under = STAGE_NAMES[facts.stage ?? 'on_hold'];
  return {
    ja: `${at}から${by ? `${by.ja}の指示で` : ''}保留中です（もとの段階: ${under.ja}、期限の停止 ${facts.stoppedTasks?.length ?? 0}件）。`,
    en: `On hold since ${at}${by ? `, by the ${by.en.toLowerCase()}` : ''} (stage underneath: ${under.en}; ${count(facts.stoppedTasks?.length ?? 0, 'clock stands', 'clocks stand')} still).`,
  };
}

function cancellingSentence(steps: readonly WaitingCause[]): Words {
  const [now] = steps;
  if (!now) return { ja: '中止手続きを終えるところです。', en: 'The cancelling is about to end.' };
  return {
    ja: `中止手続き中です。残り${steps.length}件、今は「${now.what.ja}」です。`,
    en: `Being cancelled: ${count(steps.length, 'step is', 'steps are')} left, now ${now.what.en}.`,
  };
}

function taskSentence(waiting: readonly WaitingTask[], work: Words | null): Words {
  const named = waiting.slice(0, NAMED);
  const more = waiting.length - named.length;
  const ja = named.map(({ role, what }) => `${ROLE_NAMES[role].ja}の「${what.ja}」`).join('、');
  const en = named.map(({ role, what }) => `${what.en} (${ROLE_NAMES[role].en})`).join(', ');
  return {
    ja: `${ja}${more > 0 ? `ほか${more}件` : ''}を待っています${work ? `。${work.ja}。` : '。'}`,
    en: `Waits for ${en}${more > 0 ? ` and ${more} more` : ''}${work ? `; ${work.en}` : ''}.`,
  };
}

function workClause(lots: readonly WaitingCause[]): Words | null {
  const working = lots.filter(({ facts }) => (facts.open ?? 0) > 0);
  if (working.length === 0) return null;
  const sum = (key: 'open' | 'total') => working.reduce((n, { facts }) => n + (facts[key] ?? 0), 0);
  return {
    ja: `ロット${working.length}件で作業が進んでいます（未完了 ${sum('open')}／${sum('total')}件）`,
    en: `${count(working.length, 'lot is', 'lots are')} at work (${sum('open')} of ${sum('total')} items open)`,
  };
}

const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
