import type { TakenCommand } from '@kado/contracts/command';
import type { SideStory } from '@kado/contracts/engagement';
import type { Decision, Wait } from '@kado/contracts/human-task';
import type { LotStageReport } from '@kado/contracts/lot';
import type { SEARCH_ATTRIBUTES } from '@kado/contracts/search-attributes';
import { type CommandKind, commandSpec } from '@kado/domain/commands';
import { type HumanTaskKind, kindSpec } from '@kado/domain/human-tasks';
import { type LotStage, STAGE_NAMES, type Stage } from '@kado/domain/lifecycle';
import { ROLE_NAMES } from '@kado/domain/roles';
import { defineSearchAttributeKey, type SearchAttributeUpdatePair } from '@temporalio/common';
import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';

type AttributeName = keyof typeof SEARCH_ATTRIBUTES;
const keyword = (name: AttributeName) => defineSearchAttributeKey(name, 'KEYWORD');
const STAGE = keyword('Stage');
const WAITING_FOR = keyword('WaitingFor');
const DUE_AT = defineSearchAttributeKey('DueAt' satisfies AttributeName, 'DATETIME');

/** `2026-11-23 18:00` in Japan. Fixed offset: Japan has no daylight saving, and the sandbox has no zone data to trust. */
function inJapan(iso: string): string {
  return new Date(Date.parse(iso) + 9 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}

/**
 * What the Temporal UI shows on top of an execution. Not part of the history: these words may change at any time
 * without touching a running engagement.
 */
export function describe(
  stage: Stage | LotStage,
  round: number,
  waits: readonly Wait[],
  {
    lastRefusal,
    held,
    details = [],
  }: { lastRefusal?: string; held?: { since: string } | null; details?: string[] } = {},
): void {
  // The empty line makes a list of what follows: Markdown joins lines otherwise.
  const lines = [`**今**: ${STAGE_NAMES[stage].ja}${round > 1 ? `（${round}回目）` : ''}`, ''];
  if (held) lines.push(`**保留**: ${inJapan(held.since)} から。期限は止まっています。再開: コマンド \`resume\``, '');
  if (waits.length === 0) lines.push('**待ち**: なし（システムまたは作業の進行中）');
  for (const wait of waits) {
    const spec = kindSpec(wait.kind);
    const due = wait.pausedAt
      ? ` · ${inJapan(wait.pausedAt)} から期限停止`
      : wait.dueAt
        ? ` · 期限 ${inJapan(wait.dueAt)}`
        : '';
    const roles = [wait.role, ...(wait.escalatedTo ?? [])].map((role) => ROLE_NAMES[role].ja).join('・');
    lines.push(
      `- **待ち** \`${wait.taskId}\` ${spec.ja}${aboutOf(wait)} — ${roles}${due} · 選択肢: ${spec.outcomes.join(' / ')}`,
    );
  }
  lines.push(...details.map((line) => `- ${line}`));
  if (lastRefusal) lines.push(`- 直前のシグナルは受け付けられませんでした: \`${lastRefusal}\``);
  setCurrentDetails(lines.join('\n'));
}

/** ` 納品2`, ` 変更1`: what a task is about, where several of its kind may be open. */
function aboutOf({ subject }: Wait): string {
  if (subject?.deliveryNo !== undefined) return `（納品${subject.deliveryNo}）`;
  if (subject?.changeNo !== undefined) return `（変更${subject.changeNo}）`;
  if (subject?.planVersion !== undefined) return `（計画 第${subject.planVersion}版）`;
  if (subject?.effect !== undefined) return `（${subject.effect}）`;
  return subject?.about === undefined ? '' : `（${subject.about}）`;
}

interface StepWords {
  decided: readonly Decision[];
  opened: readonly Wait[];
  commands: readonly TakenCommand[];
}

/** One line on a step in the Temporal UI: what was decided, what is asked next, where the execution stands. */
export function stepSummary(stage: Stage | LotStage, { decided, opened, commands }: StepWords): string {
  const ordered = commands.map((command) => `! ${commandSpec(command.command).ja}`);
  const done = decided.map((decision) => `✓ ${kindSpec(decision.kind).ja} → ${decision.outcome}`);
  const asked = opened.map((wait) => `→ ${kindSpec(wait.kind).ja}${aboutOf(wait)}（${ROLE_NAMES[wait.role].ja}）`);
  return [`【${STAGE_NAMES[stage].ja}】`, ...ordered, ...done, ...asked].join(' ');
}

export function reviewSummary(kind: HumanTaskKind, outcome: string): string {
  return `判断の確認: ${kindSpec(kind).ja} → ${outcome}`;
}

/** Keeps the list filters of the Temporal UI true, with one command per real change. */
export class Filters {
  constructor(private last = '') {}

  carry(): string {
    return this.last;
  }

  show(stage: Stage | LotStage, waits: readonly Wait[]): void {
    const nearest = waits
      .map((w) => (w.pausedAt ? null : w.dueAt))
      .filter((due): due is string => due !== null)
      .sort()[0];
    const roles = [...new Set(waits.map((w) => w.role))].sort();
    const waitingFor = roles.length === 0 ? 'none' : roles.join(',');
    const now = `${stage}|${waitingFor}|${nearest ?? ''}`;
    if (now === this.last) return;
    this.last = now;
    const pairs: SearchAttributeUpdatePair[] = [
      { key: STAGE, value: stage },
      { key: WAITING_FOR, value: waitingFor },
      { key: DUE_AT, value: nearest ? new Date(nearest) : null },
    ];
    upsertSearchAttributes(pairs);
  }
}

export function commandSummary(command: CommandKind): string {
  return `コマンドの確認: ${commandSpec(command).ja}`;
}

const SIDE_NAMES: Record<SideStory['kind'], string> = { change: '変更', plan_change: '計画変更', question: '質問' };

/** Where the lots are, and what is told beside the story: `**ロット**: 制作 3・検収待ち 1`. */
export function engagementDetails(lots: readonly LotStageReport[], sides: readonly SideStory[]): string[] {
  const counts = new Map<LotStage, number>();
  for (const { stage } of lots) counts.set(stage, (counts.get(stage) ?? 0) + 1);
  const inWords = [...counts].map(([stage, n]) => `${STAGE_NAMES[stage].ja} ${n}`).join('・');
  const beside = sides.map(({ kind, name }) => `${SIDE_NAMES[kind]}${name.replace(/^.*:/, '')}`).join('・');
  return [...(inWords ? [`**ロット**: ${inWords}`] : []), ...(beside ? [`**並行**: ${beside}`] : [])];
}
