import { apiUrlOf } from './api-address';

describe('the address of the API', () => {
  it.each([
    ['127.0.0.1', 'http://127.0.0.1:3000'],
    ['192.0.2.7', 'http://192.0.2.7:3000'],
    ['localhost', 'http://localhost:3000'],
    ['fd00::7', 'http://[fd00::7]:3000'],
    ['0.0.0.0', 'http://127.0.0.1:3000'],
    ['::', 'http://[::1]:3000'],
  ])('listening on %s it is asked at %s', (host, url) => {
    expect(apiUrlOf(host, 3000)).toBe(url);
  });
});
