import type { SendOffers } from '@kado/contracts/schemas/staffing';
import type { Tx } from '@kado/persistence/database';
import type { Words } from '../common/problem-catalog';

interface Found {
  id: string;
  eligible: boolean;
  offered: boolean;
  member: boolean;
}

const WORDS = {
  person_not_found: { ja: 'この拠点にこの人はいません。', en: 'There is no such person at this site.' },
  not_eligible: { ja: 'この役割を持っていません。', en: 'This person does not hold the role.' },
  already_offered: { ja: 'すでに募集を送っています。', en: 'An offer to this person still stands or was accepted.' },
  already_member: { ja: 'すでにメンバーです。', en: 'This person already is a member.' },
  duplicate: { ja: '同じ人が2度あります。', en: 'This person is named twice.' },
} as const satisfies Record<string, Words>;

/** Why some of these people cannot be asked. People of other sites do not exist here: only they make offers to them. */
export async function refusedPeople(
  tx: Tx,
  engagement: { id: string; siteId: string },
  { personIds, role, purpose }: SendOffers,
) {
  const found = await tx.rows<Found>(
    `select p.id,
            exists (select 1 from role_grant g where g.person_id = p.id and g.site_id = $2 and g.role = $3) as eligible,
            exists (select 1 from offer o where o.engagement_id = $1 and o.person_id = p.id and o.role = $3 and o.purpose = $4
                       and (o.status = 'accepted' or (o.status = 'sent' and o.expires_at > now()))) as offered,
            exists (select 1 from engagement_member m where m.engagement_id = $1 and m.person_id = p.id and m.role = $3
                       and m.until is null and m.purpose in ('team', $4)) as member
       from person p where p.id = any($5::uuid[]) and p.site_id = $2`,
    [engagement.id, engagement.siteId, role, purpose, personIds],
  );
  const people = new Map(found.map((person) => [person.id, person]));
  return personIds.flatMap((id, at) => {
    const code = personIds.indexOf(id) < at ? 'duplicate' : refusal(people.get(id));
    return code ? [{ pointer: `/personIds/${at}`, code, detail: WORDS[code] }] : [];
  });
}

function refusal(person: Found | undefined): keyof typeof WORDS | undefined {
  if (!person) return 'person_not_found';
  if (!person.eligible) return 'not_eligible';
  if (person.member) return 'already_member';
  return person.offered ? 'already_offered' : undefined;
}
