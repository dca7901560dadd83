import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { asNumber } from './columns';

@Entity('engagement_member')
@Unique(['engagementId', 'personId', 'role'])
@Check('engagement_member_purpose_check', "purpose in ('pilot', 'team')")
@Check('engagement_member_role_check', "role in ('director', 'leader', 'teleworker', 'pro')")
@Index('engagement_member_person', ['personId', 'engagementId'])
export class EngagementMemberEntity {
  @PrimaryColumn('uuid') id: string;
  @ForeignKey('site') @Column('uuid') siteId: string;
  @ForeignKey('engagement') @Column('uuid') engagementId: string;
  @ForeignKey('person') @Column('uuid') personId: string;
  @Column('text') role: 'director' | 'leader' | 'teleworker' | 'pro';
  @Column('text') purpose: 'pilot' | 'team';
  @Column('numeric', { precision: 5, scale: 1, transformer: asNumber, default: 0 }) hoursPerWeek: number;
  @Column('integer', { default: 0 }) hourlyYen: number;
  @Column('integer', { nullable: true }) manualVersionAcknowledged: number | null;
  @Column('timestamptz', { default: () => 'now()' }) since: Date;
  @Column('timestamptz', { nullable: true }) until: Date | null;
}

@Entity('offer')
@Unique(['engagementId', 'personId', 'role', 'purpose'])
@Check('offer_purpose_check', "purpose in ('pilot', 'team')")
@Check('offer_role_check', "role in ('leader', 'teleworker')")
@Check('offer_status_check', "status in ('sent', 'accepted', 'declined', 'expired', 'withdrawn')")
@Index('offer_person', ['personId', 'status', 'createdAt'])
export class OfferEntity {
  @PrimaryColumn('uuid') id: string;
  @ForeignKey('site') @Column('uuid') siteId: string;
  @ForeignKey('engagement') @Column('uuid') engagementId: string;
  @ForeignKey('person') @Column('uuid') personId: string;
  @Column('text') role: 'leader' | 'teleworker';
  @Column('text') purpose: 'pilot' | 'team';
  @Column('numeric', { precision: 5, scale: 1, transformer: asNumber }) hoursPerWeek: number;
  @Column('integer') hourlyYen: number;
  @Column('text', { default: 'sent' }) status: 'sent' | 'accepted' | 'declined' | 'expired' | 'withdrawn';
  @Column('timestamptz') expiresAt: Date;
  @ForeignKey('person') @Column('uuid') offeredBy: string;
  @Column('timestamptz', { default: () => 'now()' }) createdAt: Date;
  @Column('timestamptz', { nullable: true }) answeredAt: Date | null;
}

@Entity('evidence')
@Unique('evidence_once', ['engagementId', 'kind', 'personId', 'documentSha256', 'termsNo'])
@Check('evidence_check', "(kind in ('terms_notice', 'training_gate', 'end_notice')) = (person_id is not null)")
@Check('evidence_document_sha256_check', "document_sha256 ~ '^[0-9a-f]{64}$'")
@Check(
  'evidence_kind_check',
  "kind in ('terms_notice', 'training_gate', 'invoice', 'time_approval', 'pay_schedule', 'data_return', 'retrospective', 'kpi', 'end_notice')",
)
@Index('evidence_gate', ['engagementId', 'personId', 'kind'])
export class EvidenceEntity {
  @PrimaryColumn('uuid') id: string;
  @ForeignKey('site') @Column('uuid') siteId: string;
  @ForeignKey('engagement') @Column('uuid') engagementId: string;
  @Column('text') kind: string;
  @ForeignKey('person') @Column('uuid', { nullable: true }) personId: string | null;
  @Column('text') documentName: string;
  @Column('text') documentSha256: string;
  @ForeignKey('person') @Column('uuid') recordedBy: string;
  @Column('integer', { default: 1 }) termsNo: number;
  @Column('timestamptz', { default: () => 'now()' }) recordedAt: Date;
}
