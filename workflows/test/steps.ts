import { CLOSING_KINDS, kindSpec } from '@kado/domain/human-tasks';
import type { RequirementClauses } from '@kado/domain/requirements';
import {
  addEvidence,
  addMember,
  addTeam,
  importItems,
  inspectSample,
  produceLot,
  writePlan,
  writeQuote,
  writeRequirements,
} from './documents';
import type { Case, Rig } from './rig';

/** Stretches of the straight way, for stories to be told from and for specs that need an engagement at some place. */
export async function toRequirements(rig: Rig, c: Case): Promise<void> {
  await rig.decide(c, 'qualify_inquiry', 'manager01', 'qualified');
  await addMember(rig, c, 'director01', 'director');
}

export async function toSigning(
  rig: Rig,
  c: Case,
  terms: Partial<RequirementClauses> = {},
  validUntil?: string,
): Promise<void> {
  await toRequirements(rig, c);
  await writeRequirements(rig, c, 1, terms);
  await rig.decide(c, 'draft_requirements', 'manager01', 'submitted', { data: { version: 1 } });
  await writeQuote(rig, c, 1, 1, 0.2, validUntil);
  await rig.decide(c, 'price_quote', 'manager01', 'quoted', { data: { version: 1 } });
}

export async function toDecomposition(rig: Rig, c: Case, terms: Partial<RequirementClauses> = {}): Promise<void> {
  await toSigning(rig, c, terms);
  await rig.decide(c, 'sign_requirements', 'client01', 'signed');
  await rig.decide(c, 'confirm_contract', 'manager01', 'confirmed');
}

export async function toTeamAssembly(rig: Rig, c: Case, terms: Partial<RequirementClauses> = {}): Promise<void> {
  await toDecomposition(rig, c, terms);
  await writePlan(rig, c, 1);
  await rig.decide(c, 'write_plan', 'director01', 'submitted', { data: { version: 1 } });
  await rig.decide(c, 'approve_plan', 'manager01', 'approved');
}

export type From = 'inquiry' | 'team_assembly';

export async function toProduction(
  rig: Rig,
  c: Case,
  terms: Partial<RequirementClauses> = {},
  from: From = 'inquiry',
): Promise<void> {
  if (from === 'inquiry') await toTeamAssembly(rig, c, terms);
  await addTeam(rig, c);
  await rig.decide(c, 'assemble_team', 'coordinator01', 'assembled');
  await rig.decide(c, 'pass_training_gate', 'leader01', 'passed');
  await rig.decide(c, 'issue_terms_notices', 'coordinator01', 'issued');
}

export async function toLots(
  rig: Rig,
  c: Case,
  lots = 2,
  terms: Partial<RequirementClauses> = {},
  from: From = 'inquiry',
): Promise<void> {
  await toProduction(rig, c, terms, from);
  await importItems(rig, c, 60);
  await rig.decide(c, 'prepare_production', 'director01', 'released', { data: { lots } });
}

export async function inspect(rig: Rig, c: Case, lotNo: number, round: number, defects: number): Promise<void> {
  await produceLot(rig, c, lotNo, round);
  await rig.task(c, 'inspect_lot', lotNo);
  await inspectSample(rig, c, lotNo, round, defects);
  await rig.decide(c, 'inspect_lot', 'leader01', 'inspected', { lotNo });
}

const WHO: Record<string, string> = {
  manager: 'manager01',
  leader: 'leader01',
  coordinator: 'coordinator01',
  director: 'director01',
};

/** Whatever is left from the delivery to the end, but for what somebody else has done. */
export async function fromDelivery(rig: Rig, c: Case, done: readonly string[] = []): Promise<void> {
  if (done.length === 0 && (await rig.stage(c)) !== 'closing') {
    if ((await rig.openTasks(c)).every((task) => task.kind !== 'accept_delivery'))
      await rig.decide(c, 'send_delivery', 'manager01', 'sent');
    await rig.decide(c, 'accept_delivery', 'client01', 'accepted');
  }
  for (const kind of [...CLOSING_KINDS].reverse()) {
    if (done.includes(kind)) continue;
    const spec = kindSpec(kind);
    await addEvidence(rig, c, spec.evidence as string, [null]);
    await rig.decide(c, kind, WHO[spec.role] as string, 'done');
  }
}
