// `npm run bench`: measures that use the rigs of the tests. Not part of `npm test`: figures of a busy machine say nothing.
const { projects } = require('./jest.config.cjs');

const { testPathIgnorePatterns: _, ...integration } = projects.find(({ displayName }) => displayName === 'integration');
module.exports = { ...integration, displayName: undefined, testMatch: ['**/bench/*.bench.ts'], testTimeout: 1_800_000 };
