import { type Database, SYSTEM } from '@kado/persistence/database';
import type { EventStream } from './event-stream';
import { changed, type Reader } from './reader';

/** Further back it is quicker to load everything again. */
const MAX_MISSED = 5_000;
/** Rows with numbers before the last one heard may have come after it, within this time. */
const LATE_SECONDS = 120;

/**
 * What was written since a reader heard the last event, in one event; `reset` where that is not known any more. Some of it
 * may have been told before: a page that asks once more for what it shows loses nothing.
 */
export async function tellMissed(
  database: Database,
  stream: EventStream,
  reader: Reader,
  position: number | undefined,
  lastEventId: string,
): Promise<void> {
  const heard = /^\d{1,15}$/.test(lastEventId) ? Number(lastEventId) : Number.NaN;
  if (position === undefined || !(heard <= position && position - heard <= MAX_MISSED)) {
    stream.send({ event: 'reset', id: position });
    return;
  }
  const { ids, notices } = await missedSince(database, heard, reader.personId);
  const engagements = await reader.seen(ids);
  if (engagements.length > 0) stream.send(changed(engagements, position));
  if (notices.length > 0) stream.send({ event: 'notice', data: { notices, at: new Date().toISOString() } });
  stream.beat(position);
}

function missedSince(
  database: Database,
  heard: number,
  personId: string,
): Promise<{ ids: string[]; notices: { id: string; kind: string }[] }> {
  return database.transaction(SYSTEM, async (tx) => {
    const rows = await tx.rows<{ id: string }>(
      `select distinct engagement_id as id from audit_log
        where engagement_id is not null
          and (id > $1 or (id > $1 - ${MAX_MISSED} and at > now() - make_interval(secs => $2)))`,
      [heard, LATE_SECONDS],
    );
    // Of notices only those: a list of them is short, and says for itself what is new.
    const notices = await tx.rows<{ id: string; kind: string }>(
      `select id, kind from notice where person_id = $1 and read_at is null
          and created_at > coalesce((select at from audit_log where id <= $2 order by id desc limit 1), now()) - make_interval(secs => $3)
        order by created_at, id limit 100`,
      [personId, heard, LATE_SECONDS],
    );
    return { ids: rows.map(({ id }) => id), notices };
  });
}
