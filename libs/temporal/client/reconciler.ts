import { engagementWorkflowId } from '@kado/contracts/engagement';
import { lotWorkflowId } from '@kado/contracts/lot';
import {
  comparePresence,
  compareProjection,
  type Difference,
  type EngagementFacts,
  inOrder,
  lotRuns,
  type Running,
  seenTwice,
  type Told,
} from '@kado/domain/reconciliation';
import type { Executions, OpenExecution } from './executions';

/** Where the rows come from; whoever asks sees the sites they may see. */
export interface RowSource {
  /** Engagements that are open, and those with these keys. */
  engagements(keys: readonly string[]): Promise<EngagementFacts[]>;
  /** What the rows alone say is stuck. */
  stuck(): Promise<Difference[]>;
  /** Codes of the sites asked about; `*` for all of them. */
  sites: readonly string[] | '*';
}

export interface Findings {
  checkedAt: string;
  engagements: number;
  executions: number;
  /** Without a worker nobody answers for an execution: only what is there can be compared. */
  workerPolling: boolean;
  differences: Difference[];
}

/** A step may be on its way: what is only that is gone at the second look. */
const SECOND_LOOK_MS = 2_000;
/** Executions asked at the same time. */
const AT_ONCE = 8;

/** Compares what the engine runs with what the rows say. Looks twice, changes nothing. */
export class Reconciler {
  constructor(
    private readonly executions: Executions,
    private readonly secondLookMs = SECOND_LOOK_MS,
  ) {}

  async check(source: RowSource): Promise<Findings> {
    const workerPolling = await this.executions.isWorkerPolling();
    const listed = await this.executions.listOpen();
    const rows = await source.engagements(listed.map((one) => one.engagementKey));
    const running = listed.filter((one) => isAskedAbout(one, rows, source.sites));
    const first = await this.compare(rows, running, workerPolling);
    const stuck = await source.stuck();
    return {
      checkedAt: new Date().toISOString(),
      engagements: rows.length,
      executions: running.length,
      workerPolling,
      differences: inOrder([...(await this.again(source, first, workerPolling)), ...stuck]),
    };
  }

  private async again(source: RowSource, first: Difference[], workerPolling: boolean): Promise<Difference[]> {
    if (first.length === 0) return [];
    await new Promise((resolve) => setTimeout(resolve, this.secondLookMs));
    const keys = [...new Set(first.flatMap(({ engagementKey }) => engagementKey ?? []))];
    const rows = (await source.engagements(keys)).filter((row) => keys.includes(row.key));
    const names: Running[] = [...first.flatMap(runningOf), ...rows.flatMap(executionsOf)];
    return seenTwice(first, await this.compare(rows, await this.confirmed(names), workerPolling));
  }

  private async compare(
    rows: EngagementFacts[],
    running: readonly Running[],
    workerPolling: boolean,
  ): Promise<Difference[]> {
    const suspicious = comparePresence(rows, running);
    // The list is late: the server itself is asked about each that is suspicious.
    const there = new Set((await this.confirmed(suspicious.flatMap(runningOf))).map(idOf));
    const isStray = ({ kind }: Difference) => kind.startsWith('stray');
    const presence = suspicious.filter((one) => there.has(idOf(runningOf(one)[0] as Running)) === isStray(one));
    const strays = new Set(suspicious.filter(isStray).flatMap(runningOf).map(idOf));
    if (!workerPolling) return presence;
    const sound = running.filter((one) => !strays.has(idOf(one)));
    return [...presence, ...(await this.projections(rows, sound))];
  }

  /** Where nobody of so many answers, the rest is not asked either: each silence costs its whole time. */
  private async projections(rows: EngagementFacts[], running: readonly Running[]): Promise<Difference[]> {
    const found: Difference[] = [];
    for (let at = 0; at < running.length; at += AT_ONCE) {
      const batch = running.slice(at, at + AT_ONCE);
      const told = await inBatches(batch, (one) => this.project(rows, one));
      found.push(...told.flatMap((difference) => difference ?? []));
      if (batch.length === AT_ONCE && told.every((difference) => difference?.kind === 'execution_silent')) break;
    }
    return found;
  }

  private async project(rows: EngagementFacts[], one: Running): Promise<Difference | undefined> {
    const row = rows.find(({ key }) => key === one.engagementKey);
    if (!row) return undefined;
    const told = await this.ask(one);
    if (told) return compareProjection(row, told);
    const { engagementKey, lotNo } = one;
    // One that has ended between the list and the question has nothing to say.
    if (!(await this.executions.isRunning(idOf(one)))) return undefined;
    return { kind: 'execution_silent', engagementKey, ...(lotNo !== undefined && { lotNo }), facts: {} };
  }

  private async ask({ engagementKey, lotNo }: Running): Promise<Told | undefined> {
    const id = idOf({ engagementKey, lotNo });
    try {
      const openTasks = (await this.executions.waiting(id)).map((wait) => wait.taskId);
      if (lotNo !== undefined) return { engagementKey, lotNo, openTasks };
      const { stage, version, lots } = await this.executions.state(id);
      return { engagementKey, openTasks, stage, version, lots };
    } catch {
      return undefined;
    }
  }

  private async confirmed(names: readonly Running[]): Promise<Running[]> {
    const unique = [...new Map(names.map((one) => [idOf(one), one])).values()];
    const there = await inBatches(unique, (one) => this.executions.isRunning(idOf(one)));
    return unique.filter((_, at) => there[at]);
  }
}

/** Executions of foreign sites are none of the asker's business; one that names no site is known by its row only. */
function isAskedAbout(
  { engagementKey, siteCode }: OpenExecution,
  rows: EngagementFacts[],
  sites: RowSource['sites'],
): boolean {
  if (sites === '*' || rows.some((row) => row.key === engagementKey)) return true;
  return siteCode !== undefined && sites.includes(siteCode);
}

const runningOf = ({ engagementKey, lotNo }: Difference): Running[] =>
  engagementKey === null ? [] : [{ engagementKey, ...(lotNo !== undefined && { lotNo }) }];

/** Those that an engagement should have. */
const executionsOf = (row: EngagementFacts): Running[] => [
  { engagementKey: row.key },
  ...row.lots.filter((lot) => lotRuns(row, lot)).map(({ lotNo }) => ({ engagementKey: row.key, lotNo })),
];

const idOf = ({ engagementKey, lotNo }: Running): string =>
  lotNo === undefined ? engagementWorkflowId(engagementKey) : lotWorkflowId(engagementKey, lotNo);

async function inBatches<T, R>(items: readonly T[], run: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let at = 0; at < items.length; at += AT_ONCE)
    results.push(...(await Promise.all(items.slice(at, at + AT_ONCE).map(run))));
  return results;
}
