/**
 * Logins of people who work in an engagement, found as a stranger would: by signing in and asking who one is. The demo
 * chooses its teams by skill, so the numbers are not the same every time.
 */
const NUMBERS = { director: 8, leader: 20, worker: 185, client: 20 };

async function ask(base, token, path) {
  const answer = await fetch(`${base}/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

async function tokenOf(base, login) {
  const answer = await fetch(`${base}/api/v1/auth/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password: 'kado-demo' }),
  });
  return answer.ok ? (await answer.json()).accessToken : undefined;
}

/** The first login of a kind (`director`, `leader`, `worker`, `client`) that belongs to the engagement. */
function peopleFinder(base) {
  const known = new Map();
  const describe = async (login) => {
    if (!known.has(login)) {
      const token = await tokenOf(base, login);
      known.set(login, token && (await ask(base, token, '/me')));
    }
    return known.get(login);
  };
  return async (kind, engagement) => {
    for (let n = 1; n <= NUMBERS[kind]; n += 1) {
      const login = `${kind}${String(n).padStart(2, '0')}`;
      const me = await describe(login);
      const isIn =
        kind === 'client'
          ? me?.roles.some(({ client }) => client?.id === engagement.client.id)
          : me?.memberships.some(({ engagement: { id } }) => id === engagement.id);
      if (isIn) return login;
    }
    return undefined;
  };
}

/** The newest engagement of each stage. */
async function engagementsByStage(base) {
  const { items } = await ask(base, await tokenOf(base, 'manager01'), '/engagements?limit=200');
  return new Map([...items].reverse().map((engagement) => [engagement.stage, engagement]));
}

module.exports = { peopleFinder, engagementsByStage, tokenOf, ask };
