import { COMMANDS, type CommandKind, compensationsFor } from '@kado/domain/commands';
import { CLOSING_KINDS, type HumanTaskKind } from '@kado/domain/human-tasks';
import { type ChapterName, isFinal, type LotStage, type Stage, stageOfLots } from '@kado/domain/lifecycle';

/** A task as the model knows it: what is asked, and of which lot, delivery or question. */
export interface ModelTask {
  kind: HumanTaskKind;
  lotNo?: number;
  deliveryNo?: number;
  questionNo?: number;
}

interface ModelLot {
  stage: LotStage;
  round: number;
}

/**
 * The stage machine once more, written as a table of what follows what, without workflows, journals, messages or time: the
 * reference that real engagements are held against. It knows engagements of two lots, delivered whole.
 */
export class Model {
  chapter: ChapterName | Stage = 'inquiry';
  isHeld = false;
  tasks: ModelTask[] = [{ kind: 'qualify_inquiry' }];
  readonly reached: ChapterName[] = ['inquiry'];
  readonly lots = new Map<number, ModelLot>();
  private deliveries: { no: number; lotNos: number[]; done: boolean }[] = [];
  private undoing: HumanTaskKind[] = [];
  private questions = 0;

  stage(): Stage {
    if (this.isHeld) return 'on_hold';
    if (this.chapter !== 'production' || this.lots.size === 0) return this.chapter as Stage;
    return stageOfLots([...this.lots.values()].map((lot) => lot.stage));
  }

  isOver(): boolean {
    return isFinal(this.chapter as Stage);
  }

  find(task: ModelTask): ModelTask | undefined {
    return this.tasks.find((open) => describeTask(open) === describeTask(task));
  }

  /** Lots whose items are being made. */
  inProduction(): number[] {
    if (this.isOver() || this.chapter === 'cancelling') return [];
    return [...this.lots].filter(([, lot]) => lot.stage === 'production').map(([no]) => no);
  }

  allows(command: CommandKind, stage?: string): boolean {
    if (!(COMMANDS[command].stages as readonly Stage[]).includes(this.stage())) return false;
    if (command !== 'reset') return true;
    return (
      this.reached.includes(stage as ChapterName) && stage !== 'cancelling' && !this.reached.includes('cancelling')
    );
  }

  /** Everything of the lot is done. */
  ready(lotNo: number): void {
    const lot = this.lots.get(lotNo) as ModelLot;
    lot.stage = 'quality';
    this.tasks.push({ kind: 'inspect_lot', lotNo });
  }

  decide(task: ModelTask, outcome: string): void {
    this.tasks = this.tasks.filter((open) => open !== task);
    FOLLOWS[task.kind]?.(this, task, outcome);
  }

  command(command: CommandKind, data: { stage?: ChapterName } = {}): void {
    switch (command) {
      case 'hold':
        this.isHeld = true;
        return;
      case 'resume':
        this.isHeld = false;
        return;
      case 'lose':
        this.end('lost');
        return;
      case 'cancel':
        this.isHeld = false;
        this.begin('cancelling');
        this.undoing = PEOPLES.filter((kind) => compensationsFor(this.reached, false).some((step) => step === kind));
        for (const lot of this.lots.values())
          if (lot.stage !== 'accepted' && lot.stage !== 'delivered') lot.stage = 'cancelled';
        this.undo();
        return;
      case 'terminate':
        this.end('cancelled');
        return;
      case 'reset':
        this.begin(data.stage as ChapterName);
        return;
      case 'ask_client':
        this.questions += 1;
        this.tasks.push({ kind: 'answer_question', questionNo: this.questions });
        return;
      default:
    }
  }

  begin(chapter: ChapterName): void {
    const stays = (task: ModelTask) =>
      chapter !== 'cancelling' && (task.lotNo !== undefined || task.questionNo !== undefined);
    this.tasks = this.tasks.filter(stays);
    this.chapter = chapter;
    if (!this.reached.includes(chapter)) this.reached.push(chapter);
    if (chapter === 'closing') this.tasks.push(...CLOSING_KINDS.map((kind) => ({ kind })));
    else if (chapter === 'production' && this.lots.size > 0) this.rejoin();
    else if (FIRST[chapter]) this.tasks.push({ kind: FIRST[chapter] });
  }

  end(stage: Stage): void {
    this.chapter = stage;
    this.isHeld = false;
    this.tasks = [];
  }

  /** Delivers once no lot is at work any more; ends production once all are accepted. */
  deliver(): void {
    if (this.chapter !== 'production') return;
    const stages = [...this.lots.values()].map((lot) => lot.stage);
    if (stages.includes('production') || stages.includes('quality')) return;
    if (stages.every((stage) => stage === 'accepted')) {
      this.begin('closing');
      return;
    }
    const lotNos = [...this.lots].filter(([, lot]) => lot.stage === 'released').map(([no]) => no);
    if (lotNos.length === 0) return;
    for (const no of lotNos) this.setLot(no, 'delivered');
    const no = this.deliveries.length + 1;
    this.deliveries.push({ no, lotNos, done: false });
    this.tasks.push({ kind: 'send_delivery', deliveryNo: no });
  }

