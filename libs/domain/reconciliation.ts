import { isFinal, type LotStage, type Stage } from './lifecycle';

/** What the rows say of an engagement, and what its executions say: the two that must agree. */
export interface LotFacts {
  lotNo: number;
  stage: LotStage;
  openTasks: string[];
}
export interface EngagementFacts {
  key: string;
  stage: Stage;
  version: number;
  openTasks: string[];
  lots: LotFacts[];
}

/** A running execution: an engagement's, or one of its lots'. */
export interface Running {
  engagementKey: string;
  lotNo?: number;
}

/** What an execution says of itself. A lot knows no version that could be asked for. */
export interface Told extends Running {
  stage?: Stage;
  version?: number;
  openTasks: string[];
  /** Of an engagement: where it believes its lots to be. */
  lots?: readonly { lotNo: number; stage: string }[];
}

export const DIFFERENCE_KINDS = [
  'missing_execution',
  'stray_execution',
  'missing_lot_execution',
  'stray_lot_execution',
  'projection_differs',
  'execution_silent',
  'outbox_stuck',
  'command_unanswered',
] as const;
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];

/** What a repair does about a difference; `none`: it is said only, for a person to look at. */
export type Mend = 'start_from_rows' | 'terminate' | 'resync' | 'none';
export const MENDS: Record<DifferenceKind, Mend> = {
  missing_execution: 'start_from_rows',
  stray_execution: 'terminate',
  missing_lot_execution: 'start_from_rows',
  stray_lot_execution: 'terminate',
  projection_differs: 'resync',
  execution_silent: 'none',
  outbox_stuck: 'none',
  command_unanswered: 'none',
};

export interface Difference {
  kind: DifferenceKind;
  engagementKey: string | null;
  lotNo?: number;
  /** Numbers and codes for its sentence. */
  facts: Record<string, string | number>;
}

const isAtWork = (stage: string): boolean => stage === 'production' || stage === 'quality';

/** Does this lot have an execution? A finished engagement has none, nor has a lot that is released. */
export function lotRuns(engagement: Pick<EngagementFacts, 'stage'>, lot: Pick<LotFacts, 'stage'>): boolean {
  return !isFinal(engagement.stage) && isAtWork(lot.stage);
}

/** Executions that are not there, and executions that should not be. */
export function comparePresence(rows: readonly EngagementFacts[], running: readonly Running[]): Difference[] {
  const there = new Set(running.map(nameOf));
  const missing = rows
    .filter((row) => !isFinal(row.stage))
    .flatMap((row): Difference[] => [
      ...(there.has(nameOf({ engagementKey: row.key }))
        ? []
        : [{ kind: 'missing_execution' as const, engagementKey: row.key, facts: { stage: row.stage } }]),
      ...row.lots
        .filter((lot) => lotRuns(row, lot) && !there.has(nameOf({ engagementKey: row.key, lotNo: lot.lotNo })))
        .map((lot) => ({
          kind: 'missing_lot_execution' as const,
          engagementKey: row.key,
          lotNo: lot.lotNo,
          facts: { stage: lot.stage },
        })),
    ]);
  return [...missing, ...running.flatMap((one) => stray(rows, one) ?? [])];
}

function stray(rows: readonly EngagementFacts[], { engagementKey, lotNo }: Running): Difference | undefined {
  const row = rows.find(({ key }) => key === engagementKey);
  if (lotNo === undefined) {
    if (row && !isFinal(row.stage)) return undefined;
    return { kind: 'stray_execution', engagementKey, facts: { stage: row?.stage ?? 'none' } };
  }
  const lot = row?.lots.find((one) => one.lotNo === lotNo);
  if (row && lot && lotRuns(row, lot)) return undefined;
  return { kind: 'stray_lot_execution', engagementKey, lotNo, facts: { stage: lot?.stage ?? 'none' } };
}

/** Where the rows show something else than the execution says. */
export function compareProjection(row: EngagementFacts, told: Told): Difference | undefined {
  const lot = row.lots.find((one) => one.lotNo === told.lotNo);
  const shown = told.lotNo === undefined ? row.openTasks : (lot?.openTasks ?? []);
  const faults = [
    ...(told.stage !== undefined && told.stage !== row.stage ? [`stage ${row.stage}/${told.stage}`] : []),
    ...(told.version !== undefined && told.version !== row.version ? [`version ${row.version}/${told.version}`] : []),
    ...shown.filter((id) => !told.openTasks.includes(id)).map((id) => `+${id}`),
    ...told.openTasks.filter((id) => !shown.includes(id)).map((id) => `-${id}`),
    ...endedUnheard(row, told).map(({ lotNo, stage }) => `lot ${lotNo} ${stage}`),
  ];
  if (faults.length === 0) return undefined;
  return {
    kind: 'projection_differs',
    engagementKey: row.key,
    ...(told.lotNo !== undefined && { lotNo: told.lotNo }),
    facts: { differs: faults.join(', ') },
  };
}

/** Lots that have ended, and whose engagement still believes them at work: their last word was lost. */
export function endedUnheard(row: Pick<EngagementFacts, 'lots'>, told: Pick<Told, 'lots'>): LotFacts[] {
  const believed = new Set((told.lots ?? []).filter(({ stage }) => isAtWork(stage)).map(({ lotNo }) => lotNo));
  return row.lots.filter(({ lotNo, stage }) => believed.has(lotNo) && (stage === 'released' || stage === 'cancelled'));
}

/** What both looks have seen: a step that was on its way at the first is written at the second. */
export function seenTwice(first: readonly Difference[], second: readonly Difference[]): Difference[] {
  const before = new Set(first.map(identity));
  return second.filter((difference) => before.has(identity(difference)));
}

/** By engagement, the engagement's own before those of its lots: the order in which a person reads them. */
export function inOrder(differences: readonly Difference[]): Difference[] {
  const place = ({ engagementKey, lotNo = -1, kind }: Difference): [string, number, number] => [
    // What belongs to no engagement comes last.
    engagementKey ?? '\uffff',
    lotNo,
    DIFFERENCE_KINDS.indexOf(kind),
  ];
  return [...differences].sort((a, b) => {
    const [left, right] = [place(a), place(b)];
    const at = left.findIndex((part, n) => part !== right[n]);
    if (at < 0) return 0;
    return (left[at] as string | number) < (right[at] as string | number) ? -1 : 1;
  });
}

const identity = ({ kind, engagementKey, lotNo }: Difference): string => `${kind} ${engagementKey} ${lotNo ?? ''}`;
const nameOf = ({ engagementKey, lotNo }: Running): string => `${engagementKey} ${lotNo ?? ''}`;
