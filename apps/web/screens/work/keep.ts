import { forgetDraft, readDraft, writeDraft } from '../../kit/draft';
import { EMPTY, type Queue, unsent } from './queue';

/**
 * Where the queue outlives the page: per person and engagement, in this browser. Answers not yet sent stay until they are,
 * also over a sign-out; the items themselves are a draft like any other and go with the sign-out (they may show data of
 * people; their leases run out by themselves).
 */
const PREFIX = 'kado-unsent:';

type Answers = Pick<Queue, 'answered' | 'batch' | 'refused'>;
type Items = Pick<Queue, 'ready' | 'reserve' | 'releases'>;

export class Keep {
  private readonly answersKey: string;
  private readonly itemsKey: string;

  constructor(personId: string, engagementKey: string) {
    this.answersKey = `${PREFIX}${personId}:${engagementKey}`;
    this.itemsKey = `work:${personId}:${engagementKey}`;
  }

  read(): Partial<Queue> {
    return { ...readJson<Answers>(this.answersKey), ...readDraft<Items>(this.itemsKey) };
  }

  /** Answers first: a crash in between then shows an item again at worst. False where this browser keeps nothing. */
  write({ answered, batch, refused, ready, reserve, releases }: Queue): boolean {
    const isKept =
      answered.length + refused.length === 0 && batch === null
        ? remove(this.answersKey)
        : writeJson(this.answersKey, {
            answered: answered.map(slim),
            batch: batch && { ...batch, answers: batch.answers.map(slim) },
            refused: refused.map(slim),
          });
    if (ready.length + releases.length === 0 && reserve === null) forgetDraft(this.itemsKey);
    else writeDraft(this.itemsKey, { ready, reserve, releases });
    return isKept;
  }
}

/** Answers of this person that wait in this browser, by engagement. */
export function unsentAnswers(personId: string): Map<string, number> {
  const found = new Map<string, number>();
  try {
    for (const key of Object.keys(localStorage)) {
      if (!key.startsWith(`${PREFIX}${personId}:`)) continue;
      const waiting = unsent({ ...EMPTY, ...readJson<Answers>(key) });
      if (waiting > 0) found.set(key.slice(PREFIX.length + personId.length + 1), waiting);
    }
  } catch {
    // a closed store holds none
  }
  return found;
}

/** Where a picture is large for somebody who needs it large, it stays so. */
export const largePicture = {
  read: () => readJson<boolean>('kado-large-picture') === true,
  write: (isLarge: boolean) => writeJson('kado-large-picture', isLarge),
};

/** What stands in the item is not needed to send its answer. */
function slim<T extends { item: Queue['ready'][number] }>(entry: T): T {
  return { ...entry, item: { ...entry.item, payload: {} } };
}

function readJson<T>(key: string): T | undefined {
  try {
    const text = localStorage.getItem(key);
    return text === null ? undefined : (JSON.parse(text) as T);
  } catch {
    return undefined;
  }
}

function writeJson(key: string, value: unknown): boolean {
  try {
    localStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

function remove(key: string): boolean {
  try {
    localStorage.removeItem(key);
    return true;
  } catch {
    return false;
  }
}
