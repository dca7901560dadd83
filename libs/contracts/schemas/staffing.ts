import { EVIDENCE_KINDS } from '@kado/domain/human-task-spec';
import { z } from 'zod';
import { codeText, hoursPerWeek, instant, plainText, rowId, sha256, yenAnHour } from './fields';

export const OFFER_ROLES = ['leader', 'teleworker'] as const;
export const OfferRole = z.enum(OFFER_ROLES);
export const MEMBER_ROLES = ['director', 'leader', 'teleworker', 'pro'] as const;
export const MemberRole = z.enum(MEMBER_ROLES);
export type MemberRole = z.infer<typeof MemberRole>;
/** A pilot's people measure; the team produces. */
export const MemberPurpose = z.enum(['pilot', 'team']);
export type MemberPurpose = z.infer<typeof MemberPurpose>;

const Bilingual = z.object({ ja: z.string(), en: z.string() });
const page = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), nextCursor: z.string().nullable() });

export const AddMember = z
  .strictObject({ personId: rowId, role: z.enum(['director', 'leader', 'pro']) })
  .meta({ id: 'AddMember' });
export type AddMember = z.infer<typeof AddMember>;
export const Member = z
  .object({
    id: z.uuid(),
    personId: z.uuid(),
    name: z.string(),
    role: MemberRole,
    purpose: MemberPurpose,
    hoursPerWeek: z.number(),
    hourlyYen: z.int(),
    manualVersionAcknowledged: z.int().nullable(),
    since: z.string(),
    until: z.string().nullable(),
  })
  .meta({ id: 'Member' });
export type Member = z.infer<typeof Member>;
export const MemberList = page(Member).meta({ id: 'MemberList' });

export const CandidateQuery = z.strictObject({
  role: OfferRole.default('teleworker'),
  /** One skill or several, with commas. Without any: what the newest plan needs. */
  skill: z
    .string()
    .max(400)
    .transform((list) => list.split(',').filter((code) => code !== ''))
    .pipe(z.array(codeText).max(20))
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type CandidateQuery = z.infer<typeof CandidateQuery>;
export const Candidate = z
  .object({
    personId: z.uuid(),
    name: z.string(),
    municipality: z.string(),
    skills: z.array(z.object({ code: z.string(), level: z.int() })),
    hoursPerWeek: z.number(),
    committedHours: z.number(),
    score: z.number(),
    reasons: z.array(Bilingual),
    /** An offer of this engagement in this role that still stands. */
    offered: z.boolean(),
  })
  .meta({ id: 'Candidate' });
export type Candidate = z.infer<typeof Candidate>;
export const CandidateList = page(Candidate).meta({ id: 'CandidateList' });

export const SendOffers = z
  .strictObject({
    personIds: z.array(rowId).min(1).max(200),
    role: OfferRole,
    purpose: MemberPurpose,
    hoursPerWeek: hoursPerWeek.min(0.5),
    hourlyYen: yenAnHour.min(1),
    expiresAt: instant,
  })
  .meta({ id: 'SendOffers' });
export type SendOffers = z.infer<typeof SendOffers>;
export const OFFER_STATES = ['sent', 'accepted', 'declined', 'expired', 'withdrawn'] as const;
export const Offer = z
  .object({
    id: z.uuid(),
    engagementId: z.uuid(),
    engagementKey: z.string(),
    title: z.string(),
    personId: z.uuid(),
    name: z.string(),
    role: OfferRole,
    purpose: MemberPurpose,
    hoursPerWeek: z.number(),
    hourlyYen: z.int(),
    status: z.enum(OFFER_STATES),
    expiresAt: z.string(),
    createdAt: z.string(),
    answeredAt: z.string().nullable(),
  })
  .meta({ id: 'Offer' });
export type Offer = z.infer<typeof Offer>;
export const OfferList = page(Offer).meta({ id: 'OfferList' });
export const OffersSent = z.object({ items: z.array(Offer) }).meta({ id: 'OffersSent' });

const Bounds = z.object({ min: z.number(), max: z.number() });
export const TeamCheck = z
  .object({
    counts: z.object({ director: z.int(), leader: z.int(), teleworker: z.int() }),
    bounds: z
      .object({ director: Bounds, leader: Bounds, teleworker: Bounds })
      .describe('Least and most people of a role, by the kind of the site.'),
    violations: z.array(z.object({ role: z.string(), count: z.int(), min: z.number(), max: z.number() })),
    /** Hours that come with 85 % certainty until the client's date; null while no plan is approved. */
    confirmedHoursP85: z.number().nullable(),
    neededHours: z.number().nullable(),
    missing: z.array(
      z.object({
        personId: z.uuid(),
        name: z.string(),
        role: MemberRole,
        termsNotice: z.boolean(),
        trainingGate: z.boolean(),
      }),
    ),
    ok: z.boolean(),
  })
  .meta({ id: 'TeamCheck' });
export type TeamCheck = z.infer<typeof TeamCheck>;

export const EvidenceKindName = z.enum(EVIDENCE_KINDS);
export const RecordEvidence = z
  .strictObject({
    kind: EvidenceKindName,
    documentName: plainText(1, 200),
    documentSha256: sha256,
    personIds: z.array(rowId).min(1).max(200).optional(),
  })
  .meta({ id: 'RecordEvidence' });
export type RecordEvidence = z.infer<typeof RecordEvidence>;
export const EvidenceRecorded = z.object({ recorded: z.int() }).meta({ id: 'EvidenceRecorded' });
export const Evidence = z
  .object({
    id: z.uuid(),
    kind: EvidenceKindName,
    personId: z.uuid().nullable(),
    documentName: z.string(),
    documentSha256: sha256,
    termsNo: z
      .int()
      .describe('Which terms a terms notice is of: the number rises with each change that people must be told of.'),
    recordedBy: z.uuid(),
    recordedAt: z.string(),
  })
  .meta({ id: 'Evidence' });
export type Evidence = z.infer<typeof Evidence>;
export const EvidenceList = page(Evidence).meta({ id: 'EvidenceList' });
