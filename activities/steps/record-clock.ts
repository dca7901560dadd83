import type { ClockInput, ClockResult } from '@kado/contracts/activities';
import { CLOCK_PERCENT, type ClockCode, escalation } from '@kado/domain/clock-codes';
import { type HumanTaskKind, kindSpec } from '@kado/domain/human-tasks';
import type { Role } from '@kado/domain/roles';
import type { Tx } from '@kado/persistence/database';
import { notify } from '@kado/persistence/repositories/notices';

interface Struck {
  kind: HumanTaskKind;
  role: Role;
  claimed: boolean;
  known: boolean;
}

const CODE_OF_PERCENT: Record<number, ClockCode> = { 50: 'half', 75: 'three_quarters', 100: 'due' };

/**
 * A clock has struck: kept on the task once, told to whom it concerns, and answered with what follows from it. Run again it
 * answers the same and writes nothing.
 */
export async function recordClock(tx: Tx, input: ClockInput): Promise<ClockResult | undefined> {
  const { owner, taskId, at } = input;
  const code = input.code ?? CODE_OF_PERCENT[input.percent ?? 0];
  if (code === undefined) return undefined;
  const task = await tx.one<Struck>(
    `select kind, role, claimed_by is not null as claimed, struck ? $2 as known
       from human_task where id = $1 and status = 'open' for update`,
    [taskId, code],
  );
  if (!task) return undefined;
  // Somebody has begun: nothing to tell.
  if (code === 'not_started' && task.claimed) return undefined;
  const result = followsFrom(task, code);
  if (task.known) return result;
  const percent = CLOCK_PERCENT[code];
  await tx.rows(
    `update human_task set struck = struck || jsonb_build_object($2::text, $3::text), last_clock = greatest(last_clock, $4),
            escalated_to = case when $5::text is null or $5 = any (escalated_to) then escalated_to else escalated_to || $5::text end,
            row_version = row_version + 1 where id = $1`,
    [taskId, code, at, percent ?? 0, result?.escalatedTo ?? null],
  );
  await tx.audit({
    siteId: owner.siteId,
    engagementId: owner.engagementId,
    actorId: null,
    via: 'workflow',
    operation: 'humanTasks.clock',
    entity: 'human_task',
    entityId: taskId,
    after: {
      code,
      ...(percent !== undefined && { percent }),
      kind: task.kind,
      role: task.role,
      ...(result?.escalatedTo && { escalatedTo: result.escalatedTo }),
    },
  });
  const told = toldBy(task, code);
  if (told.length > 0)
    await notify(tx, owner, {
      kind: `clock_${code.startsWith('start') ? 'start' : code}`,
      key: `clock:${taskId}:${code}`,
      data: { taskId, kind: task.kind, code, engagementKey: owner.engagementKey },
      roles: told,
    });
  return result;
}

function followsFrom({ kind, role }: Struck, code: ClockCode): ClockResult | undefined {
  if (code === 'expire') {
    const outcome = kindSpec(kind).byClock?.[0];
    return outcome === undefined ? undefined : { outcome };
  }
  if (code !== 'due' && code !== 'overdue') return undefined;
  const { told, mayDecide } = escalation(role, code);
  return mayDecide && told !== role ? { escalatedTo: told } : undefined;
}

/** Half of a term is kept, not told; from three quarters on those who decide hear of it, and after its end the next role. */
function toldBy({ role }: Struck, code: ClockCode): Role[] {
  switch (code) {
    case 'half':
    case 'expire':
      return [];
    case 'three_quarters':
      return [role];
    case 'reminder':
      return role === 'client' ? ['client', 'manager'] : [role];
    case 'start_near':
    case 'start_next':
      return [role, 'manager'];
    default:
      return [...new Set([role, escalation(role, code).told])];
  }
}