  close(deliveryNo: number, rejectedLots: readonly number[]): void {
    const delivery = this.deliveries.find(({ no }) => no === deliveryNo);
    for (const no of delivery?.lotNos ?? []) this.setLot(no, rejectedLots.includes(no) ? 'production' : 'accepted');
    for (const no of rejectedLots) (this.lots.get(no) as ModelLot).round += 1;
    if (delivery) delivery.done = true;
    this.deliver();
  }

  lotsOf(deliveryNo: number): number[] {
    return this.deliveries.find(({ no }) => no === deliveryNo)?.lotNos ?? [];
  }

  setLot(lotNo: number, stage: LotStage): void {
    (this.lots.get(lotNo) as ModelLot).stage = stage;
  }

  /** The next of the people's steps on the way out. */
  undo(): void {
    const next = this.undoing.shift();
    if (next) this.tasks.push({ kind: next });
    else this.end('cancelled');
  }

  /** Production told again: its lots are as they are, an open delivery is asked about anew. */
  private rejoin(): void {
    for (const { no } of this.deliveries.filter(({ done }) => !done))
      this.tasks.push({ kind: 'send_delivery', deliveryNo: no });
    this.deliver();
  }
}

export const describeTask = ({ kind, lotNo, deliveryNo, questionNo }: ModelTask): string =>
  [kind, lotNo && `L${lotNo}`, deliveryNo && `D${deliveryNo}`, questionNo && `Q${questionNo}`]
    .filter(Boolean)
    .join(' ');

const FIRST: Partial<Record<ChapterName, HumanTaskKind>> = {
  inquiry: 'qualify_inquiry',
  requirements: 'draft_requirements',
  decomposition: 'write_plan',
  team_assembly: 'assemble_team',
  production: 'prepare_production',
};
const PEOPLES = [
  'notify_people',
  'approve_time',
  'schedule_pay',
  'return_data',
  'settle_cancellation',
] as const satisfies readonly HumanTaskKind[];

type Follow = (model: Model, task: ModelTask, outcome: string) => void;
const ask =
  (kind: HumanTaskKind): Follow =>
  (model) => {
    model.tasks.push({ kind });
  };
const closed: Follow = (model) => {
  if (model.chapter === 'cancelling') model.undo();
  else if (model.tasks.every(({ kind }) => !(CLOSING_KINDS as string[]).includes(kind))) model.end('closed');
};

const FOLLOWS: Partial<Record<HumanTaskKind, Follow>> = {
  qualify_inquiry: (model, _, outcome) =>
    outcome === 'declined' ? model.end('declined') : model.begin('requirements'),
  draft_requirements: ask('price_quote'),
  price_quote: ask('sign_requirements'),
  sign_requirements: (model, _, outcome) => {
    if (outcome === 'declined') model.end('lost');
    else model.tasks.push({ kind: outcome === 'signed' ? 'confirm_contract' : 'draft_requirements' });
  },
  confirm_contract: (model) => model.begin('decomposition'),
  write_plan: ask('approve_plan'),
  approve_plan: (model, task, outcome) =>
    outcome === 'approved' ? model.begin('team_assembly') : ask('write_plan')(model, task, outcome),
  assemble_team: (model) => model.tasks.push({ kind: 'issue_terms_notices' }, { kind: 'pass_training_gate' }),
  issue_terms_notices: bothDone,
  pass_training_gate: bothDone,
  prepare_production: (model) => {
    for (const lotNo of [1, 2]) model.lots.set(lotNo, { stage: 'production', round: 1 });
  },
  inspect_lot: (model, { lotNo }) => model.tasks.push({ kind: 'decide_lot', lotNo }),
  decide_lot: (model, { lotNo = 0 }, outcome) => {
    if (outcome === 'approved') {
      model.setLot(lotNo, 'released');
      model.deliver();
      return;
    }
    // Every item of these small lots was inspected and found right: nothing is left to redo, it is inspected again at once.
    (model.lots.get(lotNo) as ModelLot).round += 1;
    model.tasks.push({ kind: 'inspect_lot', lotNo });
  },
  send_delivery: (model, { deliveryNo }) => model.tasks.push({ kind: 'accept_delivery', deliveryNo }),
  accept_delivery: (model, { deliveryNo = 0 }, outcome) =>
    model.close(deliveryNo, outcome === 'rejected' ? model.lotsOf(deliveryNo).slice(0, 1) : []),
  notify_people: (model) => model.undo(),
  settle_cancellation: (model) => model.undo(),
  ...Object.fromEntries(CLOSING_KINDS.map((kind) => [kind, closed])),
};

function bothDone(model: Model): void {
  const isLeft = model.tasks.some(({ kind }) => kind === 'issue_terms_notices' || kind === 'pass_training_gate');
  if (!isLeft) model.begin('production');
}
