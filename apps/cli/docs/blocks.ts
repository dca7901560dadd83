import { CLOCK_NAMES, escalation } from '@kado/domain/clock-codes';
import { COMMANDS, COMPENSATIONS, type CommandSpec, compensationsFor } from '@kado/domain/commands';
import type { HumanTaskKindSpec } from '@kado/domain/human-task-spec';
import { HUMAN_TASK_KINDS } from '@kado/domain/human-tasks';
import {
  CHAPTERS,
  FINAL_STAGES,
  forwardStages,
  LIVE_STAGES,
  nextStages,
  STAGE_NAMES,
  STAGES,
} from '@kado/domain/lifecycle';

const KINDS = Object.entries<HumanTaskKindSpec>(HUMAN_TASK_KINDS);
const table = (head: string[], rows: (string | number)[][]): string =>
  [`| ${head.join(' | ')} |`, `|${' --- |'.repeat(head.length)}`, ...rows.map((row) => `| ${row.join(' | ')} |`)].join(
    '\n',
  );

/** Parts of the pages that are drawn from the code: `npm run docs -- --write` puts them in, a test holds them there. */
export const BLOCKS: Record<string, () => string> = {
  stages: () =>
    [
      '```mermaid',
      'stateDiagram-v2',
      '  direction TB',
      '  [*] --> inquiry',
      ...STAGES.map((stage) => `  state "${stage} ${STAGE_NAMES[stage].ja}" as ${stage}`),
      ...STAGES.flatMap((from) => forwardStages(from).map((to) => `  ${from} --> ${to}`)),
      ...FINAL_STAGES.map((stage) => `  ${stage} --> [*]`),
      '```',
      '',
      `Aside, from every one of ${LIVE_STAGES.map((stage) => `\`${stage}\``).join(', ')}: to \`on_hold\`, and from there back to`,
      'where the story has got to underneath; to `cancelling`, from `on_hold` too. A repair by ops begins any of',
      `${CHAPTERS.filter((chapter) => chapter !== 'cancelling')
        .map((chapter) => `\`${chapter}\``)
        .join(', ')} again that was reached before.`,
      `That is ${STAGES.reduce((sum, stage) => sum + nextStages(stage).length, 0)} moves in all; no other is ever written.`,
    ].join('\n'),

  tasks: () =>
    table(
      ['stage', 'human task', 'decides', 'outcomes', 'days'],
      KINDS.map(([kind, spec]) => [
        spec.stage,
        `\`${kind}\` ${spec.ja}`,
        spec.role,
        spec.outcomes.map((outcome) => (spec.reasonFor?.includes(outcome) ? `${outcome}*` : outcome)).join(', '),
        spec.dueBusinessDays,
      ]),
    ),

  clocks: () =>
    table(
      [
        'human task',
        'term',
        'not taken',
        'reminder',
        'at the end told / may decide too',
        'two days later',
        'the clock itself decides',
      ],
      KINDS.map(([kind, spec]) => {
        const due = escalation(spec.role, 'due');
        const overdue = escalation(spec.role, 'overdue');
        const day = (n: number | undefined, words: string) => (n === undefined ? '' : `${n} ${words}`);
        const told = ({ told: role, mayDecide }: typeof due) =>
          mayDecide && role !== spec.role ? `**${role}**` : role;
        return [
          `\`${kind}\``,
          kind === 'accept_delivery' ? 'by contract (10)' : spec.dueBusinessDays,
          day(spec.notStartedDays, 'd'),
          day(spec.reminderDays, 'd before'),
          told(due),
          told(overdue),
          (spec.byClock ?? []).join(', '),
        ];
      }),
    ),

  'clock-codes': () =>
    table(
      ['code', 'strikes'],
      Object.entries(CLOCK_NAMES).map(([code, { ja, en }]) => [`\`${code}\``, `${en} (${ja})`]),
    ),

  commands: () =>
    table(
      ['command', 'who', 'when', 'reason'],
      Object.entries<CommandSpec>(COMMANDS).map(([command, spec]) => [
        `\`${command}\` ${spec.ja}`,
        spec.roles.join(', '),
        spec.stages.length >= LIVE_STAGES.length
          ? `any live stage${spec.stages.includes('on_hold') ? ', on hold' : ''}${spec.stages.includes('cancelling') ? ', cancelling' : ''}`
          : spec.stages.join(', '),
        spec.needsReason ? 'owed' : '',
      ]),
    ),

  compensations: () =>
    table(
      ['reached', ...COMPENSATIONS.map((step) => `\`${step}\``)],
      CHAPTERS.slice(0, -1).map((chapter, at) => {
        const steps = compensationsFor(CHAPTERS.slice(0, at + 1), false);
        return [`\`${chapter}\``, ...COMPENSATIONS.map((step) => (steps.includes(step) ? '●' : ''))];
      }),
    ),
};

const MARK = /<!-- drawn: ([a-z-]+) -->[\s\S]*?<!-- end -->/g;

/** The page with each drawn block as the code says it now. */
export function redraw(page: string): string {
  return page.replaceAll(MARK, (whole, name: string) => {
    const block = BLOCKS[name];
    return block ? `<!-- drawn: ${name} -->\n${block()}\n<!-- end -->` : whole;
  });
}
