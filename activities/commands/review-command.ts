import type { ReviewCommandInput, ReviewedCommand } from '@kado/contracts/activities';
import { type CommandKind, commandSpec, isCommandKind } from '@kado/domain/commands';
import { ROLES } from '@kado/domain/roles';
import type { Tx } from '@kado/persistence/database';
import { storeSignalReason, wordsOf } from '../human-tasks/signal-reason';
import { actingPerson } from '../shared/actors';
import { refuse } from '../shared/failures';
import type { StepSettings } from '../shared/step-settings';
import { checkCommand } from './command-checks';

/** Judges a command by what only the database knows: who it is, what they may do here, what the command is about. */
export async function reviewCommand(
  tx: Tx,
  { owner, command, door }: ReviewCommandInput,
  settings: StepSettings,
): Promise<ReviewedCommand> {
  if (!isCommandKind(command.command)) throw refuse('unknown_command');
  const kind: CommandKind = command.command;
  const { actorId, rolesInScope } = await actingPerson(tx, owner, command, door, settings);
  if (rolesInScope.length === 0) throw refuse('out_of_scope');
  const spec = commandSpec(kind);
  const role = ROLES.find((one) => spec.roles.includes(one) && rolesInScope.includes(one));
  if (!role) throw refuse('role_not_allowed');
  if (spec.needsReason && !command.reasonId && !wordsOf(command.reason)) throw refuse('reason_required');
  const data = await checkCommand(kind, { tx, owner, actorId, role, data: command.data ?? {} });
  return { actorId, role, data, reasonId: await storeSignalReason(tx, owner, actorId, command) };
}
