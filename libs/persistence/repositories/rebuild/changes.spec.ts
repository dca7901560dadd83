import { CHANGES } from '@kado/workflows/shared/changes';
import { REBUILT_CHANGES } from './changes';

it('lets a rebuilt execution live under every change that is on', () => {
  const on = Object.entries(CHANGES).filter(([, state]) => state === 'on');
  expect(REBUILT_CHANGES).toEqual(Object.fromEntries(on.map(([name]) => [name, true])));
});
