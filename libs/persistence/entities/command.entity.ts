import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm';

@Entity('command')
@Unique(['actorId', 'route', 'idempotencyKey'])
@Check('command_state_check', "state in ('in_flight', 'done')")
export class CommandEntity {
  @PrimaryColumn('uuid') id: string;
  @ForeignKey('site') @Column('uuid') siteId: string;
  @Column('uuid') actorId: string;
  @Column('text') route: string;
  @Column('text') idempotencyKey: string;
  @Column('text') requestHash: string;
  @Column('jsonb') body: unknown;
  @Column('uuid', { nullable: true }) engagementId: string | null;
  @Column('text', { nullable: true }) engagementKey: string | null;
  @Column('text') state: 'in_flight' | 'done';
  @Column('timestamptz') lockedUntil: Date;
  @Column('smallint', { nullable: true }) responseStatus: number | null;
  @Column('jsonb', { nullable: true }) responseBody: unknown;
  @Column('jsonb', { nullable: true }) responseHeaders: unknown;
  @Column('timestamptz', { default: () => 'now()' }) createdAt: Date;
}

@Entity('operation')
@Check('operation_state_check', "state in ('running', 'done', 'failed')")
export class OperationEntity {
  @PrimaryColumn('uuid') id: string;
  @ForeignKey('site') @Column('uuid') siteId: string;
  @ForeignKey('engagement') @Column('uuid', { nullable: true }) engagementId: string | null;
  @Column('text') kind: string;
  @Column('text') state: 'running' | 'done' | 'failed';
  @Column('integer', { default: 0 }) done: number;
  @Column('integer', { default: 0 }) total: number;
  @Column('jsonb', { nullable: true }) result: unknown;
  @Column('jsonb', { nullable: true }) error: unknown;
  @Column('uuid') createdBy: string;
  @Column('timestamptz', { default: () => 'now()' }) createdAt: Date;
  @Column('timestamptz', { default: () => 'now()' }) updatedAt: Date;
  @Column('text', { nullable: true }) workflowId: string | null;
}

@Entity('outbox')
@Index('outbox_undone', ['aggregate', 'id'], { where: 'done_at IS NULL' })
export class OutboxEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: string;
  @ForeignKey('site') @Column('uuid') siteId: string;
  @Column('text') aggregate: string;
  @Column('text', { unique: true }) key: string;
  @Column('text') kind: string;
  @Column('jsonb') payload: unknown;
  @Column('integer', { default: 0 }) attempts: number;
  @Column('timestamptz', { default: () => 'now()' }) createdAt: Date;
  @Column('timestamptz', { nullable: true }) doneAt: Date | null;
}
