import { ROLES } from '@kado/domain/roles';
import { z } from 'zod';
import { PassedTasks } from './absences';
import { businessDate, PersonRef, prose, uuid } from './common';

export const ClientItem = z
  .object({ id: uuid, code: z.string(), name: z.string(), kind: z.enum(['company', 'municipality']) })
  .meta({ id: 'ClientItem' });

export const PersonItem = z
  .object({
    id: uuid,
    code: z.string(),
    name: z.string(),
    kana: z.string(),
    municipality: z.string(),
    journey: z.string(),
    roles: z.array(z.enum(ROLES)),
    skills: z.array(z.object({ skill: z.string(), level: z.number().int() })),
    hoursPerWeek: z.number(),
    ceilingHoursPerWeek: z.number(),
    wishedMinimumHours: z.number(),
    committedHours: z.number().describe('Hours a week in the teams of running engagements.'),
    freeHours: z.number().describe('Declared hours that are not committed.'),
  })
  .meta({ id: 'PersonItem' });

/** What people can be looked for by: each value that somebody of my sites has, and how many have it. */
export const PeopleFacets = z
  .object({
    skills: z.array(z.object({ value: z.string(), people: z.int() })),
    municipalities: z.array(z.object({ value: z.string(), people: z.int() })),
  })
  .meta({ id: 'PeopleFacets' });

export const ReassignMember = z
  .strictObject({
    role: z.enum(['director', 'leader']),
    fromPersonId: uuid,
    toPersonId: uuid,
    reason: prose(4_000).min(1),
  })
  .meta({ id: 'ReassignMember' });

export const Reassigned = z
  .object({ role: z.enum(['director', 'leader']), from: uuid, to: uuid, passed: PassedTasks })
  .meta({ id: 'Reassigned' });

export const LeavePerson = z
  .strictObject({
    successorId: uuid.optional().describe('Takes over memberships and tasks where they hold the role.'),
    lastDay: businessDate.optional().describe('Today or earlier.'),
    reason: prose(4_000).min(1),
  })
  .meta({ id: 'LeavePerson' });

const Listed = z.object({
  items: z.array(
    z.object({
      id: uuid,
      engagementKey: z.string(),
      seq: z.int(),
      state: z.enum(['reserved', 'in_review', 'returned']),
    }),
  ),
  offers: z.array(
    z.object({
      id: uuid,
      engagementKey: z.string(),
      role: z.enum(['leader', 'teleworker']),
      purpose: z.enum(['pilot', 'team']),
    }),
  ),
  covers: z.array(z.object({ id: uuid, person: PersonRef, firstDay: businessDate, lastDay: businessDate.nullable() })),
});

/** What a person has in hand, and where each would go; nobody: back to everybody who may. */
export const Handover = z
  .object({
    person: PersonRef,
    memberships: z.array(z.object({ engagementKey: z.string(), role: z.string(), to: uuid.nullable() })),
    tasks: PassedTasks,
    items: z.int().describe('Reserved work items and reviews given back.'),
    returned: z.int().describe('Items that had come back to them, free for anybody again.'),
    offers: z.int().describe('Open offers withdrawn.'),
    covers: z.int().describe('Absences of others that this person was to cover.'),
    listed: Listed.describe('The first 100 of each; the counts say how many there are.'),
    soleDirectorOf: z.array(z.string()).describe('Engagements left without a director: a successor is owed.'),
  })
  .meta({ id: 'Handover' });
