import type { StepOwner } from '@kado/contracts/activities';
import type { EngagementCarry, EngagementIds, EngagementInput, SideStory } from '@kado/contracts/engagement';
import { engagementWorkflowId } from '@kado/contracts/engagement';
import { LOT_ORDER_SIGNAL, type LotOrder, lotWorkflowId } from '@kado/contracts/lot';
import { type ChapterName, type FinalStage, isFinal, type Stage } from '@kado/domain/lifecycle';
import { defineSignal, getExternalWorkflowHandle } from '@temporalio/workflow';
import { Chapter } from '../shared/chapter';
import { Desk } from '../shared/desk';
import { engagementDetails } from '../shared/texts';
import { LotBoard } from './lot-board';

/** Where a chapter leads to: the next one, or an end. */
export type Next = ChapterName | FinalStage;

const lotOrder = defineSignal<[LotOrder]>(LOT_ORDER_SIGNAL);

/** One running engagement: what its chapters, its commands and its next run work with. */
export class Engagement {
  readonly ids: EngagementIds;
  readonly owner: StepOwner;
  readonly desk: Desk<Stage>;
  readonly lots: LotBoard;
  readonly reached: ChapterName[];
  /** What the cancelling leads to. */
  endsAs: FinalStage;
  /** Ops ends it: what is begun is stopped, and no person is asked for anything more. */
  bareEnd: boolean;
  /** Ops has asked for a new run. */
  handOverAsked = false;
  /** What is told beside the story, and is told again by the next run. */
  readonly sides: SideStory[];
  chapter: Chapter<Next> | undefined;
  private readonly sideChapters = new Map<string, Chapter<Next>>();
  private pinned = false;

  constructor(readonly input: EngagementInput) {
    const { engagementId, engagementKey, siteId, siteCode, clientCode, carry } = input;
    this.ids = { engagementId, engagementKey, siteId, siteCode, clientCode };
    this.owner = { workflowId: engagementWorkflowId(engagementKey), engagementId, engagementKey, siteId };
    this.desk = new Desk<Stage>({
      owner: this.owner,
      taskPrefix: engagementKey,
      stage: 'inquiry',
      commandId: input.commandId,
      carry: carry?.desk,
      chapter: () => this.chapter?.name,
      // A desk that goes on shows itself before its board is there.
      details: () => (this.lots === undefined ? [] : engagementDetails(this.lots.list(), this.sides)),
    });
    this.lots = new LotBoard(this.desk, carry?.board);
    this.reached = carry?.reached ?? [];
    this.sides = carry?.sides ?? [];
    this.endsAs = carry?.endsAs ?? 'cancelled';
    this.bareEnd = carry?.bareEnd ?? false;
  }

  /** The chapter as far as it was told; nothing of it where it begins. */
  begin(name: ChapterName): Chapter<Next> {
    this.desk.journals[name] ??= {};
    if (!this.reached.includes(name)) this.reached.push(name);
    this.chapter = new Chapter<Next>(this.desk, name, this.desk.journals[name]);
    return this.chapter;
  }

  end(name: ChapterName): void {
    delete this.desk.journals[name];
    this.chapter = undefined;
  }

  beginSide(side: SideStory): Chapter<Next> {
    this.desk.journals[side.name] ??= {};
    const chapter = new Chapter<Next>(this.desk, side.name, this.desk.journals[side.name] ?? {});
    this.sideChapters.set(side.name, chapter);
    return chapter;
  }

  endSide(side: SideStory): void {
    delete this.desk.journals[side.name];
    this.sideChapters.delete(side.name);
    this.sides.splice(this.sides.indexOf(side), 1);
  }

  /** Nothing is told beside an end: what was still asked is taken back. */
  leaveSides(): void {
    for (const side of this.sides) this.leaveSide(side.name);
  }

  /** Leaves one side story; its open tasks are taken back. */
  leaveSide(name: string): void {
    this.desk.withdraw((task) => task.wait.chapter === name);
    this.sideChapters.get(name)?.interrupt('cancelling');
  }

  /**
   * Leaves whatever is told, for somewhere else. Tasks of the chapter are taken back at once, so that the step that says so
   * leaves nothing to decide on; an effect under way ends first. To an end or into the cancelling everything is left.
   */
  leaveFor(next: Next): void {
    const all = isFinal(next) || next === 'cancelling';
    const name = this.chapter?.name;
    this.desk.resume();
    this.desk.withdraw((task) => all || task.wait.chapter === name);
    if (all) this.leaveSides();
    this.desk.enter(next);
    if (next === 'production') this.lots.follow();
    else this.lots.end();
    this.chapter?.interrupt(next);
  }

  /** Where a lost engagement goes: people who worked on its pilot are told and paid first. */
  lose(): Next {
    this.endsAs = 'lost';
    return this.lots.pilotState() === 'none' ? 'lost' : 'cancelling';
  }

  /** Tells the lots at work; one that has ended meanwhile needs no word, and needs not be waited for. */
  async tellLots(order: LotOrder['order']): Promise<void> {
    const { engagementKey } = this.ids;
    await Promise.all(
      this.lots.working().map((lotNo) =>
        getExternalWorkflowHandle(lotWorkflowId(engagementKey, lotNo))
          .signal(lotOrder, { order })
          .catch(() => {
            if (order === 'stop') this.lots.set(lotNo, 'cancelled');
          }),
      ),
    );
  }

  /** Something of this run cannot be carried over; it stays the last one. */
  pin(): void {
    this.pinned = true;
  }

  mayHandOver(): boolean {
    return !this.pinned && this.chapter !== undefined && this.desk.isQuiet();
  }

  carry(): EngagementCarry {
    return {
      desk: this.desk.carry(),
      chapter: this.chapter?.name as ChapterName,
      reached: this.reached,
      board: this.lots.carry(),
      sides: this.sides,
      endsAs: this.endsAs,
      bareEnd: this.bareEnd,
    };
  }
}
