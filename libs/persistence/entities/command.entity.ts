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
@Check('operation_state_check', "state in ('running', 'done', 'failed', 'cancelled')")
@Index('operation_mine', ['createdBy', 'id'])
export class OperationEntity {
  @PrimaryColumn('uuid') id: string;
  @ForeignKey('site') @Column('uuid') siteId: string;
  @ForeignKey('engagement') @Column('uuid', { nullable: true }) engagementId: string | null;
  @Column('text') kind: string;
  @Column('text') state: 'running' | 'done' | 'failed' | 'cancelled';
  @Column('integer', { default: 0 }) done: number;
  @Column('integer', { default: 0 }) total: number;
  @Column('jsonb', { nullable: true }) result: unknown;
  @Column('jsonb', { nullable: true }) error: unknown;
  @Column('uuid') createdBy: string;
  @Column('timestamptz', { default: () => 'now()' }) createdAt: Date;
  @Column('timestamptz', { default: () => 'now()' }) updatedAt: Date;
  @Column('text', { nullable: true }) workflowId: string | null;
  @Column('text', { nullable: true }) phase: string | null;
}

@Entity('import_bad_rows')
@Check('import_bad_rows_file_check', "file in ('manifest', 'gold')")
@Index('import_bad_rows_expiry', ['expiresAt'])
@Index('import_bad_rows_owner', ['createdBy', 'engagementId'])
export class ImportBadRowsEntity {
  @ForeignKey('operation') @PrimaryColumn('uuid') operationId: string;
  @PrimaryColumn('text') file: 'manifest' | 'gold';
  @ForeignKey('site') @Column('uuid') siteId: string;
  @ForeignKey('engagement') @Column('uuid') engagementId: string;
  @ForeignKey('person') @Column('uuid') createdBy: string;
  @Column('integer') listed: number;
  @Column('integer', { default: 0 }) leftOut: number;
  @Column('bytea') csvGz: Buffer;
  @Column('timestamptz', { default: () => 'now()' }) createdAt: Date;
  @Column('timestamptz') expiresAt: Date;
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
