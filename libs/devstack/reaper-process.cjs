// Stops what its parent started when the parent is gone without having done so (SIGKILL, crash, power of the terminal).
// Its standard input is a pipe from the parent: lines `+pid signal`, `-pid`, `dir path`; the end of the pipe is the death.
const { readFileSync, rmSync } = require('node:fs');

const GRACE_MS = 8000;
const watched = new Map();
const directories = [];
let rest = '';

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});

function send(pid, signal) {
  try {
    process.kill(pid, signal);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** A dead process whose new parent does not collect it (a container without an init) still has its number. */
function alive(pid) {
  if (!send(pid, 0)) return false;
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return process.platform !== 'linux';
  }
}

async function reap() {
  for (const [pid, signal] of [...watched].reverse()) {
    send(pid, signal);
    for (const until = Date.now() + GRACE_MS; Date.now() < until && alive(pid); ) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    send(-pid, 'SIGKILL');
  }
  for (const path of directories) rmSync(path, { recursive: true, force: true });
  process.exit(0);
}

process.stdin.setEncoding('utf8');
process.stdin.on('data', (text) => {
  const lines = (rest + text).split('\n');
  rest = lines.pop();
  for (const line of lines) {
    const [word, argument] = [line.split(' ', 1)[0], line.slice(line.indexOf(' ') + 1)];
    if (word.startsWith('+')) watched.set(Number(word.slice(1)), argument);
    else if (word.startsWith('-')) watched.delete(Number(word.slice(1)));
    else if (word === 'dir') directories.push(argument);
  }
});
process.stdin.on('end', reap);
process.stdin.on('error', reap);
