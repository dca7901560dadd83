import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { asNumber } from './columns';

@Entity('work_item')
@Unique(['engagementId', 'purpose', 'externalId', 'pass'])
@Check('work_item_purpose_check', "purpose in ('pilot', 'production')")
@Check(
  'work_item_state_check',
  "state in ('draft', 'ready', 'reserved', 'submitted', 'in_review', 'returned', 'adjudication', 'accepted', 'delivered', 'client_accepted', 'skipped', 'void')",
)
@Index('work_item_author', ['engagementId', 'authorId', 'purpose', 'seq', 'pass', 'id'], {
  where: 'author_id is not null',
})
@Index('work_item_adjudication', ['engagementId', 'seq', 'id'], { where: "state = 'adjudication'" })
@Index('work_item_leased', ['leaseUntil'], { where: "state = 'reserved'" })
@Index('work_item_list', ['engagementId', 'purpose', 'seq', 'pass', 'id'])
@Index('work_item_lot', ['lotId', 'seq', 'pass'])
@Index('work_item_one_pass_a_person', ['engagementId', 'externalId', 'authorId'], {
  unique: true,
  where: "purpose = 'pilot'",
})
@Index('work_item_open', ['engagementId', 'purpose', 'seq', 'pass', 'id'], { where: "state = 'ready'" })
@Index('work_item_prefix', ['engagementId', 'externalId'])
@Index('work_item_state', ['engagementId', 'state', 'purpose', 'seq', 'pass', 'id'])
@Index('work_item_returned', ['engagementId', 'authorId'], { where: "state = 'returned'" })
@Index('work_item_review', ['engagementId', 'seq', 'id'], { where: "state = 'in_review'" })
export class WorkItemEntity {
  @PrimaryColumn('uuid') id: string;
  @ForeignKey('site') @Column('uuid') siteId: string;
  @ForeignKey('engagement') @Column('uuid') engagementId: string;
  @ForeignKey('lot') @Column('uuid', { nullable: true }) lotId: string | null;
  @Column('text') purpose: 'pilot' | 'production';
  @Column('integer') seq: number;
  @Column('text') externalId: string;
  @Column('smallint', { default: 1 }) pass: number;
  @ForeignKey('stored_file') @Column('uuid', { nullable: true }) fileId: string | null;
  @Column('jsonb', { default: {} }) payload: unknown;
  @Column('text') state: string;
  @ForeignKey('person') @Column('uuid', { nullable: true }) holderId: string | null;
  @Column('timestamptz', { nullable: true }) leaseUntil: Date | null;
  @Column('integer', { default: 0 }) fence: number;
  @ForeignKey('person') @Column('uuid', { nullable: true }) authorId: string | null;
  @ForeignKey('person') @Column('uuid', { nullable: true }) reviewerId: string | null;
  @ForeignKey('person') @Column('uuid', { nullable: true }) fixerId: string | null;
  @ForeignKey('person') @Column('uuid', { nullable: true }) adjudicatorId: string | null;
  @ForeignKey('person') @Column('uuid', { nullable: true }) secondReviewerId: string | null;
  @Column('text', { nullable: true }) secondLookSeed: string | null;
  @Column('boolean', { default: false }) secondLookDue: boolean;
  @Column('text', { nullable: true }) answer: string | null;
  @Column('text', { nullable: true }) firstAnswer: string | null;
  @Column('integer', { default: 0 }) answerVersion: number;
  @Column('numeric', { precision: 8, scale: 2, transformer: asNumber, nullable: true }) activeSeconds: number | null;
  @Column('integer', { nullable: true }) manualVersion: number | null;
  @Column('integer', { nullable: true }) planVersion: number | null;
  @Column('text', { nullable: true }) reviewSeed: string | null;
  @Column('smallint', { default: 0 }) returns: number;
  @Column('text', { nullable: true }) returnCode: string | null;
  @Column('timestamptz', { default: () => 'now()' }) createdAt: Date;
  @Column('timestamptz', { default: () => 'now()' }) updatedAt: Date;
}

@Entity('work_item_event')
@Index('work_item_event_item', ['workItemId', 'id'])
export class WorkItemEventEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: string;
  @ForeignKey('site') @Column('uuid') siteId: string;
  @ForeignKey('work_item') @Column('uuid') workItemId: string;
  @Column('timestamptz', { default: () => 'now()' }) at: Date;
  @Column('text') fromState: string;
  @Column('text') toState: string;
  @Column('uuid', { nullable: true }) actorId: string | null;
  @Column('text', { nullable: true }) reason: string | null;
  @Column('text', { nullable: true }) answer: string | null;
  @Column('integer') fence: number;
  @Column('integer', { nullable: true }) manualVersion: number | null;
  @Column('integer', { nullable: true }) planVersion: number | null;
}

@Entity('gold')
export class GoldEntity {
  @ForeignKey('engagement') @PrimaryColumn('uuid') engagementId: string;
  @ForeignKey('site') @Column('uuid') siteId: string;
  @PrimaryColumn('text') externalId: string;
  @Column('text') answer: string;
}

@Entity('gold_score')
@Unique(['workItemId', 'personId'])
export class GoldScoreEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: string;
  @ForeignKey('site') @Column('uuid') siteId: string;
  @ForeignKey('engagement') @Column('uuid') engagementId: string;
  @ForeignKey('work_item') @Column('uuid') workItemId: string;
  @ForeignKey('person') @Column('uuid') personId: string;
  @Column('boolean') isRight: boolean;
  @Column('timestamptz', { default: () => 'now()' }) at: Date;
}

@Entity('work_tally')
@Check('work_tally_purpose_check', "purpose in ('pilot', 'production')")
export class WorkTallyEntity {
  @ForeignKey('site') @Column('uuid') siteId: string;
  @ForeignKey('engagement') @PrimaryColumn('uuid') engagementId: string;
  @ForeignKey('person') @PrimaryColumn('uuid') personId: string;
  @PrimaryColumn('text') purpose: 'pilot' | 'production';
  @PrimaryColumn('date') week: string;
  @Column('integer', { default: 0 }) items: number;
  @Column('numeric', { precision: 10, scale: 2, transformer: asNumber, default: 0 }) activeSeconds: number;
}
