import { DeliveryFacts } from './delivery-facts';
import { EvidenceNote } from './evidence-note';
import { PlaceLink } from './place-link';
import { ChangeFacts, InquiryFacts, LotFacts, QuestionWords, QuoteFacts } from './subject-facts';
import type { Task } from './use-decision';

/** What one has to know before deciding, and where the rest of it stands. */
export function DecisionSubject({ task }: { task: Task }) {
  return (
    <>
      <SubjectFacts task={task} />
      <EvidenceNote task={task} />
      <PlaceLink task={task} />
    </>
  );
}

/** The figures alone, for reading once more. */
export function SubjectFacts({ task }: { task: Task }) {
  switch (task.kind) {
    case 'qualify_inquiry':
      return <InquiryFacts task={task} />;
    case 'answer_question':
    case 'call_client':
      return <QuestionWords task={task} />;
    case 'approve_margin':
    case 'sign_requirements':
    case 'confirm_contract':
      return <QuoteFacts task={task} />;
    case 'assess_change':
    case 'consent_change':
      return <ChangeFacts task={task} />;
    case 'send_delivery':
    case 'accept_delivery':
      return <DeliveryFacts task={task} />;
    case 'inspect_lot':
    case 'decide_lot':
      return <LotFacts task={task} />;
    default:
      return null;
  }
}
