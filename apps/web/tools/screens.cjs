/**
 * Every screen: who sees it, and at which engagement (by the stage it stands in). Pictures and the accessibility spec go
 * through this list; a spec holds it against the router, so that no page is forgotten. `$key` is the engagement's, `$task`
 * its first open decision, `$person` somebody of the register.
 */
const SCREENS = [
  { name: 'sign-in', as: null, path: '/sign-in' },
  { name: 'home-manager', as: 'manager01', path: '/' },
  { name: 'home-director', as: 'director01', path: '/' },
  { name: 'home-coordinator', as: 'coordinator01', path: '/' },
  { name: 'home-teleworker', as: 'worker01', path: '/' },
  { name: 'home-client', as: 'client01', path: '/' },
  { name: 'tasks', as: 'manager01', path: '/tasks' },
  { name: 'task', as: 'manager01', at: 'decomposition', path: '/tasks/$task' },
  { name: 'engagements', as: 'manager01', path: '/engagements' },
  { name: 'engagement-start', as: 'manager01', path: '/engagements?new=1' },
  { name: 'overview', as: 'manager01', at: 'production', path: '/engagements/$key' },
  { name: 'overview-client', as: 'client', at: 'delivery', path: '/engagements/$key' },
  { name: 'overview-ops', as: 'ops01', at: 'quality', path: '/engagements/$key' },
  { name: 'timeline', as: 'manager01', at: 'closed', path: '/engagements/$key/timeline' },
  { name: 'documents', as: 'manager01', at: 'closing', path: '/engagements/$key/documents' },
  { name: 'requirements', as: 'manager01', at: 'requirements', path: '/engagements/$key/requirements' },
  { name: 'requirements-client', as: 'client', at: 'requirements', path: '/engagements/$key/requirements' },
  { name: 'plan', as: 'manager01', at: 'decomposition', path: '/engagements/$key/plan' },
  { name: 'plan-director', as: 'director', at: 'decomposition', path: '/engagements/$key/plan' },
  { name: 'manual', as: 'director', at: 'production', path: '/engagements/$key/manual' },
  { name: 'team', as: 'coordinator01', at: 'team_assembly', path: '/engagements/$key/team' },
  { name: 'items', as: 'director', at: 'production', path: '/engagements/$key/items' },
  { name: 'import', as: 'director', at: 'production', path: '/engagements/$key/import' },
  { name: 'lots', as: 'director', at: 'quality', path: '/engagements/$key/lots' },
  { name: 'inspection', as: 'director', at: 'quality', path: '/engagements/$key/lots/1/inspection' },
  { name: 'adjudications', as: 'director', at: 'production', path: '/engagements/$key/adjudications' },
  { name: 'reviews', as: 'leader', at: 'production', path: '/engagements/$key/reviews' },
  { name: 'deliveries', as: 'manager01', at: 'delivery', path: '/engagements/$key/deliveries' },
  { name: 'deliveries-client', as: 'client', at: 'delivery', path: '/engagements/$key/deliveries' },
  { name: 'changes', as: 'manager01', at: 'production', path: '/engagements/$key/changes' },
  { name: 'people', as: 'coordinator01', path: '/people' },
  { name: 'person', as: 'coordinator01', path: '/people/$person' },
  { name: 'absences', as: 'worker01', path: '/absences' },
  { name: 'work', as: 'worker', at: 'production', path: '/work' },
  { name: 'labelling', as: 'worker', at: 'production', path: '/work/$key' },
  { name: 'work-manual', as: 'worker', at: 'production', path: '/work/$key/manual' },
  { name: 'offers', as: 'worker01', path: '/offers' },
  { name: 'not-found', as: 'manager01', path: '/no/such/page' },
];

/** `read(path)` asks the API as whoever looks (`as`), and gives the body. */
async function addressOf({ path }, key, read) {
  let address = path.replace('$key', key ?? '');
  if (address.includes('$task')) {
    const { waiting } = await read(`/engagements/${key}/waiting`);
    address = address.replace('$task', waiting[0]?.taskId ?? 'none');
  }
  if (address.includes('$person')) {
    const { items } = await read('/people?limit=1');
    address = address.replace('$person', items[0].id);
  }
  return address;
}

module.exports = { SCREENS, addressOf };
