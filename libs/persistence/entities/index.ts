import { AccountEntity, RoleGrantEntity } from './account.entity';
import { AuditLogEntity } from './audit.entity';
import { ChangeRequestEntity, ClientQuestionEntity, PlanChangeEntity } from './change.entity';
import { ClientEntity, PersonEntity, PersonSkillEntity } from './client-person.entity';
import { CommandEntity, ImportBadRowsEntity, OperationEntity, OutboxEntity } from './command.entity';
import { DeliveryEntity, DeliveryRejectionEntity, StoredFileEntity } from './delivery.entity';
import { EngagementEntity, QuoteEntity, RequirementVersionEntity } from './engagement.entity';
import { HumanTaskEntity, ReasonTextEntity } from './human-task.entity';
import { InspectionEntity, InspectionItemEntity, LotEntity } from './lot.entity';
import { AbsenceEntity, NoticeEntity } from './people.entity';
import { ManualVersionEntity, PlanVersionEntity } from './plan.entity';
import { KeyCounterEntity, SiteEntity } from './site.entity';
import { EngagementMemberEntity, EvidenceEntity, OfferEntity } from './staffing.entity';
import { GoldEntity, GoldScoreEntity, WorkItemEntity, WorkItemEventEntity, WorkTallyEntity } from './work-item.entity';

/** Every table of the schema; the migrations stay the source of truth, and a test compares the two. */
export const ENTITIES = [
  SiteEntity,
  KeyCounterEntity,
  ClientEntity,
  PersonEntity,
  PersonSkillEntity,
  AccountEntity,
  RoleGrantEntity,
  EngagementEntity,
  RequirementVersionEntity,
  QuoteEntity,
  PlanVersionEntity,
  ManualVersionEntity,
  EngagementMemberEntity,
  OfferEntity,
  EvidenceEntity,
  WorkItemEntity,
  WorkItemEventEntity,
  GoldEntity,
  GoldScoreEntity,
  WorkTallyEntity,
  LotEntity,
  InspectionEntity,
  InspectionItemEntity,
  StoredFileEntity,
  DeliveryEntity,
  DeliveryRejectionEntity,
  ChangeRequestEntity,
  ClientQuestionEntity,
  PlanChangeEntity,
  AbsenceEntity,
  NoticeEntity,
  HumanTaskEntity,
  ReasonTextEntity,
  CommandEntity,
  OperationEntity,
  ImportBadRowsEntity,
  OutboxEntity,
  AuditLogEntity,
];
